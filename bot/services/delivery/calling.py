"""Calls that staff make for those whom no machine reaches: which are due, what to say, what came of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.calls import AGAIN, MADE, NOT_REACHED, OPEN, Called, Which, base_slot, is_call
from bot.domain.closing import PlanVersion
from bot.domain.conference import Conference
from bot.domain.delivery import Outgoing, Sending
from bot.domain.errors import NotFound
from bot.domain.kept import OfCase
from bot.domain.network import ContactWay
from bot.domain.people import Person
from bot.domain.plan import Task
from bot.domain.quiet_hours import Quiet
from bot.domain.reminder import CALL, PREFIX, Reminder
from bot.domain.snoozing import CHOICES, until
from bot.domain.version_moves import VersionMove
from bot.services.acting import Acting, OnCase
from bot.services.delivery.reach import quiet_of, zone_of
from bot.services.delivery.reminders import remind_when, schedule_reminders, wanted_reminders
from bot.services.delivery.together import WITH
from bot.services.people.safe_ways import safe_ways
from bot.services.ports import UnitOfWork
from bot.services.record import case_record

RIGHT = "call.make"
# What people are called about, by the kind of reminder that they would get.
ABOUT: Mapping[str, type[OfCase]] = {
    "conference": Conference,
    "task": Task,
    "acknowledgement": PlanVersion,
    "withdrawal": VersionMove,
}


@dataclass(frozen=True, kw_only=True)
class CallSeen:
    """One call: whom, since when it is due, about what, on which safe ways, what was noted last.

    `about` is the kind without the ending; `due` the day of a step, `meeting` the conference.
    """

    person: Person
    which: Which
    since: datetime
    zone: str
    about: str
    ways: tuple[ContactWay, ...]
    due: date | None = None
    meeting: Conference | None = None
    task: Task | None = None
    said: Called | None = None


def calls_to_make(acting: Acting, case_id: str) -> tuple[CallSeen, ...]:
    """Every call that is due, longest first, for those who lead. Raises NotAllowed."""
    with acting.looking(RIGHT, case_id) as on:
        found = {which: _seen(on, one) for which, one in _due(acting, on).items()}
        return tuple(sorted(found.values(), key=lambda one: one.since))


def any_call(on: OnCase) -> bool:
    """Whether staff were asked for a call that still waits, by what went out to them."""
    asked = on.work.find(Outgoing, case_id=on.case.id, message=tuple(PREFIX + one + CALL for one in ABOUT))
    return any(one.why is None if one.state is Sending.SENT else _went_along(one) for one in asked)


def call_of(acting: Acting, case_id: str, which: Which) -> CallSeen:
    """One call, also after it was made. Raises NotAllowed, NotFound."""
    with acting.looking(RIGHT, case_id) as on:
        return _of(acting, on, which)


def note_call(acting: Acting, case_id: str, which: Which, result: str, choice: str = "") -> CallSeen:
    """What came of a call: made, not reached, to be made again at a chosen time, or taken back.

    Who was not reached is called again the next morning. Raises NotAllowed, NotFound.
    """
    if result not in (MADE, NOT_REACHED, AGAIN, OPEN) or choice not in ("", *CHOICES):
        raise NotFound("result", id=result)
    with acting.on_case(RIGHT, case_id) as on:
        kind, subject_id, person_id, slot = which
        _of(acting, on, which)
        again_at = None
        if result in (NOT_REACHED, AGAIN):
            zone, quiet = _clock_of(on, acting.user)
            again_at = until(choice or "tomorrow", on.work.now, zone, quiet)
        on.keep(
            Called,
            person_id=person_id,
            kind=kind,
            subject_id=subject_id,
            slot=slot,
            result=result,
            at=on.work.now,
            entered_by=acting.user,
            again_at=again_at,
        )
        schedule_reminders(on.work, case_id)
        return _of(acting, on, which)


def _went_along(row: Outgoing) -> bool:
    return row.state is Sending.DROPPED and (row.why or "").startswith(WITH)


def _due(acting: Acting, on: OnCase) -> Mapping[Which, Reminder]:
    """The calls whose moment has come, each by its first reminder; a newer one replaces the older."""
    agency, record = acting.agency, case_record(on.work, on.case.id)
    found: dict[tuple[str, str, str], Reminder] = {}
    for one in wanted_reminders(on.work, record, agency.profiles, agency.office.mails):
        over = one.ends_at is not None and one.ends_at <= on.work.now
        if is_call(one.kind) and one.due_at <= on.work.now and not over:
            thing = (one.kind, one.subject_id, one.person_id or "")
            older = found.get(thing)
            if older is None or base_slot(older.slot) != base_slot(one.slot):
                found[thing] = one
    return {(*thing, base_slot(one.slot)): one for thing, one in found.items()}


def _of(acting: Acting, on: OnCase, which: Which) -> CallSeen:
    due = _due(acting, on).get(which)
    kind, subject_id, person_id, slot = which
    if due is None:
        now = on.work.now
        due = Reminder(
            kind=kind,
            subject_id=subject_id,
            to=acting.user,
            slot=slot,
            due_at=now,
            expires_at=now,
            person_id=person_id,
        )
    return _seen(on, due)


def _seen(on: OnCase, one: Reminder) -> CallSeen:
    person = on.person(one.person_id or "")
    which = (one.kind, one.subject_id, person.id, base_slot(one.slot))
    about = one.kind.removesuffix(CALL)
    thing = on.work.get(ABOUT[about], one.subject_id)
    if thing.case_id != on.case.id:
        raise NotFound("call", id=one.subject_id)
    task = thing if isinstance(thing, Task) else None
    return CallSeen(
        person=person,
        which=which,
        since=one.due_at,
        zone=on.case.zone,
        about=about,
        ways=safe_ways(on).get(person.id, ()),
        due=task.due if task else None,
        meeting=thing if isinstance(thing, Conference) else None,
        task=task,
        said=_said(on.work, which),
    )


def _said(work: UnitOfWork, which: Which) -> Called | None:
    kind, subject_id, person_id, slot = which
    said = work.find(Called, kind=kind, subject_id=subject_id, person_id=person_id, slot=slot)
    return max(said, key=lambda one: one.at, default=None)


def _clock_of(on: OnCase, user: str) -> tuple[str, Quiet]:
    return zone_of(on.work, user, on.case.zone), quiet_of(on.work, user, remind_when(on.profile).quiet)
