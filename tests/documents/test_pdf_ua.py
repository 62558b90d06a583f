"""Every paper as PDF has what a screen reader needs; the checker itself is shown to find what is missing."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from page import ValidationProfile, validate_pdf_bytes
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, NameObject

from bot.documents.docx_file import plan_docx
from bot.documents.page import page
from bot.documents.page_agenda import agenda_page
from bot.documents.page_blank import blank_page
from bot.documents.typesetter import typeset
from bot.documents.words import AGENDA, BLANK, words
from tests.builders import sample_record
from tests.documents.agendas import agenda
from tests.documents.pdf_ua import faults, headings
from tests.documents.plans import Plan, plan_of, with_all_sections, with_words, worked_example
from tests.documents.test_blank import blank
from tests.documents.test_docx_file import text_of as whole_text
from tests.documents.test_pdf_file import text_of

WORDS = words("en", "en-US")
NAMES = "أمي وأبي 妈妈 እማማ 👩‍👧 \U00013000"
STATEMENT = " ".join(f"word{number}" for number in range(3000))
AGENDA_WORDS = words("en", "en-US", paper=AGENDA)
FORM = words("en", "en-US", paper=BLANK)


def plan(of: Any, *, practice: bool = False) -> bytes:
    return typeset(page(*of, WORDS, practice=practice) | {"paper": "us-letter"})[1]


def with_statement() -> Plan:
    """The worked example in which a father says 3,000 words, and somebody's step is as long."""
    record = sample_record()
    views = tuple(replace(each, words=STATEMENT) for each in record.views[:1])
    first, *others = record.tasks
    return plan_of(replace(record, views=views, tasks=(replace(first, text=STATEMENT), *others)))


def drawn(sections: dict[str, Any], paper: str) -> bytes:
    return typeset(sections | {"paper": "a4"}, paper)[1]


def broken_rules(body: bytes) -> set[str]:
    """The rules of PDF/UA-1 that a paper breaks, by a checker that is not ours."""
    report = validate_pdf_bytes(body, profile=ValidationProfile.PDF_UA_1)
    return {failure.rule_id for failure in report.failures}


PAPERS: dict[str, Callable[[], bytes]] = {
    "plan": lambda: plan(worked_example(), practice=True),
    "every section": lambda: plan(plan_of(with_all_sections())),
    "names of many scripts": lambda: plan(with_words(NAMES)),
    "a statement of 3,000 words": lambda: plan(with_statement()),
    "agenda": lambda: drawn(agenda_page(agenda(), AGENDA_WORDS, practice=True), "agenda"),
    "blank form": lambda: drawn(blank_page(blank("us-ks"), FORM, practice=False), "form"),
}


@pytest.mark.parametrize("made", PAPERS.values(), ids=PAPERS)
def test_a_screen_reader_can_read_every_paper(made: Callable[[], bytes]) -> None:
    """By our own checks, and by an independent checker of PDF/UA-1 (its 104 rules)."""
    body = made()
    assert faults(body) == []
    assert broken_rules(body) == set()


def test_it_is_read_out_in_the_order_of_the_page() -> None:
    read, sections = headings(plan(worked_example())), page(*worked_example(), WORDS, practice=False)
    assert read[0] == sections["title"]
    said = ("why", "strengths", "needs", "goals", "visits", "services", "dates", "people", "views", "seal")
    places = [read.index(sections[name]["heading"]) for name in said]
    assert places == sorted(places)


def without(*path: str) -> Callable[[Any], None]:
    def take(root: Any) -> None:
        for step in path[:-1]:
            root = root[step].get_object()
        del root[NameObject(path[-1])]

    return take


def _each(node: Any) -> Any:
    yield node
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        there = kid.get_object()
        if isinstance(there, dict) and "/S" in there:
            yield from _each(there)


def _renamed(old: str, new: str) -> Callable[[Any], None]:
    def rename(root: Any) -> None:
        found = next(one for one in _each(root["/StructTreeRoot"]) if one.get("/S") == old)
        found[NameObject("/S")] = NameObject(new)

    return rename


