"""How ready a conference is: each gap comes from the record and goes when it is closed; the go is kept."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from bot.domain.errors import AnswersNotUnderstood, NotNow
from bot.domain.readiness import Go, Interpreting
from bot.handlers.desk import Desk
from bot.handlers.preparing.readiness_view import readiness_view
from bot.paper_room import outlined
from bot.render import Words
from bot.services import cases
from bot.services.agenda import agenda, agenda_seen, publishing
from bot.services.calling import scheduling
from bot.services.entries import capture
from bot.services.meeting import holding
from bot.services.people import team
from bot.services.plan.gaps import Gap
from bot.services.preparing import go, interpreting, private, readiness
from bot.services.preparing.readiness import Readiness
from bot.services.seeing import looking
from bot.storage import open_storage
from tests.postgres import drop_database, make_database
from tests.services.casework import CUSTODY, MANAGER, ZONE, Casework, Clock, opened
from tests.sqlite import make_database as make_sqlite

MEETING = {"kind": "case_planning_conference", "date": date(2026, 3, 18), "zone": ZONE}
MEETING |= {"start": time(15, 30), "end": time(16, 0)}


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casework]:
    """A mother who speaks Spanish, her child, an aunt, and a conference that is planned without a place."""
    url = make_sqlite(tmp_path) if request.param == "sqlite" else make_database()
    storage = open_storage(url, bytes(range(32)), clock := Clock())
    made = opened(storage, clock)
    add(made, "mother", name="Dana Reyes", role="mother", language="es")
    add(made, "child", name="June Reyes", role="child", child_id=made.ids["first"])
    add(made, "aunt", name="Lu Reyes", role="relative_support", family_said_yes=True)
    made.ids["conference"] = scheduling.schedule(made.as_(MANAGER), made.ids["case"], MEETING)
    yield made
    storage.close()
    if request.param == "postgresql":
        drop_database(url)


def add(case: Casework, key: str, **facts: Any) -> None:
    case.ids[key] = team.add_person(case.as_(MANAGER), case.ids["case"], facts)


def look(case: Casework) -> Readiness:
    return readiness.look(case.as_(MANAGER), case.ids["conference"])


def items(case: Casework) -> set[str]:
    return {gap.item for gap in look(case).all_gaps}


def settle(case: Casework, **values: Any) -> str:
    about = {"person_id": case.ids["mother"], "on": CUSTODY, "settled": "booked", "family_or_child": False}
    return interpreting.settle(case.as_(MANAGER), case.ids["conference"], {**about, **values})


def gap_of(case: Casework, kind: str) -> Gap:
    return next(gap for gap in look(case).all_gaps if gap.kind == kind)


@pytest.mark.requirement("K-10")
def test_without_the_mother_a_required_place_is_empty_and_the_case_manager_fills_the_workers(
    case: Casework,
) -> None:
    def empty() -> set[str]:
        return {one.about for one in look(case).gaps["roles"] if one.kind == readiness.REQUIRED}

    assert empty() == {"father"}, "the case manager alone holds the worker's place"
    team.remove_person(case.as_(MANAGER), case.ids["mother"])
    assert empty() == {"parents"}


@pytest.mark.requirement("K-11")
def test_whom_to_invite_follows_from_custody(case: Casework) -> None:
    def invitees() -> set[str]:
        return {gap.about for gap in look(case).gaps["roles"] if gap.kind == "invitee"}

    four = {"guardian_ad_litem", "casa", "resource_parent", "third_party_not_managing_case"}
    assert len(invitees() & four) == 4
    cases.describe_case(case.as_(MANAGER), case.ids["case"], {"in_custody": False}, 1)
    assert not invitees() & four


@pytest.mark.requirement("C-07")
@pytest.mark.parametrize("settled", ["booked", "declined"])
def test_a_person_with_another_language_is_prepared_once_an_interpreter_is_settled(
    case: Casework, settled: str
) -> None:
    before = look(case).prepared
    talk = {"person_id": case.ids["mother"], "done_on": CUSTODY, "by_person": None}
    private.record_preparation(case.as_(MANAGER), case.ids["case"], talk)
    assert look(case).prepared == before, "talked with, and still not prepared"
    settle(case, settled=settled, name="City interpreters" if settled == "booked" else None)
    assert look(case).prepared == before + 1
    assert f"interpreter:{case.ids['mother']}" not in items(case)


def test_no_relative_and_no_child_interprets(case: Casework) -> None:
    for values, step in (
        ({"by_person": case.ids["aunt"]}, "by_person"),
        ({"by_person": case.ids["child"]}, "by_person"),
        ({"name": "lu reyes "}, "name"),
        ({"name": "A cousin", "family_or_child": True}, "family_or_child"),
    ):
        with pytest.raises(AnswersNotUnderstood) as refused:
            settle(case, **values)
        assert refused.value.problems == {step: "interpreter_is_family"}
    with pytest.raises(AnswersNotUnderstood) as refused:
        add(case, "x", name="Rosa Vega", role="mother", language="es", interpreter=case.ids["aunt"])
    assert refused.value.problems == {"interpreter": "interpreter_is_family"}


def test_said_again_an_interpreter_replaces_what_stood(case: Casework) -> None:
    settle(case, name="City interpreters")
    settle(case, settled="declined")
    with case.reading() as work:
        (kept,) = work.find(Interpreting, conference_id=case.ids["conference"])
    assert (kept.settled, kept.name) == ("declined", None)


def test_a_notice_an_answer_a_talk_and_a_voice_each_close_their_gap(case: Casework) -> None:
    mother, child = case.ids["mother"], case.ids["first"]
    assert {f"not_told:{mother}", f"talk:{mother}", f"screen:{mother}", f"voice:{child}"} <= items(case)
    gap = gap_of(case, "not_told")
    assert (gap.form, gap.subject.id) == ("notice", case.ids["conference"])
    assert gap.subject.chosen == (("person_id", gap.about),)
    leader, case_id = case.as_, case.ids["case"]
    told = {"person_id": mother, "invited_on": CUSTODY, "how": "phone"}
    scheduling.record_notice(leader(MANAGER), case.ids["conference"], **told)
    assert f"no_reply:{mother}" in items(case)
    scheduling.record_notice(leader(MANAGER), case.ids["conference"], **told, reply="no")
    private.record_preparation(
        leader(MANAGER), case_id, {"person_id": mother, "done_on": CUSTODY, "by_person": None}
    )
    private.record_safety_screen(leader(MANAGER), case_id, {"person_id": mother})
    voice = {"child_id": child, "how": "in_person", "said": "I miss my room."}
    capture.add(leader(MANAGER), case_id, "voice", voice)
    gone = {f"{kind}:{mother}" for kind in ("not_told", "no_reply", "talk", "screen")} | {f"voice:{child}"}
    assert not gone & items(case)


def test_the_agenda_has_to_fit_to_be_out_as_it_stands_and_to_be_seen(case: Casework) -> None:
    this, mother = case.ids["conference"], case.ids["mother"]
    assert [gap.kind for gap in look(case).gaps["agenda"]] == ["no_topic"]
    agenda.add_topic(case.as_(MANAGER), this, {"words": "Nights", "minutes": 45})
    assert {f"too_long:{this}", f"not_sent:{this}", f"not_seen:{mother}"} <= items(case)
    publishing.publish(case.as_(MANAGER), this, "They saw it on paper.", all_the_same=True)
    agenda_seen.seen(case.as_(MANAGER), this, mother, "phone")
    assert not {f"not_sent:{this}", f"changed_since:{this}", f"not_seen:{mother}"} & items(case)
    agenda.add_topic(case.as_(MANAGER), this, {"words": "School", "minutes": 10})
    assert f"changed_since:{this}" in items(case), "a late change is flagged"


def test_the_place_is_asked_for_with_the_form_that_changes_the_conference(case: Casework) -> None:
    gap = gap_of(case, "no_place")
    assert (gap.form, gap.subject.id, gap.subject.version) == ("schedule", case.ids["conference"], 1)


def test_the_go_names_who_decided_and_keeps_what_was_open(case: Casework) -> None:
    with pytest.raises(AnswersNotUnderstood) as refused:
        go.decide(case.as_(MANAGER), case.ids["conference"], {})
    assert refused.value.problems == {"why": "missing"}
    opened_then = items(case)
    made = go.decide(case.as_(MANAGER), case.ids["conference"], {"why": "His place is not known yet."})
    assert (made.entered_by, set(made.open_items)) == (MANAGER, opened_then)
    assert look(case).go == made
    with pytest.raises(NotNow):
        go.decide(case.as_(MANAGER), case.ids["conference"], {"why": "Again."})
    go.take_back(case.as_(MANAGER), made.id)
    assert look(case).go is None
    (kept,) = looking.whole_record(case.as_(MANAGER), case.ids["case"], private=True).goes
    assert (kept.why, kept.stands) == ("His place is not known yet.", False)
    assert looking.whole_record(case.as_(MANAGER), case.ids["case"]).goes == ()


@pytest.mark.parametrize("decided", [True, False])
def test_a_start_is_never_held_up_and_without_a_go_its_gaps_are_noted(case: Casework, decided: bool) -> None:
    if decided:
        go.decide(case.as_(MANAGER), case.ids["conference"], {"why": "His place is not known yet."})
    opened_then = items(case)
    case.clock.moment = datetime(2026, 3, 18, 20, 30, tzinfo=UTC)
    holding.start(case.as_(MANAGER), case.ids["conference"])
    with case.reading() as work:
        (kept,) = work.find(Go, conference_id=case.ids["conference"])
    assert kept.decided is decided
    assert set(kept.open_items) == opened_then
    with pytest.raises(NotNow):
        go.take_back(case.as_(MANAGER), kept.id)


def test_what_was_said_before_the_last_conference_does_not_prepare_the_next(case: Casework) -> None:
    mother = case.ids["mother"]
    talk = {"person_id": mother, "done_on": CUSTODY, "by_person": None}
    private.record_preparation(case.as_(MANAGER), case.ids["case"], talk)
    case.clock.moment = datetime(2026, 3, 18, 20, 30, tzinfo=UTC)
    holding.start(case.as_(MANAGER), case.ids["conference"])
    holding.end(case.as_(MANAGER), case.ids["conference"])
    later = {**MEETING, "date": date(2026, 4, 20), "after_due": True}
    case.ids["conference"] = scheduling.schedule(case.as_(MANAGER), case.ids["case"], later)
    assert {f"talk:{mother}", f"interpreter:{mother}"} <= items(case)


def test_a_large_team_turns_pages_within_what_slack_shows(case: Casework) -> None:
    for nth in range(20):
        add(case, f"p{nth}", name=f"Relative {nth:02}", role="relative_support", family_said_yes=True)
    agenda.add_topic(case.as_(MANAGER), case.ids["conference"], {"words": "Nights"})
    desk, this = Desk(Words(), lambda: None, outlined), case.ids["conference"]
    shown = [readiness_view(desk, case.as_(MANAGER), f"{this}:notices:{page}", "en") for page in (1, 2, 3)]
    assert all(len(view["blocks"]) <= 100 for view in shown)
    untold = [set(re.findall(r"Relative \d\d was not told", str(view))) for view in shown]
    assert len(set.union(*untold)) == 20 == sum(map(len, untold))
