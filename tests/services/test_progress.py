"""Progress to a lasting home as each may see it; the hint that a family has few of its own people around."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.domain.conference import Conference
from bot.domain.plan import TaskState
from bot.domain.progress import Steps
from bot.services import cases
from bot.services.entries import capture
from bot.services.entries.tasks import answer_task
from bot.services.people import parting, sides, team
from bot.services.preparing import readiness
from bot.services.seeing import progress
from tests.services.casework import CUSTODY, MANAGER, SUPERVISOR, TEAM, Casework, first_child_placed
from tests.services.prepared import everybody

LEADER, MOTHER, CARER, CHILD = "U0FACILITATOR", "U0MOTHER", "U0CARER", "U0CHILD"
FIRST, SECOND = "U0FIRSTFATHER", "U0SECONDFATHER"
TODAY = date(2026, 3, 18)


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casework]:
    """Two children with two fathers; one goal, under it a task of each parent."""
    with everybody(request.param, tmp_path) as made:
        yield made


def look(case: Casework, user: str) -> progress.Progress:
    return progress.look(case.as_(user), case.ids["case"])


@pytest.mark.requirement("T-08")
def test_who_leads_and_who_oversees_see_goals_days_counts_ties_and_dates(case: Casework) -> None:
    answer_task(case.as_(MOTHER), case.ids[f"task {MOTHER}"], TaskState.DONE)
    answer_task(case.as_(FIRST), case.ids[f"task {FIRST}"], TaskState.STUCK, "No bus.")
    both = {"child_id": case.ids["first"], "goal": "reintegration", "concurrent": "adoption"}
    case.clock.moment = datetime(2026, 3, 25, 16, tzinfo=UTC)
    capture.add(case.as_(LEADER), case.ids["case"], "permanency", both)
    for user in (LEADER, MANAGER, SUPERVISOR):
        found = look(case, user)
        june = found.children[0]
        assert june.goal
        assert (june.goal.goal, june.goal_set_on) == ("reintegration", TODAY)
        assert (june.goal.concurrent, june.concurrent_set_on) == ("adoption", date(2026, 3, 25))
        assert (june.in_care_since, june.days_in_care) == (CUSTODY, 23)
        assert found.goals == (("The children are home and safe", Steps(done=1, open=1, stuck=1)),)
        assert [one.keeps for one in june.ties] == [f"Tie-of-{FIRST}"]
        assert [one.how_often for one in june.visits] == [f"Visits-of-{FIRST}"]
        assert found.dates
        assert all(one.met_on is None for one in found.dates)


@pytest.mark.requirement("T-08")
def test_each_parent_and_the_child_see_their_part(case: Casework) -> None:
    mine = look(case, FIRST)
    assert [one.child.id for one in mine.children] == [case.ids["first"]]
    assert mine.goals == (("The children are home and safe", Steps(done=0, open=2, stuck=0)),)
    assert len(look(case, MOTHER).children) == 2
    assert look(case, CHILD).children
    first_child_placed(case)
    assert not look(case, CARER).children[0].ties[0].wish


def test_whoever_is_kept_apart_learns_no_day_of_a_meeting_that_was_not_theirs(case: Casework) -> None:
    between = {"person_id": case.ids[MOTHER], "other": case.ids[FIRST], "kind": "order", "since": TODAY}
    parting.keep_apart(case.as_(LEADER), case.ids["case"], between)
    assert look(case, MOTHER).children[0].goal_set_on == TODAY, "she was there"
    with case.storage.units(TEAM, "system") as work:
        met = work.get(Conference, case.ids["conference"])
        work.replace(replace(met, left_out=(case.ids[MOTHER],)))
        work.commit()
    june = look(case, MOTHER).children[0]
    assert june.goal
    assert june.goal_set_on is None
    assert not june.ties
    assert not june.visits
    assert look(case, LEADER).children[0].goal_set_on == TODAY


def test_a_child_at_home_has_no_days_in_care(case: Casework) -> None:
    with case.reading() as work:
        version = work.find(type(on_case(case)), id=case.ids["case"])[0].version
    cases.describe_case(case.as_(LEADER), case.ids["case"], {"in_custody": False}, version)
    assert look(case, LEADER).children[0].in_care_since is None


def on_case(case: Casework) -> Any:
    with case.as_(LEADER).looking("case.look", case.ids["case"]) as on:
        return on.case


@pytest.mark.requirement("T-06")
def test_the_hint_comes_when_professionals_outnumber_family_and_may_be_left_as_it_is(case: Casework) -> None:
    before = sides.look(case.as_(LEADER), case.ids["case"])
    assert not before.worth_a_word
    for number in range(before.sides.natural - before.sides.professional + 1):
        worker = {"name": f"Worker {number}", "role": "agency_staff"}
        team.add_person(case.as_(LEADER), case.ids["case"], worker)
    found = sides.look(case.as_(LEADER), case.ids["case"])
    assert found.sides.professional == found.sides.natural + 1
    assert found.worth_a_word
    ready = readiness.look(case.as_(LEADER), case.ids["conference"])
    assert ready.sides == found
    assert not [gap for gap in ready.all_gaps if gap.kind == sides.MORE_PROFESSIONALS], "it blocks nothing"
    sides.accept(case.as_(LEADER), case.ids["case"])
    assert not sides.look(case.as_(MANAGER), case.ids["case"]).worth_a_word
    team.add_person(case.as_(LEADER), case.ids["case"], {"name": "One more", "role": "agency_staff"})
    assert sides.look(case.as_(LEADER), case.ids["case"]).worth_a_word, "the team is another now"
