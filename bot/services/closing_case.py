"""Closing a case and opening it again: team and log are there from first contact on, and stay (C-09)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.domain.case import CaseClosing, CaseState
from bot.domain.clocks import DueDate
from bot.domain.closing import Copy, Endorsement, PlanVersion, sent_back
from bot.domain.conference import ON_THE_WAY, Conference
from bot.domain.errors import AnswersNotUnderstood, NotNow
from bot.domain.people import Person
from bot.domain.plan import Task
from bot.domain.plan_states import plans_at_rest
from bot.domain.version_moves import VersionMove
from bot.services.acting import Acting, OnCase
from bot.services.delivery.reminders import schedule_reminders
from bot.services.delivery.taking_back import take_back_all
from bot.services.due import due_now
from bot.services.family_page.ending import end_pages
from bot.services.plan.copy_rules import children_without_copy, owe_copies
from bot.services.plan.versions import newest_version


@dataclass(frozen=True)
class LeftOpen:
    """What stays open when the case is closed now; of endorsements those not answered or sent back."""

    tasks: tuple[Task, ...]
    copies: tuple[Copy, ...]
    endorsements: tuple[Endorsement, ...]
    dates: tuple[DueDate, ...]
    people: Mapping[str, Person]
    coming: bool
    children_without: tuple[str, ...] = ()

    @property
    def items(self) -> tuple[str, ...]:
        """Their names in the record."""
        return tuple(self._items())

    def _items(self) -> Iterator[str]:
        yield from (f"task:{one.id}" for one in self.tasks)
        yield from (f"copy:{one.id}" for one in self.copies)
        yield from (f"endorsement:{one.id}" for one in self.endorsements)
        yield from (f"clock:{one.clock_id}" for one in self.dates)


def left_open(acting: Acting, case_id: str) -> LeftOpen:
    """What would be left open, for those who may close the case. Raises NotAllowed."""
    with acting.looking("case.close", case_id) as on:
        return _left_open(on)


def close_case(acting: Acting, case_id: str, values: Mapping[str, Any]) -> LeftOpen:
    """Close it with the day and the reason; reminders stop, and whoever could read it still can.

    Whoever is owed a copy has a task for it by then, parents always (K-23).

    What is left open then is kept with the closing. Raises NotNow while a conference is planned or
    runs: those who were asked to it must hear that it is off.
    """
    with acting.on_case("case.close", case_id) as on:
        if values["closed_on"] > on.today:
            raise AnswersNotUnderstood({"closed_on": "date_in_future"})
        if version := newest_version(on.work, on.case.id):
            owe_copies(on, version)
        found = _left_open(on)
        if found.coming:
            raise NotNow("conference_on_its_way")
        who_when = {"entered_by": acting.user, "entered_at": on.work.now}
        on.keep(CaseClosing, left_open=found.items, **who_when, **values)
        on.work.replace(replace(on.case, state=CaseState.CLOSED), why="closed")
        end_pages(on, found.people, "case_closed")
        take_back_all(on, "case_closed")
        schedule_reminders(on.work, case_id)
        return found


def reopen_case(acting: Acting, case_id: str, why: str) -> None:
    """Work goes on where it stopped; when it was closed, and why, stays in the record."""
    with acting.on_case("case.reopen", case_id) as on:
        closing = closed_by(on)
        if closing is None:
            raise NotNow("case_is_open")
        said = replace(closing, reopened_at=on.work.now, reopened_by=acting.user, reopened_why=why)
        on.work.replace(said, why="reopened")
        on.work.replace(replace(on.case, state=CaseState.OPEN), why="reopened")
        schedule_reminders(on.work, case_id)


def _endorsements(on: OnCase, version: PlanVersion | None) -> Iterator[Endorsement]:
    """Those asked for and not answered, and the newest plan's where it was sent back."""
    asked = on.work.find(Endorsement, case_id=on.case.id)
    yield from (one for one in asked if one.answer is None and one.done_on is None)
    back = sent_back(one for one in asked if version and one.version_id == version.id)
    if back:
        yield back


def closed_by(on: OnCase) -> CaseClosing | None:
    """The closing that holds; None while the case is open."""
    if on.case.state is not CaseState.CLOSED:
        return None
    return on.work.first(CaseClosing, case_id=on.case.id, reopened_at=None)


def closed_on(on: OnCase) -> date | None:
    """The day on which it was closed; None while it is open."""
    closing = closed_by(on)
    return closing.closed_on if closing else None


def _left_open(on: OnCase) -> LeftOpen:
    find, case_id = on.work.find, on.case.id
    tasks = (one for one in find(Task, case_id=case_id) if one.is_owed)
    over = plans_at_rest(find(PlanVersion, case_id=case_id), find(VersionMove, case_id=case_id))
    owed = (one for one in find(Copy, case_id=case_id, sent_on=None) if one.version_id not in over)
    version = newest_version(on.work, on.case.id)
    dates = due_now(on.work, on.case, on.profile)
    return LeftOpen(
        tasks=tuple(sorted(tasks, key=lambda one: one.due)),
        copies=tuple(owed),
        endorsements=tuple(one for one in _endorsements(on, version) if one.version_id not in over),
        dates=tuple(one for one in dates if one.met_on is None and not one.warn_only),
        people={one.id: one for one in find(Person, case_id=case_id)},
        coming=bool(find(Conference, case_id=case_id, state=ON_THE_WAY)),
        children_without=children_without_copy(on, version) if version else (),
    )
