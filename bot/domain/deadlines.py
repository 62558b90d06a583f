"""What falls due in a case, kept as ids and days alone, so that many cases can be looked over at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.case import CaseState
from bot.domain.clocks import DueDate
from bot.domain.conference import ABSENT, ConferenceState
from bot.domain.dates import to_wall
from bot.domain.kept import Kept, OfCase
from bot.domain.plan_states import plans_at_rest
from bot.domain.record import CaseRecord, standing
from bot.domain.silence import was_heard_since


class DueKind(StrEnum):
    """What it is that falls due."""

    CLOCK = "clock"
    CONFERENCE = "conference"
    TASK = "task"
    COPY = "copy"
    REPLY = "reply"
    FOLLOW_UP = "follow_up"
    ENDORSEMENT = "endorsement"
    ACKNOWLEDGEMENT = "acknowledgement"
    NO_PLAN = "no_plan"
    NO_CONTACT = "no_contact"


class Group(StrEnum):
    """How soon; the last three have no day of their own and say since when."""

    OVERDUE = "overdue"
    IN_3 = "in_3"
    IN_14 = "in_14"
    IN_30 = "in_30"
    WAITING = "waiting"
    NO_PLAN = "no_plan"
    NO_CONTACT = "no_contact"


SINCE = {
    DueKind.ENDORSEMENT: Group.WAITING,
    DueKind.ACKNOWLEDGEMENT: Group.WAITING,
    DueKind.NO_PLAN: Group.NO_PLAN,
    DueKind.NO_CONTACT: Group.NO_CONTACT,
}
WITHIN = ((3, Group.IN_3), (14, Group.IN_14), (30, Group.IN_30))
DATED = tuple(kind for kind in DueKind if kind not in SINCE)


@dataclass(frozen=True, kw_only=True)
class Deadline(OfCase):
    """One day in one case. `due` is the day by which, or, for what has none of its own, since when.

    `subject_id` is the id of what it is about, or the clock's name in the practice profile. `worker` is the
    Slack user who manages the case: for counting alone, no right follows from it.
    """

    kind: DueKind
    subject_id: str
    due: date
    worker: str | None = None

    @property
    def about(self) -> tuple[DueKind, str]:
        """The same however often it is reckoned; a case has it once."""
        return self.kind, self.subject_id


@dataclass(frozen=True)
class Due:
    """One day as it is reckoned, before it is kept."""

    kind: DueKind
    subject_id: str
    due: date


# The one count of a workspace, and what may have changed since the last.
THE_ONE = "dates"
RULES, ZONES = "rules", "zones"


@dataclass(frozen=True, kw_only=True)
class Recount(Kept):
    """How far the dates of all open cases are counted anew; one for a workspace.

    `stands_on` says what they are counted by: rules, time zones, the hour. `batch` are the cases asked for
    last, `up_to` where the next ones begin. `changed` is what changed last and when, for administrators.
    """

    stands_on: str
    begun_at: datetime
    whole: int
    asked: int = 0
    batch: tuple[str, ...] = ()
    up_to: str | None = None
    finished_at: datetime | None = None
    rules: str = ""
    zones: str = ""
    changed: str = ""
    changed_at: datetime | None = None
    changed_done_at: datetime | None = None

    @property
    def rules_changed_at(self) -> datetime | None:
        """Since when dates are counted anew because rules changed; None when that is done."""
        return self.changed_at if self.changed == RULES and self.changed_done_at is None else None


def group_of(kind: DueKind, due: date, today: date) -> Group | None:
    """Where it stands today; None: so far off that nobody need look at it yet. A weekend moves nothing."""
    if kind is DueKind.NO_CONTACT and due > today:
        return None
    if kind in SINCE:
        return SINCE[kind]
    if due < today:
        return Group.OVERDUE
    return next((group for days, group in WITHIN if due <= today + timedelta(days=days)), None)


def days_of(group: Group, today: date) -> tuple[date | None, date | None]:
    """The first and the last day of a dated group; None leaves that end open."""
    if group is Group.OVERDUE:
        return None, today - timedelta(days=1)
    begins = 0
    for days, one in WITHIN:
        if one is group:
            return today + timedelta(days=begins), today + timedelta(days=days)
        begins = days + 1
    return None, None


def dues_of(
    record: CaseRecord,
    clocks: Iterable[DueDate],
    without_plan: Iterable[tuple[str, date]] = (),
    silent_from: date | None = None,
) -> tuple[Due, ...]:
    """All that falls due in a case, soonest first; nothing in a closed one.

    `without_plan` are children without a current plan, and since when; `silent_from` is the day on which
    nobody will have been in touch for too long.
    """
    if record.case.state is CaseState.CLOSED:
        return ()
    # Where it is counted for each child, the soonest stands for all: what comes last here stays.
    open_ones = sorted((one for one in clocks if one.met_on is None), key=lambda one: one.due, reverse=True)
    met = (Due(DueKind.CLOCK, one.clock_id, one.due) for one in open_ones)
    missing = (Due(DueKind.NO_PLAN, child, since) for child, since in without_plan)
    silent = [Due(DueKind.NO_CONTACT, record.case.id, silent_from)] if silent_from else []
    found = {(one.kind, one.subject_id): one for one in (*met, *missing, *silent, *_of_the_work(record))}
    return tuple(sorted(found.values(), key=lambda one: (one.due, one.kind, one.subject_id)))


def _of_the_work(record: CaseRecord) -> Iterator[Due]:
    for meeting in record.conferences:
        if meeting.state is ConferenceState.PLANNED:
            day = to_wall(meeting.starts_at, meeting.zone).date()
            yield Due(DueKind.CONFERENCE, meeting.id, day)
    for task in standing(record.tasks):
        if task.is_owed:
            yield Due(DueKind.TASK, task.id, task.due)
    for absent in record.attendances:
        if absent.follow_up_by and not was_heard_since(record, absent):
            yield Due(DueKind.FOLLOW_UP, absent.id, absent.follow_up_by)
    yield from _of_the_plan(record)


def _of_the_plan(record: CaseRecord) -> Iterator[Due]:
    """Copies owed and answers awaited. What was asked about an older version waits for nobody any more."""
    latest, over = record.latest_version(), plans_at_rest(record.versions, record.version_moves)
    for copy in record.copies:
        if copy.due and not copy.sent_on and copy.version_id not in over:
            yield Due(DueKind.COPY, copy.id, copy.due)
    differs = {one.id for one in record.views if one.differs}
    for reply in record.replies:
        if reply.words is None and reply.view_id in differs:
            yield Due(DueKind.REPLY, reply.id, reply.due)
    if latest is None or latest.id in over:
        return
    for asked in record.endorsements:
        if asked.version_id == latest.id and asked.answer is None and asked.done_on is None:
            yield Due(DueKind.ENDORSEMENT, asked.id, asked.asked_on)
    answered = {one.person_id for one in record.acknowledgements if one.version_id == latest.id}
    # Whoever this version left as they were is asked about it by nobody.
    answered |= {one.person_id for one in record.answers_stay if one.version_id == latest.id}
    # Whoever missed the meeting is followed up, and not chased.
    met = (one for one in record.attendances if one.conference_id == latest.conference_id)
    settled = answered | {one.person_id for one in met if one.how in ABSENT}
    sealed = to_wall(latest.sealed_at, record.case.zone).date()
    for person in record.people:
        if person.here and person.on_team and person.id not in settled:
            yield Due(DueKind.ACKNOWLEDGEMENT, person.id, sealed)
