"""Where a plan is in its life: assess, plan, serve, review, each with the day on which it began (C-03)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.dates import to_wall
from bot.domain.kept import Entry
from bot.domain.plan import TaskState
from bot.domain.record import CaseRecord, standing


@dataclass(frozen=True)
class Phase:
    """One phase; `since` is None until something recorded shows that it began."""

    name: str
    since: date | None


def phases(record: CaseRecord, today: date) -> tuple[Phase, ...]:
    """Reckoned from what is recorded, so that nobody has to set it and nothing can stand still by mistake.

    Assessing begins with the first strength, need or worry, or a child's voice; planning with the first
    goal, objective or task; serving with the first task done or service begun, once a plan was sealed;
    a review with the first conference held on a later day than that seal.
    """
    said = (*record.strengths, *record.needs, *record.concerns, *record.voices)
    planned = (*record.goals, *record.objectives, *record.tasks, *record.permanencies)
    sealed = min((_day(record, one.sealed_at) for one in record.versions), default=None)
    return (
        Phase("assess", min(_days(record, said), default=None)),
        Phase("plan", min(_days(record, planned), default=None)),
        Phase("serve", min(_served(record, today), default=None) if sealed else None),
        Phase("review", min(_reviewed(record, sealed), default=None) if sealed else None),
    )


def _days(record: CaseRecord, entries: Iterable[Entry]) -> Iterator[date]:
    """Of what was said at a meeting that the reader knows nothing of, the day would tell of it."""
    known = (one for one in standing(entries) if record.day_is_known(one))
    yield from (one.talked_on or _day(record, one.entered_at) for one in known)


def _served(record: CaseRecord, today: date) -> Iterator[date]:
    for task in standing(record.tasks):
        if task.state is TaskState.DONE and task.state_on:
            yield task.state_on
    yield from (one.start_by for one in standing(record.services) if one.start_by and one.start_by <= today)


def _reviewed(record: CaseRecord, sealed: date) -> Iterator[date]:
    held = (one.held_on for one in record.conferences)
    yield from (day for day in held if day and day > sealed)


def _day(record: CaseRecord, moment: datetime) -> date:
    return to_wall(moment, record.case.zone).date()
