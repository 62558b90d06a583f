"""Keeps a case's reminder rows in step with its record, out of the way of whoever changed it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, time

from bot.domain.clocks import DueDate
from bot.domain.dates import to_wall
from bot.domain.delivery import Outgoing, Sending
from bot.domain.preparing import AccessNeed
from bot.domain.profile import PracticeProfile
from bot.domain.quiet_hours import Quiet
from bot.domain.reach import Reach
from bot.domain.record import CaseRecord
from bot.domain.reminder import NOW, PREFIX, Reminder, RemindWhen, own_key
from bot.domain.reminders import due_reminders
from bot.domain.topic_calls import CallDays
from bot.services.delivery.deadlines import reckon_deadlines
from bot.services.delivery.endings import EXPIRED
from bot.services.delivery.reach import reach_of
from bot.services.delivery.tidying import keep_said_true, thing_of
from bot.services.delivery.together import alone, left_behind, let_go
from bot.services.due import due_of
from bot.services.people.safe_ways import kept_from_slack
from bot.services.ports import UnitOfWork
from bot.services.record import case_record
from bot.services.silence import quiet_days, set_by_case, with_contacts

# All that reminders are reckoned from: see `due_reminders`.
Reckoned = tuple[CaseRecord, Iterable[DueDate], RemindWhen, Reach]
RECKON = "reckon"
NOT_WANTED = "not_wanted"
# What was dropped for these goes after all when the record gives it a moment to come.
AGAIN = (NOT_WANTED, EXPIRED)


def schedule_reminders(work: UnitOfWork, case_id: str) -> None:
    """Say, within the change itself, that the case's reminders must be reckoned anew.

    It is one row in the outbox, whose key begins with `card:` so that it can be asked for again. The
    delivery tick reckons (see `reckoner`) moments later: a tap in a conference does not wait for it.
    """
    work.send(
        Outgoing(
            workspace_id=work.workspace_id,
            id=work.new_id(),
            key=key_of(case_id),
            to=case_id,
            message=RECKON,
            subject_id=case_id,
            due_at=work.now,
            case_id=case_id,
        )
    )


def key_of(case_id: str) -> str:
    """The key of a case's errand: a case has it once."""
    return f"card:{RECKON}:{case_id}"


def reckoner(
    profiles: Mapping[str, PracticeProfile], mails: bool = False
) -> Callable[[UnitOfWork, Outgoing], None]:
    """The courier's errand for RECKON; `mails`: whether the agency can send e-mails."""

    def reckon(work: UnitOfWork, outgoing: Outgoing) -> None:
        record = case_record(work, outgoing.subject_id)
        reckon_reminders(work, record, profiles, outgoing.due_at, mails)
        reckon_deadlines(work, record, profiles[record.case.profile])

    return reckon


def reckon_reminders(
    work: UnitOfWork,
    record: CaseRecord,
    profiles: Mapping[str, PracticeProfile],
    asked_at: datetime,
    mails: bool = False,
) -> None:
    """Add the rows that the record calls for, move those whose moment changed, drop the others.

    A moment that had passed at `asked_at` makes no new row: what was just agreed needs no reminder of
    yesterday. One that passed since then does: the bot may have been away for as long.
    """
    reckoned = _reckoned(work, record, profiles, mails)
    wanted = {one.key(record.case.id): one for one in due_reminders(*reckoned)}
    for row in work.find(Outgoing, case_id=record.case.id, state=Sending.PENDING):
        if row.key.startswith(PREFIX) and row.key not in wanted:
            let_go(work, row)
            work.replace(replace(row, state=Sending.DROPPED, why=NOT_WANTED))
    every = work.find(Outgoing, case_id=record.case.id)
    rows = {row.key: row for row in every if row.key.startswith(PREFIX)}
    for key in rows.keys() & wanted.keys():
        _keep_in_step(work, rows[key], wanted[key], asked_at)
    for key, reminder in wanted.items():
        if key not in rows and reminder.due_at > asked_at:
            work.send(_row(work, record.case.id, key, reminder))
    sent_now = (row for row in every if row.key.startswith(NOW))
    open_things = {thing_of(one.key(record.case.id)) for one in due_reminders(*_not_put_off(reckoned))}
    keep_said_true(work, record, (*rows.values(), *sent_now), open_things)


def wanted_reminders(
    work: UnitOfWork, record: CaseRecord, profiles: Mapping[str, PracticeProfile], mails: bool = False
) -> tuple[Reminder, ...]:
    """What the record calls for now, by the case's practice profile."""
    return due_reminders(*_reckoned(work, record, profiles, mails))


