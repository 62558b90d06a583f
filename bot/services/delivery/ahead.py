"""What goes out to whom in the next days, sending one of it at once, and what came too late to be sent."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.delivery import Outgoing, Sending
from bot.domain.errors import NotFound, NotNow
from bot.domain.people import Person, StaffMember
from bot.domain.profile import PracticeProfile
from bot.domain.reminder import BY_MAIL, is_reminder, now_key, own_key
from bot.services.acting import Acting, OnCase
from bot.services.delivery.endings import EXPIRED
from bot.services.delivery.outgoing import once_more
from bot.services.delivery.reach import quiet_of, zone_of
from bot.services.delivery.reminders import remind_when, still_wanted
from bot.services.delivery.tidying import thing_of
from bot.services.delivery.together import heard_at
from bot.services.ports import UnitOfWork
from bot.services.rules.confirming import settled

DAYS_AHEAD, DAYS_BACK = timedelta(days=14), timedelta(days=30)
JUST_NOW = timedelta(hours=24)
RIGHT = "reminder.look"
GOES = (Sending.PENDING, Sending.SENDING, Sending.UNKNOWN)


@dataclass(frozen=True, kw_only=True)
class Ahead:
    """One reminder: its kind, when it goes (or would have gone), to whom, by e-mail or in Slack."""

    id: str
    kind: str
    at: datetime
    zone: str
    to: str
    by_mail: bool
    about: str | None = None


@dataclass(frozen=True, kw_only=True)
class Asking:
    """What speaks against sending a reminder at once: it is quiet there, or they were reminded just now."""

    ahead: Ahead
    quiet: bool
    reminded_at: datetime | None
    there: datetime

    @property
    def free(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.quiet and self.reminded_at is None


def ahead(acting: Acting, case_id: str) -> tuple[Ahead, ...]:
    """Every reminder of the next days, soonest first, for those who lead. Raises NotAllowed.

    A call stands there once, as it is asked for next: once it was made, it is not asked for again.
    """
    with acting.looking(RIGHT, case_id) as on:
        until = on.work.now + DAYS_AHEAD
        rows = on.work.find(Outgoing, case_id=case_id, state=Sending.PENDING)
        due = (row for row in rows if is_reminder(row.key) and row.due_at <= until)
        next_of = {thing_of(row.key): row for row in sorted(due, key=_in_turn, reverse=True)}
        return tuple(_ahead(on, row) for row in sorted(next_of.values(), key=_in_turn))


def unsettled(acting: Acting, case_id: str) -> frozenset[str]:
    """Which rules that say when reminders go are not confirmed by the agency. Raises NotAllowed."""
    with acting.looking(RIGHT, case_id) as on:
        profile = settled(on.work, on.profile)
        rules = {"quiet_hours": profile.quiet_hours, "escalation": profile.escalation}
        return frozenset(name for name, rule in rules.items() if rule and not rule.confirmed)


def asked_to_send(acting: Acting, row_id: str) -> Asking:
    """What to ask before a reminder goes at once. Raises NotAllowed, NotNow where it does not wait."""
    with acting.looking(RIGHT, _case_of(acting, row_id)) as on:
        return _asking(on, _waiting(on, row_id))


def remind_now(acting: Acting, row_id: str, sure: bool = False) -> Asking:
    """Let a reminder go at once, in place of its own time; what speaks against it is answered by `sure`.

    Nothing is sent while something does. Raises NotAllowed, NotNow.
    """
    with acting.on_case(RIGHT, _case_of(acting, row_id)) as on:
        row = _waiting(on, row_id)
        asking = _asking(on, row)
        if asking.free or sure:
            on.work.replace(replace(row, state=Sending.DROPPED, why="sent_at_once"))
            on.work.send(once_more(on.work, row, now_key(row.key, on.today)))
        return asking


def unsent(acting: Acting, case_id: str) -> tuple[Ahead, ...]:
    """Reminders of the last weeks that came too late, so that nobody heard of their thing; oldest first."""
    with acting.looking(RIGHT, case_id) as on:
        since = on.work.now - DAYS_BACK
        rows = on.work.find(Outgoing, case_id=case_id, state=Sending.DROPPED, why=EXPIRED)
        found = [row for row in rows if is_reminder(row.key) and row.due_at > since]
        profiles, mails = acting.agency.profiles, acting.agency.office.mails
        missed = [_ahead(on, row) for row in found if nobody_heard(on.work, row, profiles, mails)]
        return tuple(sorted(missed, key=lambda one: (one.at, one.id)))


def nobody_heard(
    work: UnitOfWork, row: Outgoing, profiles: Mapping[str, PracticeProfile], mails: bool = False
) -> bool:
    """Whether a reminder that came too late was the last word on a thing that is still to be done."""
    same = work.find(Outgoing, case_id=row.case_id, subject_id=row.subject_id, to=row.to, message=row.message)
    followed = any(
        one.id != row.id and (one.state in GOES or ((heard := heard_at(work, one)) and heard > row.due_at))
        for one in same
    )
    return not followed and still_wanted(work, row, profiles, mails) is not None


def _in_turn(row: Outgoing) -> tuple[datetime, str]:
    return row.due_at, row.id


def _case_of(acting: Acting, row_id: str) -> str:
    with acting.agency.units(acting.workspace_id, acting.user, read_only=True) as work:
        return work.get(Outgoing, row_id).case_id or ""


def _waiting(on: OnCase, row_id: str) -> Outgoing:
    row = on.work.get(Outgoing, row_id)
    if row.case_id != on.case.id or not is_reminder(row.key):
        raise NotFound("reminder", id=row_id)
    if row.state is not Sending.PENDING:
        raise NotNow("reminder_gone")
    return row


def _asking(on: OnCase, row: Outgoing) -> Asking:
    usual = remind_when(on.profile).quiet
    zone = zone_of(on.work, row.to, on.case.zone)
    quiet = quiet_of(on.work, row.to, usual)
    same = on.work.find(Outgoing, case_id=on.case.id, subject_id=row.subject_id, to=row.to)
    heard = (heard_at(on.work, one) for one in same if is_reminder(own_key(one.key)))
    just_now = [one for one in heard if one is not None and on.work.now - one < JUST_NOW]
    return Asking(
        ahead=_ahead(on, row),
        quiet=quiet.over_at(on.work.now, zone) > on.work.now,
        reminded_at=max(just_now, default=None),
        there=on.work.now,
    )


def _ahead(on: OnCase, row: Outgoing) -> Ahead:
    """Whom it concerns is named where that is another than the reader: whom to call, whose copy."""
    about = on.work.get(Person, row.person_id) if row.person_id else None
    to, by_mail = _reader(on, row), row.to.startswith(BY_MAIL)
    return Ahead(
        id=row.id,
        kind=row.message.partition(":")[2],
        at=row.due_at,
        zone=on.case.zone if by_mail else zone_of(on.work, row.to, on.case.zone),
        to=to,
        by_mail=by_mail,
        about=about.name if about and about.name != to else None,
    )


def _reader(on: OnCase, row: Outgoing) -> str:
    if row.to.startswith(BY_MAIL):
        return on.person(row.to.removeprefix(BY_MAIL)).name
    here = next((one for one in on.people.values() if one.slack_user == row.to), None)
    if here is not None:
        return here.name
    member = on.work.first(StaffMember, slack_user=row.to)
    return (member.name if member else None) or ""
