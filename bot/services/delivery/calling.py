"""Calls that staff make for those whom no machine reaches: which are due, what to say, what came of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.calls import (
    AGAIN,
    MADE,
    NOT_REACHED,
    OPEN,
    Called,
    Which,
    base_slot,
    is_call,
    newest_words,
    which_of,
)
from bot.domain.closing import PlanVersion
from bot.domain.conference import Conference
from bot.domain.delivery import Outgoing
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
from bot.services.delivery.together import OVER, heard_at
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
class CallDue:
    """One call on the list: whom, about what (the kind without its ending), and since when it is due."""

    person: Person
    which: Which
    about: str
    since: datetime
    zone: str


@dataclass(frozen=True, kw_only=True)
class CallSeen:
    """One call as whoever makes it sees it: whom, about what, on which safe ways, what was noted last.

    `due` is the day of a step, `meeting` the conference.
    """

    person: Person
    which: Which
    zone: str
    about: str
    ways: tuple[ContactWay, ...]
    due: date | None = None
    meeting: Conference | None = None
    task: Task | None = None
    said: Called | None = None


def calls_to_make(acting: Acting, case_id: str) -> tuple[CallDue, ...]:
    """Every call that is due, longest first, for those who lead. Raises NotAllowed."""
    with acting.looking(RIGHT, case_id) as on:
        found = (
            CallDue(
                person=on.person(which[2]),
                which=which,
                about=which[0].removesuffix(CALL),
                since=one.due_at,
                zone=on.case.zone,
            )
            for which, one in _due(acting, on).items()
        )
        return tuple(sorted(found, key=lambda one: one.since))


def any_call(on: OnCase) -> bool:
    """Whether a call waits for which staff were asked: by what reached them, and what was noted since."""
    asked = on.work.find(Outgoing, case_id=on.case.id, message=tuple(PREFIX + one + CALL for one in ABOUT))
    waits = [one for one in asked if not (one.why or "").startswith(OVER) and heard_at(on.work, one)]
    if not waits:
        return False
    noted = newest_words(on.work.find(Called, case_id=on.case.id))
    return any(not _rests(noted.get(which_of(one)), on.work.now) for one in waits)


def call_of(acting: Acting, case_id: str, which: Which) -> CallSeen:
    """One call, also after it was made. Raises NotAllowed, NotFound."""
    with acting.looking(RIGHT, case_id) as on:
        person, thing = _about(on, which)
        task = thing if isinstance(thing, Task) else None
        return CallSeen(
            person=person,
            which=which,
            zone=on.case.zone,
            about=which[0].removesuffix(CALL),
            ways=safe_ways(on).get(person.id, ()),
            due=task.due if task else None,
            meeting=thing if isinstance(thing, Conference) else None,
            task=task,
            said=_said(on.work, which),
        )


def note_call(acting: Acting, case_id: str, which: Which, result: str, choice: str = "") -> Called:
    """What came of a call: made, not reached, to be made again at a chosen time, or taken back.

    Who was not reached is called again the next morning. Raises NotAllowed, NotFound.
    """
    if result not in (MADE, NOT_REACHED, AGAIN, OPEN) or choice not in ("", *CHOICES):
        raise NotFound("result", id=result)
    with acting.on_case(RIGHT, case_id) as on:
        _about(on, which)
        kind, subject_id, person_id, slot = which
        again_at = None
        if result in (NOT_REACHED, AGAIN):
            zone, quiet = _clock_of(on, acting.user)
            again_at = until(choice or "tomorrow", on.work.now, zone, quiet)
        noted = on.keep(
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
        return noted


def _rests(said: Called | None, now: datetime) -> bool:
    """Whether nobody need call now: it was done, or is to be tried again later."""
    if said is None:
        return False
    return said.result == MADE or (said.again_at is not None and said.again_at > now)


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


def _about(on: OnCase, which: Which) -> tuple[Person, OfCase]:
    """Whom to call and about what. Raises NotFound where either is not of this case."""
    kind, subject_id, person_id, _ = which
    what = ABOUT.get(kind.removesuffix(CALL)) if is_call(kind) else None
    if what is None:
        raise NotFound("call", id=subject_id)
    thing = on.work.get(what, subject_id)
    if thing.case_id != on.case.id:
        raise NotFound("call", id=subject_id)
    return on.person(person_id), thing


def _said(work: UnitOfWork, which: Which) -> Called | None:
    kind, subject_id, person_id, slot = which
    said = work.find(Called, kind=kind, subject_id=subject_id, person_id=person_id, slot=slot)
    return max(said, key=lambda one: one.at, default=None)


def _clock_of(on: OnCase, user: str) -> tuple[str, Quiet]:
    return zone_of(on.work, user, on.case.zone), quiet_of(on.work, user, remind_when(on.profile).quiet)
