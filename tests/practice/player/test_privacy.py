"""A private word that turns up anywhere but in the whole record is found, however it is packed."""

import io
import json
import zipfile
import zlib
from collections.abc import Mapping

import pytest

from bot.practice.player.privacy import leaks, private_parts
from bot.practice.player.reading import read_file
from bot.practice.player.sight import Glimpse
from tests.practice.player.files import TWO_CHILDREN

SCRIPT = read_file(TWO_CHILDREN)
PRIVATE = [part for part in private_parts(SCRIPT) if part]
WORDS = {part.path: part.value for part in PRIVATE}
ADDRESS = "$.team[0].hidden_address"


def papers(**more: bytes) -> Mapping[str, bytes]:
    whole = json.dumps({"everything": list(WORDS.values())}).encode()
    return {"record.json": whole, **{name.replace("_", "."): body for name, body in more.items()}}


def packed_word(words: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("word/document.xml", f"<w:t>{words[:9]}</w:t><w:t>{words[9:]}</w:t>")
    return file.getvalue()


def packed_pdf(words: str) -> bytes:
    return b"%PDF-1.7\nstream\n" + zlib.compress(f"({words})".encode()) + b"\nendstream"


def shown(words: str, *by: str) -> dict[int, Glimpse]:
    return {1: Glimpse({"what": "message", "channel": "C1", "content": {"text": words}}, by)}


def test_every_private_field_of_the_file_is_looked_for() -> None:
    assert set(WORDS) == {
        "$.team[0].prep_notes",
        "$.team[0].contact",
        ADDRESS,
        "$.team[1].prep_notes",
        "$.safety_screen[0].words",
        "$.search_log[0].words",
        "$.search_log[1].words",
        "$.who_belongs[0].words",
        "$.who_belongs[2].name",
        "$.child_voice[0].asked_to_keep_private[0]",
    }


def test_nothing_is_found_when_only_the_whole_record_has_them() -> None:
    assert leaks(SCRIPT, papers(plan_json=b"{}"), shown("Welcome", "Piet Aldersey")) == []


@pytest.mark.parametrize(
    ("name", "packed"),
    [
        ("plan_json", lambda words: json.dumps({"text": words}).encode()),
        ("narrative_md", lambda words: f"- {words.upper()}".encode()),
        ("plan_docx", packed_word),
        ("plan_pdf", packed_pdf),
        ("transcript_md", lambda words: words.replace(" ", "\n").encode()),
    ],
)
def test_a_leak_is_found_in_each_kind_of_paper(name: str, packed: object) -> None:
    assert callable(packed)
    found = leaks(SCRIPT, papers(**{name: packed(WORDS[ADDRESS])}), {})
    assert [tuple(leak) for leak in found] == [(ADDRESS, name.replace("_", "."))]


def test_a_private_word_that_is_nowhere_is_told_as_well() -> None:
    found = leaks(SCRIPT, {"record.json": b"{}"}, {})
    assert {leak.path for leak in found} == set(WORDS)


def test_what_others_saw_counts_and_what_those_who_lead_saw_does_not() -> None:
    seen = shown(WORDS[ADDRESS].replace("'", "&#39;"), "Oda Lindqvist", "Noor Haddadi")
    assert leaks(SCRIPT, papers(), seen) == []
    found = leaks(SCRIPT, papers(), shown(WORDS[ADDRESS], "Oda Lindqvist", "Piet Aldersey"))
    assert [tuple(leak) for leak in found] == [(ADDRESS, "what others saw")]
