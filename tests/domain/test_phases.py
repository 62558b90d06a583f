"""A plan moves through its phases by what is recorded, each with its day."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.conference import Conference, ConferenceState
from bot.domain.phases import phases
from bot.domain.plan import Task, TaskState
from bot.domain.record import CaseRecord
from tests.builders import bare_record, sample_record

TODAY = date(2026, 9, 1)


def days(record: CaseRecord, today: date = TODAY) -> dict[str, date | None]:
    return {one.name: one.since for one in phases(record, today)}


def with_tasks(record: CaseRecord, *tasks: Task) -> CaseRecord:
    return replace(record, tasks=tasks, services=())


@pytest.mark.requirement("C-03")
def test_a_plan_moves_through_its_phases_with_dates() -> None:
    assert set(days(bare_record()).values()) == {None}
    whole = sample_record()
    heard = replace(whole, goals=(), objectives=(), tasks=(), permanencies=(), services=(), versions=())
    assert days(heard)["assess"]
    assert [days(heard)[name] for name in ("plan", "serve", "review")] == [None, None, None]
    open_tasks = [replace(one, state=TaskState.OPEN, state_on=None) for one in whole.tasks]
    planned = with_tasks(replace(whole, versions=()), *open_tasks)
    assert days(planned)["plan"]
    assert days(planned)["serve"] is None
    done = replace(open_tasks[0], state=TaskState.DONE, state_on=date(2026, 4, 2))
    assert days(with_tasks(replace(whole, versions=()), done))["serve"] is None, "no plan was sealed yet"
    served = with_tasks(whole, done, *open_tasks[1:])
    assert days(served)["serve"] == date(2026, 4, 2)
    assert days(served)["review"] is None
    first = whole.conferences[0]
    at = datetime(2026, 8, 20, 15, tzinfo=UTC)
    review: Conference = replace(
        first, id="r", number=9, state=ConferenceState.ENDED, started_at=at, said_start=None, starts_at=at
    )
    assert days(replace(served, conferences=(*whole.conferences, review)))["review"] == date(2026, 8, 20)


def test_a_service_that_is_to_begin_has_not_begun() -> None:
    whole = sample_record()
    service = replace(whole.services[0], start_by=date(2026, 5, 1))
    to_come = replace(with_tasks(whole), services=(service,))
    assert days(to_come, date(2026, 4, 30))["serve"] is None
    assert days(to_come, date(2026, 5, 1))["serve"] == date(2026, 5, 1)


def test_no_phase_names_the_day_of_a_meeting_that_its_reader_knows_nothing_of() -> None:
    whole = sample_record()
    apart = date(2026, 1, 7)
    said = replace(whole.strengths[0], id="apart", conference_id="theirs", talked_on=apart)
    typed = replace(said, id="typed", talked_on=None, entered_at=datetime(2026, 1, 7, 15, tzinfo=UTC))
    heard = replace(whole, strengths=(*whole.strengths, said, typed))
    assert days(heard) == days(whole)
    separate = replace(whole.conferences[0], id="theirs", number=9)
    assert days(replace(heard, conferences=(*whole.conferences, separate)))["assess"] == apart
