"""Which dates fall due in a case, reckoned from what happened and what was held."""

from collections.abc import Iterable
from datetime import date

from bot.domain.case import Case, CaseEvent, CaseFact, Child
from bot.domain.clocks import DueDate, Event, due_dates, events_of_held
from bot.domain.conditions import CaseFacts
from bot.domain.conference import Conference, ConferenceState
from bot.domain.dates import to_wall
from bot.domain.past_dates import PastDate, past_dates
from bot.domain.profile import PracticeProfile
from bot.domain.record import CaseRecord
from bot.services.ports import UnitOfWork


def due_in(
    profile: PracticeProfile,
    events: Iterable[CaseEvent],
    conferences: Iterable[Conference],
    facts: CaseFacts,
    today: date,
) -> tuple[DueDate, ...]:
    """Every due date, soonest first. Clocks run from what was held, never from what was planned (K-07)."""
    return due_dates(profile, _happened(profile, events, conferences), today, facts)


def _happened(
    profile: PracticeProfile, events: Iterable[CaseEvent], conferences: Iterable[Conference]
) -> tuple[Event, ...]:
    """What was recorded, and what the meetings that were held count as."""
    held = [
        (one.kind, to_wall(one.held_from or one.starts_at, one.zone).date())
        for one in conferences
        if one.state is ConferenceState.ENDED
    ]
    return (*((event.name, event.on) for event in events), *events_of_held(profile, held))


def due_of(record: CaseRecord, profile: PracticeProfile, today: date) -> tuple[DueDate, ...]:
    """The due dates of a whole record."""
    return due_in(profile, record.events, record.conferences, facts_of(record), today)


def due_now(
    work: UnitOfWork, case: Case, profile: PracticeProfile, conferences: Iterable[Conference] | None = None
) -> tuple[DueDate, ...]:
    """The due dates of a case, read with as little as they need; its conferences may be known already."""
    events = work.find(CaseEvent, case_id=case.id)
    if conferences is None:
        conferences = work.find(Conference, case_id=case.id)
    return due_in(profile, events, conferences, facts_now(work, case), to_wall(work.now, case.zone).date())


def past_now(
    work: UnitOfWork, case: Case, profile: PracticeProfile, conferences: Iterable[Conference]
) -> tuple[PastDate, ...]:
    """The due dates that stood before, by these conferences (K-08)."""
    happened = _happened(profile, work.find(CaseEvent, case_id=case.id), conferences)
    return past_dates(profile, happened, to_wall(work.now, case.zone).date(), facts_now(work, case))


def facts_now(work: UnitOfWork, case: Case) -> CaseFacts:
    """What is known of a case, read with as little as that needs."""
    return _facts(case, work.find(Child, case_id=case.id), work.find(CaseFact, case_id=case.id))


def facts_of(record: CaseRecord) -> CaseFacts:
    """What is known of the case, for the conditions of the profile; unknown stays unknown."""
    return _facts(record.case, record.children, record.facts)


def _facts(case: Case, children: Iterable[Child], facts: Iterable[CaseFact]) -> CaseFacts:
    said = tuple(facts)
    answers = {fact.name: fact.answer for fact in said if fact.answer is not None}
    if case.in_custody is not None:
        answers["in_custody"] = case.in_custody
    return CaseFacts(
        birth_dates=tuple(child.birth_date for child in children),
        answers=answers,
        accounted_for=frozenset(fact.name for fact in said if fact.reason),
    )
