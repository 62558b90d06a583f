"""Reminders that fall due together go out together: one message for one person, each thing in it once.

The first one that goes takes the others with it: they are dropped, and their `why` names it. Whoever
composes it looks each of them up again. Should it not go after all, they are let go and go on their own.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.delivery import Outgoing, Sending
from bot.domain.errors import SomeoneElseChangedThis
from bot.domain.reminder import is_reminder
from bot.services.ports import UnitOfWork, Units

WITH = "with:"
# What went with another and is over since; the rest of that message still stands.
OVER = "over:"
# More than so many at once become one message; two of the same kind always do.
ENOUGH = 3
# What one message holds: Slack draws 50 blocks, and each thing takes two.
MOST = 20
# Our own pace spreads what fell due at the same moment over the seconds after it.
SAME_MOMENT = timedelta(minutes=2)
# What is answered in its own message, question by question, goes alone.
CONVERSATION = "reminder:topics"
# And so does what may have to wait for something else to be said first.
ALONE = (CONVERSATION, "reminder:escalation")


def gather(units: Units, row: Outgoing, now: datetime) -> None:
    """Let this reminder take along what is due for the same person at the same moment."""
    if row.message in ALONE:
        return
    with units(row.workspace_id, "system", read_only=True) as work:
        if not _companions(work, row, now):
            return
    with units(row.workspace_id, "system") as work:
        _hold(work, row)
        for one in _companions(work, row, now):
            for older in carried(work, one):
                work.replace(replace(older, why=WITH + row.id))
            work.replace(replace(one, state=Sending.DROPPED, why=WITH + row.id))
        work.commit()


def carried(work: UnitOfWork, row: Outgoing) -> tuple[Outgoing, ...]:
    """The reminders that go with this one."""
    return work.find(Outgoing, to=row.to, why=WITH + row.id)


def said_with(work: UnitOfWork, row: Outgoing) -> tuple[Outgoing, ...]:
    """The reminders that went with this one, those that are over since as well."""
    return work.find(Outgoing, to=row.to, why=(WITH + row.id, OVER + row.id))


def leader_of(work: UnitOfWork, row: Outgoing) -> Outgoing | None:
    """The reminder with which this one went; None where it went with none."""
    kind, _, leader = (row.why or "").partition(":")
    if row.state is not Sending.DROPPED or f"{kind}:" not in (WITH, OVER):
        return None
    return work.get(Outgoing, leader)


def heard_at(work: UnitOfWork, row: Outgoing) -> datetime | None:
    """When its reader got it, by itself or with the one it went with; None: not yet."""
    leader = leader_of(work, row)
    return leader.sent_at if leader else row.sent_at


def release(units: Units, row: Outgoing) -> None:
    """This one does not go: what it took along waits for itself again."""
    with units(row.workspace_id, "system", read_only=True) as work:
        if not carried(work, row):
            return
    with units(row.workspace_id, "system") as work:
        _hold(work, row)
        let_go(work, row)
        work.commit()


def let_go(work: UnitOfWork, row: Outgoing) -> None:
    """What this one took along waits for itself again."""
    for one in carried(work, row):
        work.replace(alone(one, work.now))


def alone(row: Outgoing, now: datetime) -> Outgoing:
    """The reminder as it goes by itself after all."""
    return replace(row, state=Sending.PENDING, why=None, due_at=now)


def left_behind(work: UnitOfWork, row: Outgoing) -> bool:
    """Whether the one with which it was to go was dropped and never came to stand in Slack."""
    leader = leader_of(work, row)
    return leader is not None and leader.state is Sending.DROPPED and leader.ts is None


def _hold(work: UnitOfWork, row: Outgoing) -> None:
    """Raises SomeoneElseChangedThis where another worker has taken the row over.

    Nobody can take it until this work is kept. Whoever was stopped for longer than the lease would else
    tie reminders to a message that went without them, or let go what has been said.
    """
    if work.get(Outgoing, row.id) != row:
        raise SomeoneElseChangedThis("outgoing", id=row.id)
    work.replace(row)  # changes nothing, but waits for whoever is changing it, and keeps others out


def _companions(work: UnitOfWork, row: Outgoing, now: datetime) -> Sequence[Outgoing]:
    waiting = [
        one
        for one in work.find(Outgoing, to=row.to, state=Sending.PENDING)
        if is_reminder(one.key)
        and one.message not in ALONE
        and one.due_at <= now + SAME_MOMENT
        and (one.expires_at is None or one.expires_at > now)
    ]
    already = len(carried(work, row)) + 1
    if already + len(waiting) <= ENOUGH:
        waiting = [one for one in waiting if one.message == row.message]
    return waiting[: max(0, MOST - already)]
