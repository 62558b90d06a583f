"""Anchors: where each audit chain ended at a time, signed and kept outside the database.

A chain shows every change of its lines, but not that its end was cut off together with its head. The
anchors do: a line of them says how long each chain was and what its last line's hash was. They hold
ids and hashes alone. Each line holds the hash of the one before and the server's signature.
"""

import base64
import binascii
import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, select

from bot.storage.keys import ContentSigner
from bot.storage.own_tables import AUDIT_HEADS

NOTHING_BEFORE = "0" * 64
# A chain's workspace and owner, how long it is, and the hash of its last line.
End = tuple[str, str, int, str]


class Anchor(NamedTuple):
    """How long one chain was at a time, and the hash of its last line then."""

    workspace_id: str
    chain: str
    seq: int
    hash: str
    at: str


@dataclass(frozen=True)
class Anchors:
    """What a file of anchors says; `bad_lines` are those of it that are not as they were written."""

    anchors: Sequence[Anchor] = ()
    bad_lines: Sequence[int] = ()
    last: str = NOTHING_BEFORE


NONE = Anchors()


def ends(connection: Connection) -> list[End]:
    """Where every chain ends now."""
    heads = AUDIT_HEADS.c
    found = connection.execute(
        select(heads.workspace_id, heads.chain, heads.seq, heads.hash)
        .where(heads.seq > 0)
        .order_by(heads.workspace_id, heads.chain)
    )
    return [(row.workspace_id, row.chain, row.seq, row.hash) for row in found]


def add(path: Path, found: Iterable[End], signer: ContentSigner, now: datetime) -> int:
    """Write down the chains that grew since their last anchor; how many these are. Raises OSError.

    Several processes may write to one file: each takes its turn.
    """
    # Only here: the module does not exist on Windows.
    import fcntl

    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        known = read(_whole_lines(file), signer.public_key())
        newest = {(one.workspace_id, one.chain): (one.seq, one.hash) for one in known.anchors}
        grown = [end for end in found if newest.get(end[:2]) != end[2:]]
        if grown:
            file.write(_line(grown, known.last, signer, now))
            file.flush()
            os.fsync(file.fileno())
    return len(grown)


def read(body: bytes, public_key: str) -> Anchors:
    """The anchors in these lines; a line that the server did not sign, or that was moved, counts as bad."""
    anchors: list[Anchor] = []
    bad: list[int] = []
    before = NOTHING_BEFORE
    for number, line in enumerate(body.splitlines(), 1):
        try:
            entry = _signed(json.loads(line), public_key)
            at = str(entry["at"])
            anchors += [
                Anchor(workspace, owner, seq, end, at) for workspace, owner, seq, end in entry["ends"]
            ]
            in_place = entry["prev"] == before
        except (ValueError, TypeError, KeyError, RecursionError, rfc8785.CanonicalizationError):
            in_place = False
        if not in_place:
            bad.append(number)
        before = hashlib.sha256(line).hexdigest()
    return Anchors(anchors, bad, before)


def _line(grown: Sequence[End], before: str, signer: ContentSigner, now: datetime) -> bytes:
    entry: dict[str, Any] = {"at": now.isoformat(), "ends": [list(end) for end in grown], "prev": before}
    signature = signer.sign(rfc8785.dumps(entry))
    return json.dumps({"entry": entry, "signature": signature}).encode() + b"\n"


def _signed(line: Mapping[str, Any], public_key: str) -> Any:
    """What the line says. Raises ValueError when the server did not sign it."""
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key))
    try:
        key.verify(base64.b64decode(str(line["signature"]), validate=True), rfc8785.dumps(line["entry"]))
    except (InvalidSignature, binascii.Error):
        raise ValueError("not signed by this server") from None
    return line["entry"]


def _whole_lines(file: BinaryIO) -> bytes:
    """The file's lines; one that a crash left half written is taken away, for it said nothing yet."""
    file.seek(0)
    body = file.read()
    whole = body[: body.rfind(b"\n") + 1]
    if len(whole) < len(body):
        file.truncate(len(whole))
    return whole
