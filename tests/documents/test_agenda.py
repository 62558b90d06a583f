"""The agenda on paper: readable by a screen reader, whole, without what must not lie about in a kitchen."""

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from bot.documents.page_agenda import agenda_page
from bot.documents.pdf_file import agenda_pdf
from bot.documents.typesetter import typeset
from bot.documents.words import AGENDA, words
from tests.builders import sample
from tests.documents.agendas import Agenda, agenda
from tests.documents.test_pdf_file import tags, text_of

WORDS = words("en", "en-US", paper=AGENDA)


def read(told: Agenda, *, practice: bool = False) -> PdfReader:
    sections = agenda_page(told, WORDS, practice=practice) | {"paper": "us-letter"}
    return PdfReader(BytesIO(typeset(sections, "agenda")[1]))


def test_a_screen_reader_finds_title_language_headings_and_topics() -> None:
    pdf = read(agenda())
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 (a PDF object)
    assert root["/Lang"] == "en"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    found = tags(root["/StructTreeRoot"])
    assert (found.count("/H1"), found.count("/H2")) == (1, 3)
    assert found.count("/LI") >= len(agenda()["topics"])


def test_topics_stand_in_order_with_minutes_and_who_raised_them() -> None:
    paper, topics = text_of(read(agenda())), sample()["conference"]["agenda"]
    places = [paper.index(each["topic"]) for each in topics]
    assert places == sorted(places)
    for each in topics:
        assert f"{each['min']} minutes" in paper
    assert "Asked for by Dana Reyes" in paper
    assert "90 minutes in all." in paper


def test_when_and_where_are_told_by_the_meetings_own_clocks() -> None:
    paper = text_of(read(agenda())).replace("\u202f", " ")
    assert "Wednesday, March 18, 2026, from 3:30 PM to 5:00 PM (Central Daylight Time)" in paper
    assert sample()["conference"]["place"] in paper
    winter = agenda() | {"meeting": agenda()["meeting"] | {"date": "2026-01-14"}}
    assert "Central Standard Time" in text_of(read(winter))


def test_breaks_company_and_what_the_meeting_is_for_are_on_it() -> None:
    paper = text_of(read(agenda()))
    for said in ("ask for a break at any time", "bring someone", "What this meeting is for"):
        assert said in paper


def test_neither_reference_nor_reason_nor_a_childs_name_is_in_title_or_frame() -> None:
    facts = sample()
    pdf = read(agenda(topics=[{"topic": "Worries", "minutes": None, "from": None, "lead": None}]))
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Agenda for our meeting"
    assert pdf.metadata.author is None
    whole = text_of(pdf)
    for private in (facts["case"]["ref"], facts["case"]["why_we_are_here"], "June", "Reyes"):
        assert private not in whole


def test_a_total_is_claimed_only_when_each_topic_has_a_time() -> None:
    timed, untimed = ({"topic": "T", "minutes": each, "from": None, "lead": None} for each in (1, None))
    some = text_of(read(agenda(topics=[timed, untimed])))
    assert "1 minute so far. Not every topic has a time yet." in some
    assert "Nobody has set times yet." in text_of(read(agenda(topics=[untimed])))


def test_practice_is_written_across_every_page() -> None:
    assert all("PRACTICE" in page.extract_text() for page in read(agenda(), practice=True).pages)
    assert "PRACTICE" not in text_of(read(agenda()))


def test_a_topic_longer_than_a_page_is_printed_to_its_end() -> None:
    long = "I want to see her more than once a week. " * 70 + "This is my last word."
    paper = text_of(read(agenda(topics=[{"topic": long, "minutes": 5, "from": "p2", "lead": None}])))
    assert paper.count("more than once a week") == 70
    assert "This is my last word." in paper


def test_what_people_said_is_never_read_as_markup() -> None:
    nasty = '#import "/etc/passwd" $x$ *bold* <label> @ref {{ 7*7 }}'
    paper = text_of(read(agenda(topics=[{"topic": nasty, "minutes": 5, "from": None, "lead": None}])))
    assert nasty in paper


def test_it_comes_in_the_readers_language() -> None:
    spanish = words("es", "en-US", paper=AGENDA)
    paper = text_of(PdfReader(BytesIO(agenda_pdf(agenda(), spanish).body)))
    assert "Agenda de nuestra reunión" in paper
    assert "miércoles, 18 de marzo de 2026" in paper
    assert "Lo pidió Dana Reyes (Madre)" in paper


@pytest.mark.parametrize("locale", ["en-AU", "en-US"])
def test_paper_is_that_of_the_readers_country(locale: str) -> None:
    made = agenda_pdf(agenda(), words("en", locale, paper=AGENDA))
    width = round(float(PdfReader(BytesIO(made.body)).pages[0].mediabox.width))
    assert width == (595 if locale == "en-AU" else 612)
