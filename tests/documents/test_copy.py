"""The short copy: what is its reader's own and nothing else; to a child it says "you" and their name."""

import importlib
import warnings
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from bot.documents.page_copy import copy_page
from bot.documents.pdf_file import copy_pdf
from bot.documents.words import COPY, words
from bot.domain.audiences import TABLE, audience_of
from bot.domain.plan import Concern, Service
from bot.domain.record import CaseRecord
from bot.domain.ties import Tie
from bot.profiles import profile
from bot.services.plan.plan import about, content
from bot.services.plan.plan_part import part_seen
from bot.services.seeing.copy_part import as_for, audience_in, head_for
from tests.builders import CHILD, SAID, sample_due_dates, sealed
from tests.documents.plans import with_all_sections

KANSAS = profile("us-ks")
MOTHER, CHILD_HERSELF, CARER, GRANDMOTHER = "p1", "p3", "p7", "p9"


@cache
def record_with_ties() -> CaseRecord:
    """The worked example with something in each section, and ties of June's."""
    record = with_all_sections()
    kept = Tie(
        **SAID, id="tie1", child_id=CHILD, kind="friend", name="Ana", wish="To play", keeps="On Fridays"
    )
    own = Concern(**SAID, id="w9", text="I miss Dad.", said_by=CHILD_HERSELF)
    inhaler = Service(**SAID, id="f7", what="Asthma clinic", for_person=CHILD_HERSELF, who="Oak Clinic")
    people = tuple(replace(one, child_id=CHILD) if one.id == CHILD_HERSELF else one for one in record.people)
    return replace(
        record,
        people=people,
        visits=tuple(replace(one, child_id=CHILD) if one.worker_with else one for one in record.visits),
        ties=(kept,),
        concerns=(*record.concerns, own),
        services=(*record.services, inhaler),
    )


def short_copy(person_id: str, language: str = "en") -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """What this person's copy is made from: content, about and whose it is."""
    record = record_with_ties()
    me = next(one for one in record.people if one.id == person_id)
    audience = audience_in(record, KANSAS, me)
    said = content(record, KANSAS)
    record, version = sealed(record, said)
    gets = TABLE[audience]
    told = head_for(part_seen(said, record, as_for(record, gets, me)), gets, me)
    told_about = about(record, KANSAS, version, sample_due_dates(), {})
    return told, told_about, {"audience": audience.value, "id": me.id, "name": me.name, "child": me.child_id}


def text_of(page: Any) -> str:
    """Every text of a page."""
    if isinstance(page, dict):
        return "\n".join(text_of(inner) for inner in page.values())
    if isinstance(page, list):
        return "\n".join(map(text_of, page))
    return str(page)


@pytest.mark.requirement("V-06")
def test_a_child_s_page_speaks_to_the_child_and_says_nothing_of_adults() -> None:
    page = copy_page(*short_copy(CHILD_HERSELF), words(paper=COPY), practice=False)
    text = text_of(page)
    assert page["title"] == "A plan for you, June Reyes"
    record = record_with_ties()
    for voice in record.voices:
        assert (voice.said or "").splitlines()[0] in text
    assert "I miss Dad." in text, "her own worry"
    assert "Asthma clinic" in text
    for strength in record.strengths:
        assert strength.text in text
    for kept_out in (*record.needs, *record.objectives, *record.tasks[:2]):
        assert kept_out.text not in text
    assert "Nights are not safe." not in text
    assert str(record.case.why_we_are_here) not in text
    assert "I want June to live with me now" not in text, "what a parent answered is not hers to carry"


@pytest.mark.requirement("V-06")
def test_the_words_of_a_child_s_page_are_easy() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        textstat = importlib.import_module("textstat")
    lines = [
        phrase.format(name="June")
        for name, phrase in words(paper=COPY).phrases["young"].items()
        if phrase.endswith(".")
    ]
    assert len(lines) >= 4
    assert textstat.flesch_kincaid_grade(" ".join(lines)) <= 4


