"""Talks and home visits: planned or noted afterwards; several of them make one plan (V-02)."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.conference import Attendance, Conference, ConferenceState, Invitation
from bot.domain.errors import AnswersNotUnderstood, NotFound
from bot.domain.sections import SECTION
from bot.services.agenda import agenda
from bot.services.calling import scheduling
from bot.services.entries import capture
from bot.services.meeting import talks
from bot.services.people import parting, team
from bot.services.plan import sealing
from bot.services.plan.plan_about import about
from bot.services.preparing import readiness
from bot.services.record import case_record
from bot.services.seeing import dates, looking
from tests.services.casework import CHANNEL, MANAGER, Casework, looked_at_all_sections
from tests.services.victoria import MELBOURNE, in_victoria

FIRST, SECOND, THIRD = date(2026, 3, 4), date(2026, 3, 6), date(2026, 3, 11)


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casework]:
    """A case in Victoria, without any conference."""
    with in_victoria(request.param, tmp_path) as made:
        yield made


def visit(case: Casework, day: date, *people: str, planned: str = "", **more: Any) -> str:
    """A home visit, noted on the day after by the worker, who was there."""
    case.clock.moment = datetime(day.year, day.month, day.day, 22, tzinfo=UTC)
    with_worker = tuple(case.ids[one] for one in (*people, "worker"))
    values = {"kind": "home_visit", "date": day, "start": time(16), "end": time(17), "how": "in_person"}
    told = {**values, "people": with_worker, **more}
    return talks.note_talk(case.as_(MANAGER), case.ids["case"], told, planned)


def say(case: Casework, kind: str, **values: Any) -> str:
    return capture.add(case.as_(MANAGER), case.ids["case"], kind, values).id


def plan(case: Casework) -> None:
    """What a plan cannot do without, said in three visits."""
    visit(case, FIRST, "mother")
    say(case, "strength", text="Dana reads to June.", said_by=case.ids["mother"])
    say(case, "voice", child_id=case.ids["first"], how="in_person", said="I like home.")
    visit(case, SECOND, "relative_support")
    goal = say(case, "goal", text="June is safe at home.")
    objective = say(case, "objective", goal_id=goal, text="Somebody helps at night.")
    visit(case, THIRD, "mother", "child")
    say(case, "voice", child_id=case.ids["first"], how="in_person", said="Rosa can come more.")
    due = {"owner_id": case.ids["worker"], "due": date(2026, 4, 1), "done_when": "Rosa has a key"}
    say(case, "task", objective_id=objective, text="Give Rosa a key.", **due)
    say(case, "permanency", child_id=case.ids["first"], goal="family_preservation", reasons="June is safe.")


@pytest.mark.requirement("V-02")
def test_three_visits_without_any_conference_make_one_plan(case: Casework) -> None:
    plan(case)
    with case.reading() as work:
        last = work.find(Conference, case_id=case.ids["case"])[-1].id
    looked_at_all_sections(case.as_, MANAGER, last)
    found = sealing.what_is_open(case.as_(MANAGER), last).gaps
    assert found == (), "nobody is asked for an agenda, a roll call of each talk, or a formal meeting"
    version = sealing.seal(case.as_(MANAGER), last)
    content = json.loads(version.content)
    assert content["children"][0]["voice"]["said"] == ["I like home.", "Rosa can come more."]
    with case.reading() as work:
        record = case_record(work, case.ids["case"])
    told = about(record, case.agency.profiles["au-vic"], version, ())
    names = {one.id: one.name for one in record.people}
    assert [row["date"] for row in told["talks"]] == [f"{day}" for day in (FIRST, SECOND, THIRD)]
    assert {row["kind"] for row in told["talks"]} == {"home_visit"}
    there = [{names[one["person"]] for one in row["people"]} for row in told["talks"]]
    assert there == [
        {"Dana Reyes", "Priya Nandan"},
        {"Rosa Reyes", "Priya Nandan"},
        {"Dana Reyes", "June Reyes", "Priya Nandan"},
    ]
    assert all(row["took_part"] == "in_person" for row in told["team"])


def test_somebody_of_the_team_whom_no_talk_reached_is_named_once(case: Casework) -> None:
    plan(case)
    father = {"role": "father", "name": "Marcus Harlow"}
    case.ids["father"] = team.add_person(case.as_(MANAGER), case.ids["case"], father)
    with case.reading() as work:
        last = work.find(Conference, case_id=case.ids["case"])[-1].id
    found = sealing.what_is_open(case.as_(MANAGER), last).gaps
    missed = [(gap.kind, gap.about) for gap in found if gap.kind != SECTION]
    assert missed == [("participation", case.ids["father"])]


def test_a_talk_stands_on_the_day_it_really_was_and_starts_no_clock(case: Casework) -> None:
    before = dates.due_dates_of(case.as_(MANAGER), case.ids["case"])
    talk = visit(case, FIRST, "mother")
    with case.reading() as work:
        kept = work.get(Conference, talk)
        came = work.find(Attendance, conference_id=talk)
    assert (kept.held_on, kept.held_start, kept.said_by) == (FIRST, time(16), MANAGER)
    assert (kept.state, kept.started_at) == (ConferenceState.ENDED, None)
    assert {one.person_id for one in came} == {case.ids["mother"], case.ids["worker"]}
    after = dates.due_dates_of(case.as_(MANAGER), case.ids["case"])
    assert [(one.clock_id, one.due) for one in after] == [(one.clock_id, one.due) for one in before]


def test_what_is_not_over_or_is_no_talk_cannot_be_noted(case: Casework) -> None:
    with pytest.raises(AnswersNotUnderstood) as wrong:
        visit(case, FIRST, "mother", date=FIRST + timedelta(days=9))
    assert wrong.value.problems == {"date": "date_in_future"}
    with pytest.raises(AnswersNotUnderstood) as wrong:
        visit(case, FIRST, "mother", kind="formal_meeting")
    assert wrong.value.problems == {"kind": "not_a_choice"}


def test_a_planned_visit_is_told_to_those_who_are_asked_and_to_nobody_else(case: Casework) -> None:
    aunt = {"role": "relative_support", "name": "Lu Reyes", "slack_user": "U0AUNT", "family_said_yes": True}
    team.add_person(case.as_(MANAGER), case.ids["case"], aunt)
    when = {"date": FIRST, "start": time(16), "end": time(17), "zone": MELBOURNE}
    people = {"kind": "home_visit", "people": (case.ids["mother"], case.ids["worker"])}
    planned = scheduling.schedule(case.as_(MANAGER), case.ids["case"], {**people, **when})
    with case.reading() as work:
        asked = [one.person_id for one in work.find(Invitation, conference_id=planned)]
        assert not work.first(Conference, id=planned).formal
    assert asked == [case.ids["mother"]]
    assert looking.hub(case.as_("U0AUNT"), CHANNEL).conference is None
    with pytest.raises(NotFound):
        scheduling.kind_of(case.as_("U0AUNT"), planned)
    open_before = readiness.look(case.as_(MANAGER), planned)
    assert not open_before.gaps["roles"] + open_before.gaps["agenda"]
    assert [gap.kind for gap in open_before.gaps["notices"]] == ["no_reply"]
    assert looking.hub(case.as_(MANAGER), CHANNEL).next_step == "ready"
    visit(case, FIRST, "mother", planned=planned)
    assert looking.hub(case.as_(MANAGER), CHANNEL).conference.state is ConferenceState.ENDED


def test_once_it_is_over_all_but_those_kept_apart_can_read_that_there_was_a_talk(case: Casework) -> None:
    father = {"role": "father", "name": "Marcus Harlow", "slack_user": "U0FATHER"}
    case.ids["father"] = team.add_person(case.as_(MANAGER), case.ids["case"], father)
    aunt = {"role": "relative_support", "name": "Lu Reyes", "slack_user": "U0AUNT", "family_said_yes": True}
    team.add_person(case.as_(MANAGER), case.ids["case"], aunt)
    apart = {"person_id": case.ids["mother"], "other": case.ids["father"], "kind": "order", "since": FIRST}
    case.clock.moment = datetime(2026, 3, 4, 9, tzinfo=UTC)
    parting.keep_apart(case.as_(MANAGER), case.ids["case"], apart)
    visit(case, FIRST, "mother")
    for user, count in (("U0FATHER", 0), ("U0AUNT", 1), ("U0MOTHER", 1)):
        assert len(looking.whole_record(case.as_(user), case.ids["case"]).conferences) == count
    with pytest.raises(AnswersNotUnderstood) as refused:
        visit(case, SECOND, "mother", "father")
    assert refused.value.problems == {"people": "kept_apart"}


def test_a_formal_meeting_still_asks_how_each_took_part_and_keeps_its_agenda(case: Casework) -> None:
    when = {"date": date(2026, 3, 20), "start": time(10), "end": time(11), "zone": MELBOURNE}
    formal = scheduling.schedule(case.as_(MANAGER), case.ids["case"], {"kind": "formal_meeting", **when})
    agenda.add_topic(case.as_(MANAGER), formal, {"words": "Nights"})
    visit(case, FIRST, "mother")
    found = sealing.what_is_open(case.as_(MANAGER), formal).gaps
    who = {gap.about for gap in found if gap.kind == "participation"}
    assert case.ids["mother"] in who
    assert readiness.look(case.as_(MANAGER), formal).gaps["agenda"]
