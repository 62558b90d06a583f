"""The PDF is one that a screen reader can read, holds every word, and is made whatever people said."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from bot.documents import pdf_file
from bot.documents.page import page
from bot.documents.pdf_file import plan_pdf
from bot.documents.press import NotTypeset, Press
from bot.documents.typesetter import typeset
from bot.documents.words import words
from bot.domain.fingerprint import printed
from tests.builders import bare_record, sample
from tests.documents.plans import Plan, plan_of, with_words, worked_example

WORDS = words("en", "en-US")


def read(plan: Plan, *, practice: bool = False) -> PdfReader:
    sections = page(*plan, WORDS, practice=practice) | {"paper": "us-letter"}
    return PdfReader(BytesIO(typeset(sections)[1]))


def text_of(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in pdf.pages)


def tags(node: DictionaryObject) -> list[str]:
    """The kinds of all elements of the tag tree."""
    found = [str(node["/S"])] if "/S" in node else []
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        inner = kid.get_object()
        if isinstance(inner, DictionaryObject) and "/K" in inner:
            found += tags(inner)
    return found


def test_a_screen_reader_finds_title_language_and_tags() -> None:
    pdf = read(worked_example())
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 (a PDF object)
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712 (a PDF object)
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Case plan for Juniper 'June' Reyes"
    assert pdf.xmp_metadata is not None
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    found = tags(root["/StructTreeRoot"])
    assert found.count("/H1") == 1
    assert {"/H2", "/H3", "/Table", "/TH", "/TD", "/L", "/BlockQuote"} <= set(found)
    # Every table has a row of marked heads: four steps tables, visits, services, dates, people.
    assert found.count("/Table") == 8
    assert found.count("/TH") >= 8 * 2


@pytest.mark.requirement("K-19")
@pytest.mark.requirement("K-21")
def test_every_word_of_the_worked_example_is_on_paper() -> None:
    facts, paper = sample(), text_of(read(worked_example()))
    for part in ("strengths", "needs", "goals", "objectives", "tasks"):
        for each in facts[part]:
            assert each["text"] in paper
    for task in facts["tasks"]:
        assert task["done_when"] in paper
    for said in facts["child_voice"]["said"]:
        assert said in paper
    for visit in facts["visit_plan"]:
        assert visit["how_often"] in paper
    for day in ("Sunday, March 22, 2026", "Friday, September 4, 2026"):
        assert day in paper


def test_dissent_stands_in_the_plan_in_the_persons_own_words() -> None:
    paper = text_of(read(worked_example()))
    assert "Marcus Harlow (Father): Disagrees" in paper
    assert "I want June to live with me now. Once a week is not enough." in paper
    assert "told how to ask for a change" in paper


@pytest.mark.requirement("C-06")
def test_each_page_has_version_fingerprint_laws_and_its_number() -> None:
    _, told = worked_example()
    start = printed(told["sealed"]["sha256"])
    pdf = read(worked_example())
    for number, sheet in enumerate(pdf.pages, 1):
        foot = sheet.extract_text()
        for words_of_foot in ("version 1", start, "K.S.A. 38-2263", f"Page {number} of {len(pdf.pages)}"):
            assert words_of_foot in foot


def test_practice_is_written_across_every_page_and_a_real_plan_has_no_such_mark() -> None:
    assert all("PRACTICE" in page.extract_text() for page in read(worked_example(), practice=True).pages)
    assert "PRACTICE" not in text_of(read(worked_example()))


def test_a_family_of_which_nothing_is_known_has_a_paper_that_says_so() -> None:
    paper = text_of(read(plan_of(bare_record())))
    assert "Nobody has written down why yet." in paper
    assert "No goals are written down yet." in paper


def test_before_anything_is_sealed_the_paper_says_draft() -> None:
    said, _ = worked_example()
    assert "This is a draft." in text_of(read((said, {})))


def test_paper_and_dates_are_those_of_the_readers_country() -> None:
    australian = PdfReader(BytesIO(plan_pdf(*worked_example(), words("en", "en-AU")).body))
    american = PdfReader(BytesIO(plan_pdf(*worked_example(), WORDS).body))
    assert "Wednesday, 18 March 2026" in text_of(australian).replace("Wednesday 18", "Wednesday, 18")
    assert round(float(australian.pages[0].mediabox.width)) == 595
    assert round(float(american.pages[0].mediabox.width)) == 612


def test_what_people_said_is_never_read_as_markup() -> None:
    nasty = (
        '#import "/etc/passwd" $x$ *bold* _it_ `raw` <label> @ref \\ {{ 7*7 }} {% raw %} [x] // comment /* */'
    )
    paper = text_of(read(with_words(nasty)))
    assert '#import "/etc/passwd" $x$ *bold*' in paper
    assert "{{ 7*7 }}" in paper


def test_missing_signs_are_named_at_the_end() -> None:
    made = plan_pdf(*with_words("Hi \U00013000"), WORDS)
    assert made.missing_signs == ("U+13000",)
    assert "U+13000" in text_of(PdfReader(BytesIO(made.body)))


def test_the_file_comes_with_its_hash() -> None:
    made = plan_pdf(*worked_example(), WORDS)
    assert made.sha256 == hashlib.sha256(made.body).hexdigest()


def test_three_thousand_characters_and_sixty_of_everything_are_all_on_paper() -> None:
    said, told = worked_example()
    long = "Once a week is not enough. " * 111
    many = {
        part: [
            dict(said[part][0], id=f"{part}{number}", text=f"Number {number} of {part}.")
            for number in range(60)
        ]
        for part in ("tasks", "strengths", "needs")
    }
    many["tasks"][0]["text"] = many["strengths"][0]["text"] = long
    paper = text_of(read((said | many, told)))
    assert paper.count("Once a week is not enough.") >= 2 * 111
    for part in many:
        assert all(f"Number {number} of {part}." in paper for number in range(1, 60))


WILD = st.text(max_size=60) | st.text(
    st.sampled_from("\u202e\u0000\ufffe\u200d\ufe0f👩👧🏽אبक्षိúñ\n\tﷺ\u0301\u0941\U000e0041\U00013000\u2028�"),
    max_size=40,
)


@given(WILD)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_plan_is_made_whatever_anybody_said(text: str) -> None:
    _, body = typeset(page(*with_words(text), WORDS, practice=True) | {"paper": "a4"})
    assert body.startswith(b"%PDF")


def test_many_plans_can_be_made_at_once() -> None:
    with ThreadPoolExecutor(3) as pool:
        made = list(pool.map(lambda number: plan_pdf(*with_words(f"said {number}"), WORDS), range(6)))
    for number, file in enumerate(made):
        assert f"said {number}" in text_of(PdfReader(BytesIO(file.body)))


def test_a_plan_that_cannot_be_set_says_nothing_of_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_file, "page", lambda *_, **__: {"title": "a family's words"})
    with pytest.raises(NotTypeset) as problem:
        plan_pdf(*worked_example(), WORDS)
    assert str(problem.value) == "the typesetter could not set it"
    monkeypatch.undo()
    assert plan_pdf(*worked_example(), WORDS).body.startswith(b"%PDF")


def test_the_press_starts_anew_when_its_process_is_gone_and_rests_when_nobody_asks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    press, sections = Press(), page(*worked_example(), WORDS, practice=False) | {"paper": "a4"}
    first = press.print("plan", sections)
    started = press._process
    assert len(press.print("plan", sections).body) == len(first.body)
    assert press._process is started is not None
    started.kill()
    started.wait()
    assert len(press.print("plan", sections).body) == len(first.body)
    again = press._process
    assert again is not started
    monkeypatch.setattr("bot.documents.press.BYTES_AT_MOST", 1)
    assert len(press.print("plan", sections).body) == len(first.body)
    assert press._process is not again
    press.rest()
    assert press._process is None
    monkeypatch.setattr("bot.documents.press.SECONDS", 0.01)
    with pytest.raises(NotTypeset):
        press.print("plan", sections)
    press.rest()
