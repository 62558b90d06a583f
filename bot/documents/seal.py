"""Seals a plan's content, writes the signed plan.json, and verifies one without asking anybody."""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any, Protocol

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from bot.documents.made import MadeFile, made
from bot.documents.words import Words

Json = Mapping[str, Any]

ALGORITHM = "Ed25519"
_PARTS = {"content", "content_sha256", "about", "signature"}
_SIGNATURE_PARTS = {"algorithm", "public_key", "value"}


class Signer(Protocol):
    """Signs with the server's key (the shape of services' port)."""

    def sign(self, content: bytes) -> str:
        """An Ed25519 signature, base64."""
        ...


@dataclass(frozen=True)
class Sealed:
    """Content as canonical JSON (RFC 8785) and the SHA-256 of exactly those bytes."""

    canonical: bytes
    sha256: str


class Problem(StrEnum):
    """Why a file is not what it says it is; the words for each are in messages/."""

    NOT_A_PLAN_FILE = "not_a_plan_file"
    CONTENT_CHANGED = "content_changed"
    SIGNATURE_WRONG = "signature_wrong"
    ANOTHER_KEY = "another_key"


@dataclass(frozen=True)
class Verdict:
    """What a plan file turned out to be. Without a key to compare with, only `public_key` says who signed."""

    problems: tuple[Problem, ...]
    version: int | None = None
    content_sha256: str | None = None
    public_key: str | None = None

    @property
    def good(self) -> bool:
        """Whether nothing was found against it."""
        return not self.problems

    def reasons(self, words: Words) -> tuple[str, ...]:
        """The problems in plain words."""
        return tuple(words(f"verify.{problem}") for problem in self.problems)


def seal(content: Json) -> Sealed:
    """The content's canonical bytes and their fingerprint."""
    canonical: bytes = rfc8785.dumps(dict(content))
    return Sealed(canonical, sha256(canonical).hexdigest())


def plan_json(content: Json, about: Json, signer: Signer, public_key: str) -> MadeFile:
    """The plan as a file that anybody can verify offline. `public_key`: the raw Ed25519 key, base64."""
    signed: dict[str, Any] = {"content": content, "content_sha256": seal(content).sha256, "about": about}
    value = signer.sign(rfc8785.dumps(signed))
    signature = {"algorithm": ALGORITHM, "public_key": public_key, "value": value}
    text = json.dumps(signed | {"signature": signature}, ensure_ascii=False, indent=2)
    return made((text + "\n").encode())


def record_json(whole: Json) -> MadeFile:
    """The whole record as a file, for the one right that may see everything."""
    return made((json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode())


def verify(file: bytes, public_key: str | None = None) -> Verdict:
    """Whether a plan.json is as it was signed and, when a key is given, signed with that key."""
    try:
        plan = json.loads(file, object_pairs_hook=_no_key_twice, parse_constant=_refuse)
        return _verdict(plan, public_key)
    except (ValueError, TypeError, KeyError, RecursionError, rfc8785.CanonicalizationError):
        return Verdict((Problem.NOT_A_PLAN_FILE,))


def _verdict(plan: Json, expected_key: str | None) -> Verdict:
    signature, about = plan["signature"], plan["about"]
    if set(plan) != _PARTS or set(signature) != _SIGNATURE_PARTS or signature["algorithm"] != ALGORITHM:
        raise ValueError("not the shape of a plan file")
    key = signature["public_key"]
    found = seal(plan["content"]).sha256
    problems = {
        Problem.CONTENT_CHANGED: found != plan["content_sha256"] or found != about["sealed"]["sha256"],
        Problem.SIGNATURE_WRONG: not _is_signed(plan, signature["value"], key),
        Problem.ANOTHER_KEY: expected_key is not None and expected_key != key,
    }
    against = tuple(problem for problem, holds in problems.items() if holds)
    return Verdict(against, int(about["version"]), found, str(key))


def _is_signed(plan: Json, signature: str, public_key: str) -> bool:
    signed = rfc8785.dumps({part: plan[part] for part in ("content", "content_sha256", "about")})
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key, validate=True))
        key.verify(base64.b64decode(signature, validate=True), signed)
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Two readers of a file in which a key stands twice would read two different plans."""
    read = dict(pairs)
    if len(read) != len(pairs):
        raise ValueError("a key stands twice")
    return read


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")
