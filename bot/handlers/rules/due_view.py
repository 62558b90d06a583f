"""The due dates of a case with arithmetic and source: those of now, those that wait, those of before."""

from typing import Any

from bot.domain.clocks import DueDate, NextLength, OpenClock
from bot.flows.rules import SET_INTERVAL
from bot.flows.subject import Subject
from bot.handlers.desk import Desk, View
from bot.handlers.seeing.counting import counted
from bot.render import Part, Press
from bot.services.acting import Acting
from bot.services.seeing import dates
from bot.services.seeing.dates import CaseDates

Row = dict[str, Any]
# As many dates of before as a view has room for, the newest first; the audit file holds all days.
PAST = 12


def due_view(desk: Desk, acting: Acting, case_id: str, language: str) -> View:
    """Every due date with how it was counted; for those who lead also the days that they start from."""
    found = dates.dates_of(acting, case_id)
    rows = [_row(desk, found, one, case_id, language) for one in found.due]
    parts = [Part("dates", rows)]
    if found.waiting:
        parts.append(Part("waiting", [_waiting(desk, found, one, language) for one in found.waiting]))
    if past := _past(desk, acting, case_id, language):
        parts.append(Part("past", past, size=PAST))
    if events := _events(acting, case_id, found):
        parts.append(Part("events", events))
    by = {"rules": found.rules, "edition": found.edition}
    presses = _to_get_ready(found)
    return desk.words.view(
        "views/due", language, parts=parts, presses=presses, suggestion=found.suggestion, **by
    )


def _to_get_ready(found: CaseDates) -> list[Press]:
    """From a date to who is not prepared yet, and to what the plan lacks."""
    ready = [Press("ready", "do:ready", found.prepare, "primary")] if found.prepare else []
    return [*ready, Press("still_open", "do:gaps", found.missing)] if found.missing else ready


def _row(desk: Desk, found: CaseDates, one: DueDate, case_id: str, language: str) -> Row:
    said = found.confirmed.get(f"clocks.{one.clock_id}")
    own = found.set_in_supervision.get(one.clock_id) if one.at_most else None
    late = one.late_steps
    return {
        "name": desk.words.name("clocks", one.clock_id, language),
        "child": found.children.get(one.child_id or "", ""),
        "due": one.due,
        "from_event": one.from_event,
        "counted": counted(desk, one.reckoning, language),
        "source": one.source,
        "confirmed": one.mark != "unconfirmed",
        "confirmed_on": said.confirmed_on if said else None,
        "met": one.met_on,
        "overdue": one.overdue,
        "done": [{"event": name, "on": on} for name, on in one.steps if on and len(one.steps) > 1],
        "missing": [name for name, on in one.steps if on is None and len(one.steps) > 1],
        "late": list(late) if len(one.steps) > 1 else [],
        "stands_for": one.stands_for,
        "caveats": [str(caveat) for caveat in one.caveats if caveat != "stand_in_event"],
        "most": one.at_most.amount if one.at_most else None,
        "set_by": own.set_by if own else "",
        "set_on": own.set_on if own else None,
        "changes": _change(one.next_length),
        "warn_only": one.warn_only,
        "presses": _presses(found, one, case_id),
    }


def _change(length: NextLength | None) -> Row | None:
    return {"on": length.from_day, "count": abs(length.amount), "unit": length.unit} if length else None


def _presses(found: CaseDates, one: DueDate, case_id: str) -> list[Press]:
    if one.clock_id not in found.may_set:
        return []
    subject = Subject(case_id, chosen=(("clock_id", one.clock_id),))
    return [Press("set_interval", f"open:{SET_INTERVAL.name}", str(subject))]


def _waiting(desk: Desk, found: CaseDates, one: OpenClock, language: str) -> Row:
    group = "facts" if one.because == "answer_not_recorded" else "events"
    return {
        "name": desk.words.name("clocks", one.clock_id, language),
        "child": found.children.get(one.child_id or "", ""),
        "because": str(one.because),
        "needs": [desk.words.name(group, need, language) for need in one.needs],
        "since": one.since,
        "source": one.source,
    }


def _past(desk: Desk, acting: Acting, case_id: str, language: str) -> list[Row]:
    """The dates that stood before, each with what moved it and whether that was in time."""
    return [
        {
            "name": desk.words.name("clocks", one.was.clock_id, language),
            "due": one.was.due,
            "counted": counted(desk, one.was.reckoning, language),
            "until": one.until,
            "because": one.because,
            "in_time": one.in_time,
        }
        for one in dates.past_dates_of(acting, case_id)[:PAST]
    ]


def _events(acting: Acting, case_id: str, found: CaseDates) -> list[Row]:
    """The days from which the dates are counted, each with what it was before and the way to correct it."""
    return [
        {
            "event": kept.event.name,
            "child": found.children.get(kept.event.child_id or "", ""),
            "on": kept.event.on,
            "before": list(kept.before),
            "presses": [Press("change", "open:event", f"{kept.event.id}:{kept.event.version}")],
        }
        for kept in dates.events_to_correct(acting, case_id)
    ]
