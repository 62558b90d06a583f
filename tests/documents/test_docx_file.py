"""The Word document says the same as the PDF, can be edited, and is made whatever people said."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.documents import docx_template
from bot.documents.docx_file import plan_docx
from bot.documents.page import page
from bot.documents.typesetter import WORD
from bot.documents.words import words
from bot.domain.fingerprint import printed
from tests.builders import bare_record
from tests.documents.plans import Plan, plan_of, with_all_sections, with_words, worked_example

WORDS = words("en", "en-US")

OPENING = {"rules_said_on": "2026-03-18", "rules": [{"by": "p1", "text": "Nobody shouts."}]}


def read(plan: Plan, *, practice: bool = False) -> Any:
    return Document(BytesIO(plan_docx(*plan, WORDS, practice=practice).body))


def text_of(document: Any) -> str:
    """Every paragraph of the body and its tables, in order."""
    return "\n".join(paragraph.text for paragraph in _paragraphs(document))


def _paragraphs(document: Any) -> Iterator[Paragraph]:
    for node in document.element.body.iter(qn("w:p")):
        yield Paragraph(node, document)


def every_text(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for each in inner for text in every_text(each)]


def test_every_sentence_of_the_page_is_in_the_document() -> None:
    said, told = plan_of(with_all_sections())
    # Every part has something in it, so that every part is printed.
    lonely = dict(said["tasks"][0], id="t9", objective=None)
    put_off = dict(told["agenda"][0], parked=True)
    watched, *others = told["others"]
    came = [watched | {"took_part": "in_person"}, *others]
    left_open = {"gap": "visits", "about": "child1", "why": "later", "words": "In May."}
    visit = {"date": "2026-03-10", "kind": "home_visit", "people": []}
    more = {"agenda": [put_off], "set_aside": [left_open], "others": came, "talks": [visit]}
    plan = (
        said | {"tasks": [*said["tasks"], lonely]},
        told | more | {"opening": OPENING},
    )
    sections = page(*plan, WORDS, practice=False)
    for only_where_there_is_nothing in ("no_steps", "none"):
        sections["goals"].pop(only_where_there_is_nothing)
    sections["concerns"].pop("none")
    for goal in sections["goals"]["items"]:
        goal.pop("none")
    for not_in_the_body in ("language", "footer", "private", "laws", "page_of", "signs"):
        sections.pop(not_in_the_body)
    paper = text_of(read(plan))
    for text in every_text(sections):
        assert text in paper


def test_headings_and_table_heads_are_real_ones() -> None:
    document = read(worked_example())
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert {"Title", "Heading 1", "Heading 2", "Heading 3", "Quote", "List Bullet"} <= set(styles)
    assert len(document.tables) == 8
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_title_and_language_are_set_and_the_foot_has_the_fingerprint() -> None:
    document = read(worked_example())
    assert document.core_properties.title == "Case plan for Juniper 'June' Reyes"
    assert document.core_properties.language == "en-US"
    foot = "".join(paragraph.text for paragraph in document.sections[0].footer.paragraphs)
    assert printed(worked_example()[1]["sealed"]["sha256"]) in foot
    assert "{{" not in foot + text_of(document)


def test_practice_is_at_the_head_of_every_page() -> None:
    practice, real = read(worked_example(), practice=True), read(worked_example())
    assert practice.sections[0].header.paragraphs[0].text == "PRACTICE"
    assert real.sections[0].header.paragraphs[0].text == ""


def test_a_family_of_which_nothing_is_known_has_a_document() -> None:
    assert "No goals are written down yet." in text_of(read(plan_of(bare_record())))
    assert "This is a draft." in text_of(read((worked_example()[0], {})))


def test_what_people_said_is_never_read_as_a_template_or_as_xml() -> None:
    nasty = "{{ 7*7 }} {% for x in y %} <w:p/> & ]]> {# no #}"
    assert nasty in text_of(read(with_words(nasty)))


def test_names_of_three_thousand_characters_are_in_the_document() -> None:
    long = "Once a week is not enough. " * 111
    document = read(with_words(long))
    assert text_of(document).count(long.strip()) > 50
    assert len(document.core_properties.title) == 255


def test_lines_are_kept_as_lines() -> None:
    document = read(with_words("one\ntwo"))
    assert "one\ntwo" in [paragraph.text for paragraph in document.paragraphs]


def test_the_committed_template_is_what_the_script_writes(tmp_path: Path) -> None:
    docx_template.main(str(tmp_path / "plan.docx"))
    fresh, committed = Document(str(tmp_path / "plan.docx")), Document(str(WORD))
    assert fresh.element.body.xml == committed.element.body.xml
    assert fresh.styles.element.xml == committed.styles.element.xml


@given(st.text(max_size=60) | st.text("\x00\x07\x0c\ufffe<&{%}#\u202e👩\U000e0041\n\t", max_size=30))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_document_is_made_whatever_anybody_said(text: str) -> None:
    read(with_words(text))