def rewritten(change: Callable[[Any], None]) -> bytes:
    """The worked example's paper after a change to its root."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(plan(worked_example()))))
    change(writer.root_object)
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def _without_scope(root: Any) -> None:
    head = next(one for one in _each(root["/StructTreeRoot"]) if one.get("/S") == "/TH")
    head[NameObject("/A")] = ArrayObject()


def _without_first(root: Any) -> None:
    paragraph = next(one for one in _each(root["/StructTreeRoot"]) if one.get("/S") == "/P")
    paragraph[NameObject("/K")] = ArrayObject()


@pytest.mark.parametrize(
    ("spoil", "fault", "rule"),
    [
        (without("/Lang"), "no language", "TEXT-LANGUAGE"),
        (without("/MarkInfo"), "not marked as tagged", "TAGGED-DOCUMENT"),
        (without("/StructTreeRoot"), "no tag tree", "STRUCT-TREE-ROOT"),
        (without("/Metadata"), "does not say that it is PDF/UA", "ID-PART"),
        (without("/ViewerPreferences"), "the title is not shown", "VIEWER-PREFERENCES"),
        (_renamed("/H2", "/H4"), "a heading of level 4 after one of level 1", "HEADING-NESTING"),
        (_renamed("/H1", "/P"), "not one heading of the first level, at the beginning", "HEADING-NESTING"),
        (_renamed("/TR", "/P"), "/TH under /P", "TH-PARENT"),
        (_renamed("/P", "/Figure"), "a picture without words", "FIGURE-ALTERNATIVE-TEXT"),
        (_without_scope, "a head that does not say of what", None),
        (_without_first, "page 1: not everything is in the tags once", None),
    ],
    ids=range(11),
)
def test_the_checkers_find_what_is_missing(
    spoil: Callable[[Any], None], fault: str, rule: str | None
) -> None:
    """A table head without its scope, and words that are in no tag, only our own checks see."""
    body = rewritten(spoil)
    assert fault in faults(body)
    broken = broken_rules(body)
    assert f"PDFUA1-{rule}-001" in broken if rule else broken == set()


def test_a_paper_that_is_only_written_anew_is_without_fault() -> None:
    body = rewritten(lambda root: None)
    assert faults(body) == []
    assert broken_rules(body) == set()


def test_names_of_every_script_are_on_paper_and_what_no_font_has_is_said() -> None:
    """Of Arabic only the letters are looked for: a PDF says some of them twice (`bot/documents/fonts.py`)."""
    paper = text_of(PdfReader(BytesIO(PAPERS["names of many scripts"]())))
    for name in ("妈妈", "እማማ", "👩"):
        assert name in paper
    assert set("أمي") <= set(paper)
    assert "\ufffd" in paper
    assert "U+13000" in paper


def test_our_sentences_run_as_the_paper_does_even_where_an_arabic_name_begins_them() -> None:
    record = sample_record()
    people = tuple(replace(each, name="ليلى") for each in record.people)
    paper = text_of(PdfReader(BytesIO(plan(plan_of(replace(record, people=people))))))
    for line in ("Mother): Agrees", "Father): Disagrees", "maternal grandmother): Agrees"):
        assert line in paper


def test_a_statement_of_three_thousand_words_is_whole_on_both_papers() -> None:
    paper = text_of(PdfReader(BytesIO(PAPERS["a statement of 3,000 words"]())))
    word_file = Document(BytesIO(plan_docx(*with_statement(), WORDS).body))
    found = Counter(paper.split())
    assert {found[each] for each in STATEMENT.split()} == {2}
    assert whole_text(word_file).count(STATEMENT) == 2


def test_what_a_word_file_cannot_hold_is_named_in_it() -> None:
    """Which letters a reader's own Word can draw, nobody knows here; control characters no file can hold."""
    document = Document(BytesIO(plan_docx(*with_words("Hi \x07" + NAMES), WORDS).body))
    text = whole_text(document)
    assert NAMES in text
    assert "U+0007" in text
    assert "U+" not in whole_text(Document(BytesIO(plan_docx(*worked_example(), WORDS).body)))