def test_a_carer_reads_what_is_planned_and_whom_the_child_sees_and_kin_what_they_help_with() -> None:
    carer = text_of(copy_page(*short_copy(CARER), words(paper=COPY), practice=False))
    kin = text_of(copy_page(*short_copy(GRANDMOTHER), words(paper=COPY), practice=False))
    record = record_with_ties()
    assert all(one.text in carer for one in (*record.goals, *record.objectives))
    assert all((one.text in carer) == (one.owner_id == CARER) for one in record.tasks)
    assert all(one.how_often in carer for one in record.visits if one.with_person)
    assert not any(one.how_often in carer for one in record.visits if one.worker_with == "parents")
    hers = {one.objective_id for one in record.tasks if one.owner_id == CARER}
    above_her_tasks = {need for one in record.objectives if one.id in hers for need in one.need_ids}
    for one in (*record.strengths, *record.needs):
        own = one.said_by == CARER or one.id in above_her_tasks
        assert (one.text in carer) == own, "her own words, and what her tasks are for"
    theirs = [one for one in record.visits if one.with_person == GRANDMOTHER]
    others = [one for one in record.visits if one.with_person not in (GRANDMOTHER, None)]
    assert theirs
    assert all(one.how_often in kin for one in theirs)
    assert all(str(one.where) not in kin for one in others if one.where)
    assert all(one.text not in kin for one in (*record.concerns, *record.tasks))
    assert "K.S.A. 38-2263" in kin, "the laws stand in the footer of each copy of a grown-up (C-06)"


def test_a_child_s_page_names_the_worker_and_does_not_say_when_the_parents_see_them() -> None:
    record = record_with_ties()
    page_of_june = text_of(copy_page(*short_copy(CHILD_HERSELF), words(paper=COPY), practice=False))
    assert "K.S.A." not in page_of_june
    often = {one.worker_with: one.how_often for one in record.visits if one.worker_with}
    assert f"Priya Nandan (Case manager): {often['child']}" in page_of_june
    assert often["parents"] not in page_of_june


def test_it_is_a_pdf_with_title_language_and_tags_and_speaks_spanish() -> None:
    told = short_copy(GRANDMOTHER)
    spanish = words("es", paper=COPY)
    made = copy_pdf(*told, spanish, practice=True)
    read = PdfReader(BytesIO(made.body))
    assert read.metadata is not None
    assert read.metadata.title == "Su parte del plan para Juniper 'June' Reyes"
    assert read.trailer["/Root"]["/Lang"] == "es"
    assert "/StructTreeRoot" in read.trailer["/Root"], "it is tagged"
    assert "PRÁCTICA" in "".join(page.extract_text() for page in read.pages)


def test_a_name_from_right_to_left_turns_no_sentence_of_ours_around_and_answers_keep_their_question() -> None:
    told, told_about, reader = short_copy(CHILD_HERSELF)
    for child in told["children"]:
        child["voice"] |= {"worries": ["That nobody tells Papa."]}
    made = copy_pdf(told, told_about, reader | {"name": "ليلى 🌙"}, words(paper=COPY), practice=False)
    paper = " ".join("".join(page.extract_text() for page in PdfReader(BytesIO(made.body)).pages).split())
    assert ", this page is for you. We made a plan" in paper
    assert "A worry: That nobody tells Papa." in paper


def test_a_copy_s_audience_comes_from_role_and_profile() -> None:
    georgia = profile("us-ga")
    assert audience_of(KANSAS.role("resource_parent"), KANSAS).value == "carer"
    assert audience_of(georgia.role("resource_parent"), georgia).value == "goals_and_services"
    assert audience_of(KANSAS.role("grandmother"), KANSAS, cares=True).value == "carer"
    assert audience_of(KANSAS.role("therapist"), KANSAS).value == "provider"
    assert audience_of(KANSAS.role("interpreter"), KANSAS).value == "nobody"


def every_shape() -> list[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]]:
    """Copies that between them print each phrase of a short copy."""
    told, told_about, reader = short_copy(CARER)
    answers = {"good": ["My dog."], "worries": ["Nights."], "wish": ["A door that locks."]}
    voice = (told["children"][0]["voice"] or {}) | answers
    sibling = told["children"][0] | {"id": "other", "name": "Ben", "voice": voice}
    worker = next(one for one in told["visits"] if one["worker_with"])
    other = told["visits"][0] | {"supervised": True, "starts": "2026-03-20", "where": "At home"}
    two = {"children": [*told["children"], sibling], "visits": [other, worker]}
    helped = {"tasks": [told["tasks"][0] | {"help": "A ride."}]}
    return [(told | two | helped, told_about, reader), short_copy(CHILD_HERSELF), short_copy(CARER)]
