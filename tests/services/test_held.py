"""When a conference really ran: said by somebody who was there, kept beside what the buttons noted."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from bot.domain.conference import Conference, ConferenceState
from bot.domain.errors import AnswersNotUnderstood, NotAllowed, NotNow, SomeoneElseChangedThis
from bot.services.due import due_of
from bot.services.meeting import holding
from bot.services.plan.material import plan_material
from bot.services.record import case_record
from bot.storage import open_storage
from tests.services.casework import TEAM, Casework, Clock, with_everybody
from tests.services.prepared import everybody
from tests.sqlite import make_database

LEADER = "U0FACILITATOR"
DAY = date(2026, 3, 18)
TRUE_TIMES: dict[str, Any] = {"held_on": DAY, "held_start": time(15, 10), "held_end": time(16, 45)}


@pytest.fixture(scope="module")
def casework(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casework]:
    """One full case on the evening of its conference, 18 March in Chicago and 19 March by UTC."""
    clock = Clock()
    storage = open_storage(make_database(tmp_path_factory.mktemp("held")), bytes(range(32)), clock)
    made = with_everybody(storage, clock)
    clock.moment = datetime(2026, 3, 19, 2, 30, tzinfo=UTC)
    yield made
    storage.close()


def conference(casework: Casework) -> Conference:
    with casework.reading() as work:
        return work.get(Conference, casework.ids["conference"])


def say(casework: Casework, user: str = LEADER, **values: Any) -> None:
    stands = conference(casework)
    holding.say_when(casework.rehearsing(user), stands.id, {**TRUE_TIMES, **values}, stands.version)


@pytest.mark.parametrize(
    ("values", "problems"),
    [
        ({"held_end": time(15, 10)}, {"held_end": "end_before_start"}),
        ({"held_end": time(14)}, {"held_end": "end_before_start"}),
        ({"held_on": date(2026, 3, 19)}, {"held_on": "date_in_future"}),
        ({"held_end": time(21, 31)}, {"held_end": "time_in_future"}),
        ({"held_start": time(21, 31), "held_end": time(22)}, {"held_start": "time_in_future"}),
    ],
)
def test_times_that_cannot_be_are_refused_under_their_field(
    casework: Casework, values: dict[str, Any], problems: dict[str, str]
) -> None:
    with pytest.raises(AnswersNotUnderstood) as refused:
        say(casework, **values)
    assert refused.value.problems == problems


def test_until_this_very_minute_is_not_to_come(casework: Casework) -> None:
    say(casework, held_end=time(21, 30))


@pytest.mark.parametrize("user", ["U0MOTHER", "U0CASA", "U0SUPERVISOR"])
def test_only_who_leads_may_say_it(casework: Casework, user: str) -> None:
    with pytest.raises(NotAllowed):
        say(casework, user)


def test_two_who_correct_it_at_once_do_not_overwrite_each_other(casework: Casework) -> None:
    stands = conference(casework)
    with pytest.raises(SomeoneElseChangedThis):
        holding.say_when(casework.rehearsing(LEADER), stands.id, TRUE_TIMES, stands.version - 1)


@pytest.fixture
def another(tmp_path: Path) -> Iterator[Casework]:
    with everybody("sqlite", tmp_path) as made:
        made.clock.moment = datetime(2026, 3, 19, 2, 30, tzinfo=UTC)
        yield made


@pytest.mark.requirement("K-07")
def test_what_was_said_stands_on_the_plan_and_starts_the_clocks(another: Casework) -> None:
    made, before = another, conference(another)
    told = {**TRUE_TIMES, "held_on": date(2026, 3, 17)}
    holding.say_when(made.as_(LEADER), before.id, told, before.version)
    after = conference(made)
    assert (after.started_at, after.ended_at) == (before.started_at, before.ended_at)
    assert (after.held_on, after.held_start, after.held_end) == tuple(told.values())

    with made.reading() as work:
        record = case_record(work, made.ids["case"])
    facilitator = made.ids[LEADER]
    with made.as_(LEADER).looking("case.look", made.ids["case"]) as on:
        meeting = plan_material(on).about["conference"]
        profile = on.profile
    held = {"date": "2026-03-17", "start": "15:10", "end": "16:45", "by": facilitator}
    assert meeting["held"] == held
    assert (meeting["date"], meeting["start"]) == ("2026-03-18", "15:30")
    assert meeting["day_number"] == 15
    due = due_of(record, profile, DAY)
    following = next(one for one in due if one.clock_id == "next_conference")
    assert (following.from_date, following.due) == (date(2026, 3, 17), date(2026, 9, 3))


def test_each_sitting_of_one_that_was_adjourned_stands_on_the_plan(another: Casework) -> None:
    stands = conference(another)
    with another.storage.units(TEAM, LEADER) as work:
        work.replace(replace(stands, earlier=("2026-03-10T15:00:00+00:00/2026-03-10T16:30:00+00:00",)))
        work.commit()
    with another.as_(LEADER).looking("case.look", another.ids["case"]) as on:
        meeting = plan_material(on).about["conference"]
    first = {"date": "2026-03-10", "start": "10:00", "end": "11:30"}
    assert meeting["held"] == {**first, "by": None, "sittings": [first, meeting["held"]["sittings"][1]]}
    assert meeting["held"]["sittings"][1]["date"] == "2026-03-18"
    assert meeting["day_number"] == 8, "counted from the day on which it began"


def test_only_a_conference_that_is_over_was_held(another: Casework) -> None:
    stands = conference(another)
    with another.storage.units(TEAM, LEADER) as work:
        work.replace(replace(stands, state=ConferenceState.OPEN))
        work.commit()
    now = conference(another)
    with pytest.raises(NotNow):
        holding.say_when(another.as_(LEADER), now.id, TRUE_TIMES, now.version)
