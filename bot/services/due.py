"""Which dates fall due in a case, reckoned from what happened and what was held."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.domain.case import Case, CaseEvent, CaseFact, Child
from bot.domain.clocks import DueDate, OpenClock, due_dates, open_clocks
from bot.domain.closing import Copy, Endorsement, PlanVersion
from bot.domain.conditions import CaseFacts
from bot.domain.conference import Conference
from bot.domain.dates import to_wall
from bot.domain.diary import Event
from bot.domain.past_dates import PastDate, past_dates
from bot.domain.people import Person
from bot.domain.profile import PracticeProfile
from bot.domain.record import CaseRecord
from bot.domain.recorded import events_of
from bot.domain.supervised import SetInterval, newest_set
from bot.domain.version_moves import VersionMove
from bot.services.ports import UnitOfWork
from bot.services.rules.confirming import settled


@dataclass(frozen=True)
class Footing:
    """What the dates of a case stand on: the profile as its agency confirmed it, what happened, is known."""

    profile: PracticeProfile
    events: tuple[Event, ...]
    facts: CaseFacts
    today: date

    def due(self) -> tuple[DueDate, ...]:
        """Every due date, soonest first. Clocks run from what was held, not from what was planned (K-07)."""
        return due_dates(self.profile, self.events, self.today, self.facts)

    def waiting(self) -> tuple[OpenClock, ...]:
        """The clocks that have no date now, each with what it waits for."""
        return open_clocks(self.profile, self.events, self.today, self.facts)

    def past(self) -> tuple[PastDate, ...]:
        """The due dates that stood before (K-08)."""
        return past_dates(self.profile, self.events, self.today, self.facts)


def footing_of(record: CaseRecord, profile: PracticeProfile, today: date) -> Footing:
    """Of a whole record."""
    return Footing(profile, events_of(profile, record), facts_of(record), today)


def footing_now(
    work: UnitOfWork, case: Case, profile: PracticeProfile, conferences: Iterable[Conference] | None = None
) -> Footing:
    """Of a case, read with as little as its profile's clocks need; its conferences may be known already."""
    of_case: dict[str, Any] = {"case_id": case.id}
    if conferences is None:
        conferences = work.find(Conference, **of_case)
    record = CaseRecord(
        case=case,
        children=work.find(Child, **of_case),
        events=work.find(CaseEvent, **of_case),
        facts=work.find(CaseFact, **of_case),
        conferences=tuple(conferences),
        versions=(versions := work.find(PlanVersion, **of_case) if _any_of_plans(profile) else ()),
        version_moves=work.find(VersionMove, **of_case) if versions else (),
        set_intervals=work.find(SetInterval, **of_case) if _any_to_set(profile) else (),
    )
    if profile.endorsement.counts_as:
        record = replace(record, endorsements=work.find(Endorsement, **of_case))
    if any(rule.counts_as for rule in profile.copies):
        people, copies = work.find(Person, **of_case), work.find(Copy, **of_case)
        record = replace(record, people=people, copies=copies)
    return footing_of(record, settled(work, profile), to_wall(work.now, case.zone).date())


def due_of(record: CaseRecord, profile: PracticeProfile, today: date) -> tuple[DueDate, ...]:
    """The due dates of a whole record."""
    return footing_of(record, profile, today).due()


def due_now(
    work: UnitOfWork, case: Case, profile: PracticeProfile, conferences: Iterable[Conference] | None = None
) -> tuple[DueDate, ...]:
    """The due dates of a case; its conferences may be known already."""
    return footing_now(work, case, profile, conferences).due()


def facts_now(work: UnitOfWork, case: Case) -> CaseFacts:
    """What is known of a case, read with as little as that needs."""
    children, facts = work.find(Child, case_id=case.id), work.find(CaseFact, case_id=case.id)
    return facts_of(CaseRecord(case=case, children=children, facts=facts))


def facts_of(record: CaseRecord) -> CaseFacts:
    """What is known of the case, for the conditions of the profile; unknown stays unknown."""
    answers = {fact.name: fact.answer for fact in record.facts if fact.answer is not None}
    if record.case.in_custody is not None:
        answers["in_custody"] = record.case.in_custody
    return CaseFacts(
        birth_dates=tuple(child.birth_date for child in record.children),
        answers=answers,
        accounted_for=frozenset(fact.name for fact in record.facts if fact.reason),
        set_days={name: one.days for name, one in newest_set(record.set_intervals).items()},
        apart=_apart(record),
    )


def _apart(record: CaseRecord) -> dict[str, tuple[Event, ...]]:
    """What happened to each child, where something happened to one of them alone."""
    if all(event.child_id is None for event in record.events):
        return {}
    return {
        child.id: tuple((one.name, one.on) for one in record.events if one.child_id in (None, child.id))
        for child in record.children
    }


def _any_of_plans(profile: PracticeProfile) -> bool:
    """Whether anything counts that is done with a plan."""
    by_copies = any(rule.counts_as for rule in profile.copies)
    return bool(profile.plan_counts_as or profile.endorsement.counts_as or by_copies)


def _any_to_set(profile: PracticeProfile) -> bool:
    return any(clock.may_be_set for clock in profile.clocks)
