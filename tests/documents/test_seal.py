"""A plan file proves by itself that nobody changed it: every single change is found."""

import base64
import copy
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.documents.seal import Problem, plan_json, record_json, seal, verify
from bot.documents.words import words
from bot.services.plan.plan import whole
from tests.builders import sample_record
from tests.documents.plans import TestKey, worked_example

KEY = TestKey()
SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "plan.schema.json").read_text("utf-8"))


def signed() -> bytes:
    return plan_json(*worked_example(), KEY, KEY.public).body


def changed(change: dict[str, Any]) -> bytes:
    return json.dumps(json.loads(signed()) | change).encode()


def test_a_plan_file_is_good_with_and_without_the_key_to_compare() -> None:
    verdict = verify(signed(), KEY.public)
    assert verdict.good
    assert (verdict.version, verdict.public_key) == (1, KEY.public)
    assert verify(signed()).good


def test_the_seal_is_the_hash_of_the_canonical_bytes_whatever_the_order_of_the_keys() -> None:
    said, _ = worked_example()
    turned = dict(reversed(said.items()))
    assert seal(said).sha256 == hashlib.sha256(seal(said).canonical).hexdigest() == seal(turned).sha256


def test_the_file_fits_the_schema_and_comes_with_its_own_hash() -> None:
    file = plan_json(*worked_example(), KEY, KEY.public)
    jsonschema.validate(json.loads(file.body), SCHEMA, cls=jsonschema.Draft202012Validator)
    assert file.sha256 == hashlib.sha256(file.body).hexdigest()


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, (*path, key))
    else:
        yield path


LEAVES = list(leaves({part: worked_example()[index] for index, part in enumerate(("content", "about"))}))


@given(st.sampled_from(LEAVES))
@settings(deadline=None)
def test_a_change_of_any_single_value_is_found(path: tuple[Any, ...]) -> None:
    plan = json.loads(signed())
    place = plan
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = 7 if isinstance(place[path[-1]], str | None) else f"not {place[path[-1]]}"
    verdict = verify(json.dumps(plan).encode(), KEY.public)
    assert not verdict.good
    if path[0] == "content":
        assert Problem.CONTENT_CHANGED in verdict.problems


def test_a_change_of_any_byte_is_found() -> None:
    """One bit of one byte, here and there in the whole file."""
    whole = signed()
    for place in range(0, len(whole), 61):
        changed_there = bytearray(whole)
        changed_there[place] ^= 1
        assert not verify(bytes(changed_there), KEY.public).good, place


def test_a_changed_plan_with_a_hash_made_to_fit_is_found_by_its_signature() -> None:
    said = copy.deepcopy(worked_example()[0])
    said["tasks"][0]["due"] = "2026-12-01"
    verdict = verify(changed({"content": said, "content_sha256": seal(said).sha256}), KEY.public)
    assert Problem.SIGNATURE_WRONG in verdict.problems


def test_a_plan_signed_by_another_server_is_told_apart_from_a_changed_one() -> None:
    verdict = verify(signed(), TestKey().public)
    assert verdict.problems == (Problem.ANOTHER_KEY,)
    assert verdict.reasons(words()) == ("It was signed with another key than the one you gave.",)


@pytest.mark.parametrize("value", ["", "not base64!", base64.b64encode(b"short").decode()])
def test_a_broken_signature_or_key_is_a_wrong_signature(value: str) -> None:
    signature = json.loads(signed())["signature"]
    for part in ("value", "public_key"):
        assert Problem.SIGNATURE_WRONG in verify(changed({"signature": signature | {part: value}})).problems


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b"null",
        b'{"content": 1, "about": 2, "signature": 3, "content_sha256": 4}',
        b"[" * 100_000,
        signed().replace(b'"version": 1', b'"version": 1, "version": 2'),
        signed().replace(b'"version": 1', b'"version": NaN'),
        changed({"extra": "part"}),
    ],
    ids=range(10),
)
def test_what_is_no_plan_file_is_said_to_be_none(file: bytes) -> None:
    assert verify(file).problems == (Problem.NOT_A_PLAN_FILE,)


def test_every_problem_has_words() -> None:
    for problem in Problem:
        assert words()(f"verify.{problem}")


def test_the_whole_record_is_written_as_it_is() -> None:
    everything = whole(sample_record())
    assert json.loads(record_json(everything).body) == everything
