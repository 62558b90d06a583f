"""The due dates of a case as its reader may know them: those of now, those before, the days behind them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain import access
from bot.domain.case import CaseEvent, Child
from bot.domain.clocks import DueDate, OpenClock
from bot.domain.conference import Conference, ConferenceState
from bot.domain.confirming import Confirmation, edition
from bot.domain.key_points import Suggestion, suggestion
from bot.domain.past_dates import PastDate
from bot.domain.supervised import SetInterval, newest_set
from bot.services.acting import Acting, OnCase
from bot.services.calling.sittings import conferences_for
from bot.services.due import Footing, footing_now
from bot.services.rules.confirming import confirmed_values


@dataclass(frozen=True, kw_only=True)
class CaseDates:
    """Every date of a case for one reader, and why each is as it is.

    `waiting`, `suggestion` and the names of the `children` are for staff; `may_set` holds the clocks that
    this reader may shorten. For those who lead: which conference to `prepare`, and whose plan may have
    something `missing`. `rules` is the profile that it is counted by, in this `edition`.
    """

    due: tuple[DueDate, ...]
    waiting: tuple[OpenClock, ...]
    set_in_supervision: Mapping[str, SetInterval]
    confirmed: Mapping[str, Confirmation]
    may_set: frozenset[str]
    suggestion: Suggestion | None
    children: Mapping[str, str]
    rules: str
    edition: str
    prepare: str | None = None
    missing: str | None = None


def dates_of(acting: Acting, case_id: str) -> CaseDates:
    """Every due date of a case with how it was reckoned."""
    with acting.looking("case.look", case_id) as on:
        conferences = conferences_for(on)
        staff = _is_staff(on)
        now = footing_now(on.work, on.case, on.profile, conferences)
        may_set = on.may("interval.set")
        return CaseDates(
            due=due_as_seen(on, conferences),
            waiting=now.waiting() if staff else (),
            set_in_supervision=newest_set(on.work.find(SetInterval, case_id=case_id)),
            confirmed=confirmed_values(on.work, on.profile),
            may_set=frozenset(clock.id for clock in on.profile.clocks if clock.may_be_set and may_set),
            suggestion=suggestion(on.profile, now.events, conferences, on.today) if staff else None,
            rules=on.profile.label,
            edition=edition(on.profile),
            children={child.id: child.name for child in on.work.find(Child, case_id=case_id)}
            if staff
            else {},
            **(_to_get_ready(conferences) if on.may("conference.ready") else {}),
        )


def _to_get_ready(conferences: tuple[Conference, ...]) -> dict[str, str]:
    """The soonest conference that is planned, and the last one that began."""
    known = [one for one in conferences if one.state is not ConferenceState.CANCELLED]
    planned = [one for one in known if one.state is ConferenceState.PLANNED]
    begun = [one for one in known if one.state is not ConferenceState.PLANNED]
    found = {}
    if planned:
        found["prepare"] = min(planned, key=lambda one: one.starts_at).id
    if begun:
        found["missing"] = max(begun, key=lambda one: one.starts_at).id
    return found


def due_dates_of(acting: Acting, case_id: str) -> tuple[DueDate, ...]:
    """Every due date of a case with how it was reckoned."""
    return dates_of(acting, case_id).due


def due_as_seen(on: OnCase, conferences: tuple[Conference, ...]) -> tuple[DueDate, ...]:
    """The due dates; one that was met where this person was not asked to come says nothing to them.

    What only warns is for staff: it is a matter for lawyers, and no date that a family can do anything about.
    So is what was counted for one child alone, who may not be this reader's.
    """
    due = _for_reader(on, _footing(on, conferences))
    every = on.work.find(Conference, case_id=on.case.id)
    if len(every) == len(conferences):
        return due
    known = _footing(on, every).due()
    return tuple(one for one in due if one in known)


def past_dates_of(acting: Acting, case_id: str) -> tuple[PastDate, ...]:
    """The due dates that stood before something moved them, as far as this person may know of it (K-08)."""
    with acting.looking("case.look", case_id) as on:
        every = on.work.find(Conference, case_id=case_id)
        whole = _footing(on, every).past()
        own = _footing(on, conferences_for(on)).past()
        return tuple(one for one in own if one in whole)


@dataclass(frozen=True)
class KeptEvent:
    """A recorded day, and the days that stood there before it was corrected, the oldest first."""

    event: CaseEvent
    before: tuple[date, ...]


def events_to_correct(acting: Acting, case_id: str) -> tuple[KeptEvent, ...]:
    """The recorded days from which dates are counted, for those who may correct them; for others none."""
    with acting.looking("case.look", case_id) as on:
        if not access.may(on.standings, "case.change"):
            return ()
        return tuple(
            KeptEvent(one, _days_before(on, one)) for one in on.work.find(CaseEvent, case_id=case_id)
        )


def _days_before(on: OnCase, event: CaseEvent) -> tuple[date, ...]:
    if event.version == 1:
        return ()
    older = (one for one, *_ in on.work.history(event.id) if isinstance(one, CaseEvent))
    return tuple(dict.fromkeys(one.on for one in older if one.on != event.on))


def _footing(on: OnCase, conferences: tuple[Conference, ...]) -> Footing:
    return footing_now(on.work, on.case, on.profile, conferences)


def _for_reader(on: OnCase, footing: Footing) -> tuple[DueDate, ...]:
    staff = _is_staff(on)
    return tuple(one for one in footing.due() if staff or not (one.warn_only or one.child_id))


def _is_staff(on: OnCase) -> bool:
    return not on.standings.isdisjoint(access.LEADING | access.OVERSEEING)