def _reckoned(
    work: UnitOfWork, record: CaseRecord, profiles: Mapping[str, PracticeProfile], mails: bool
) -> Reckoned:
    profile = profiles[record.case.profile]
    open_needs = work.find(AccessNeed, case_id=record.case.id, answer=None, ended_on=None)
    record = _as_reached(work, replace(with_contacts(work, record), access_needs=open_needs))
    own = set_by_case(work, record.case.id)
    when = replace(
        remind_when(profile),
        quiet_days=quiet_days(work, record.case.id, profile),
        quiet_days_set_on=own.set_on if own else None,
    )
    today = to_wall(work.now, record.case.zone).date()
    return record, due_of(record, profile, today), when, reach_of(work, record, profile, mails)


def _not_put_off(reckoned: Reckoned) -> Reckoned:
    """As if nobody had put anything off: what was said before is still open."""
    record, clocks, when, reach = reckoned
    return record, clocks, when, replace(reach, snoozes={})


def _as_reached(work: UnitOfWork, record: CaseRecord) -> CaseRecord:
    """Whoever said that Slack is not safe for them is reminded like people without it: by staff."""
    kept = kept_from_slack(work, record.case.id)
    if not kept:
        return record
    people = tuple(replace(one, slack_user=None) if one.id in kept else one for one in record.people)
    return replace(record, people=people)


def still_wanted(
    work: UnitOfWork, outgoing: Outgoing, profiles: Mapping[str, PracticeProfile], mails: bool = False
) -> Reminder | None:
    """The reminder as the record calls for it at the moment of sending; None: drop it. For composers."""
    record = case_record(work, outgoing.case_id or "")
    found = wanted_reminders(work, record, profiles, mails)
    return next((one for one in found if one.key(record.case.id) == own_key(outgoing.key)), None)


def still_open(
    work: UnitOfWork, outgoing: Outgoing, profiles: Mapping[str, PracticeProfile], mails: bool = False
) -> Reminder | None:
    """The same of a message that stands in Slack already: putting it off changes nothing about its thing."""
    record = case_record(work, outgoing.case_id or "")
    found = due_reminders(*_not_put_off(_reckoned(work, record, profiles, mails)))
    thing = thing_of(outgoing.key)
    return next((one for one in found if thing_of(one.key(record.case.id)) == thing), None)


def remind_when(profile: PracticeProfile) -> RemindWhen:
    """The profile's lead days; a task is asked about on its day as well."""
    days, quiet, long_over = profile.reminders, profile.quiet_hours, profile.escalation
    return RemindWhen(
        conference_days=days.conference_lead_days,
        task_days=tuple({*days.task_lead_days, 0}),
        clock_days=days.clock_lead_days,
        topics=call_days(profile),
        quiet=Quiet(time.fromisoformat(quiet.start), time.fromisoformat(quiet.end)),
        escalate_after=long_over.after_days if long_over else None,
        escalate_of=frozenset(long_over.groups) if long_over else frozenset(),
    )


def call_days(profile: PracticeProfile) -> CallDays:
    """The first and the last call for topics, in days before a conference."""
    return CallDays(profile.topic_calls.first_days, profile.topic_calls.last_days)


def _keep_in_step(work: UnitOfWork, row: Outgoing, reminder: Reminder, asked_at: datetime) -> None:
    if left_behind(work, row):
        work.replace(alone(row, max(work.now, reminder.due_at)))
        return
    once_more = row.why in AGAIN and reminder.expires_at > work.now
    if reminder.due_at > asked_at and (once_more or _moved(row, reminder, work.now)):
        work.replace(_at(row, reminder.due_at, reminder.expires_at))


def _moved(row: Outgoing, reminder: Reminder, now: datetime) -> bool:
    """Whether it should wait for another moment, or not so long; one that was tried has its own reasons.

    Unless it has a moment to come: then it was tried at one that does not hold any more.
    """
    moved = (row.due_at, row.expires_at) != (reminder.due_at, reminder.expires_at)
    return row.state is Sending.PENDING and moved and (row.attempts == 0 or reminder.due_at > now)


def _at(row: Outgoing, due_at: datetime, expires_at: datetime) -> Outgoing:
    afresh = replace(row, state=Sending.PENDING, why=None, attempts=0, first_tried_at=None)
    return replace(afresh, due_at=due_at, expires_at=expires_at)


def _row(work: UnitOfWork, case_id: str, key: str, reminder: Reminder) -> Outgoing:
    return Outgoing(
        workspace_id=work.workspace_id,
        id=work.new_id(),
        key=key,
        to=reminder.to,
        message=reminder.message,
        subject_id=reminder.subject_id,
        due_at=reminder.due_at,
        expires_at=reminder.expires_at,
        case_id=case_id,
        person_id=reminder.person_id,
        can_wait=reminder.can_wait,
    )
