"""The blank form to print: every section and stage of a profile, room to write, and nobody's name."""

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from bot.documents.page_blank import blank_page
from bot.documents.typesetter import typeset
from bot.documents.words import BLANK, words
from bot.profiles import load_profiles
from tests.documents.test_pdf_file import tags, text_of

PROFILES = load_profiles()


def blank(profile_id: str) -> dict[str, Any]:
    """What the service tells of a profile, for its first kind of meeting."""
    profile = PROFILES[profile_id]
    kind = profile.meeting_kinds[0].id
    return {
        "kind": kind,
        "stages": [{"id": one.id, "minutes": one.minutes} for one in profile.stages_of(kind)],
        "sections": [one.id for one in profile.sections],
        "domains": [one.id for one in profile.needs_domains],
        "goals": [one.id for one in profile.permanency_goals],
    }


@pytest.mark.parametrize("profile_id", sorted(PROFILES))
def test_every_section_and_stage_of_a_profile_has_its_place(profile_id: str) -> None:
    said, told = words("en", PROFILES[profile_id].locale, paper=BLANK), blank(profile_id)
    page = blank_page(told, said, practice=False)
    headings = [part["heading"] for part in page["parts"]]
    for section in (*told["sections"], "safety"):
        assert headings.count(said.term("sections", section)) == 1
    steps = page["parts"][1]["ticks"]
    assert len(steps) == len(told["stages"])
    for part in page["parts"]:
        assert part["rows"] or part["prompts"] or part["ticks"], part["heading"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_can_be_read_aloud_and_holds_room_to_write(language: str) -> None:
    said = words(language, "en-AU", paper=BLANK)
    assert said.language == language, "the form speaks the family's language"
    page = blank_page(blank("au-vic"), said, practice=False) | {"paper": "a4"}
    pdf = PdfReader(BytesIO(typeset(page, "form")[1]))
    root: Any = pdf.trailer["/Root"]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    found = tags(root["/StructTreeRoot"])
    assert found.count("/H2") == len(page["parts"])
    assert found.count("/TR") >= 25
    text = " ".join(text_of(pdf).split())
    for heading in (part["heading"] for part in page["parts"]):
        assert heading in text
