"""The due dates of a case as its reader may know them: those of now, those before, the days behind them."""

from bot.domain import access
from bot.domain.case import CaseEvent
from bot.domain.clocks import DueDate
from bot.domain.conference import Conference
from bot.domain.past_dates import PastDate
from bot.services.acting import Acting, OnCase
from bot.services.calling.sittings import conferences_for
from bot.services.due import due_now, past_now


def due_dates_of(acting: Acting, case_id: str) -> tuple[DueDate, ...]:
    """Every due date of a case with how it was reckoned."""
    with acting.looking("case.look", case_id) as on:
        return due_as_seen(on, conferences_for(on))


def due_as_seen(on: OnCase, conferences: tuple[Conference, ...]) -> tuple[DueDate, ...]:
    """The due dates; one that was met where this person was not asked to come says nothing to them."""
    due = due_now(on.work, on.case, on.profile, conferences)
    every = on.work.find(Conference, case_id=on.case.id)
    if len(every) == len(conferences):
        return due
    known = due_now(on.work, on.case, on.profile, every)
    return tuple(one for one in due if one in known)


def past_dates_of(acting: Acting, case_id: str) -> tuple[PastDate, ...]:
    """The due dates that stood before something moved them, as far as this person may know of it (K-08)."""
    with acting.looking("case.look", case_id) as on:
        every = on.work.find(Conference, case_id=case_id)
        whole = past_now(on.work, on.case, on.profile, every)
        own = past_now(on.work, on.case, on.profile, conferences_for(on))
        return tuple(one for one in own if one in whole)


def events_to_correct(acting: Acting, case_id: str) -> tuple[CaseEvent, ...]:
    """The recorded days from which dates are counted, for those who may correct them; for others none."""
    with acting.looking("case.look", case_id) as on:
        return on.work.find(CaseEvent, case_id=case_id) if access.may(on.standings, "case.change") else ()
