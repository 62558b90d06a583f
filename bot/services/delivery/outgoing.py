"""Putting a message for one person, or for a channel, into the outbox."""

from dataclasses import replace

from bot.domain.delivery import Outgoing, Sending
from bot.domain.people import Person
from bot.services.acting import OnCase
from bot.services.ports import UnitOfWork


def direct(on: OnCase, person: Person, message: str, subject_id: str, key: str) -> Outgoing:
    """A direct message to somebody with Slack; `key` keeps it from going out twice."""
    return to_user(on, person.slack_user or "", message, subject_id, key, person.id)


def to_user(
    on: OnCase, to: str, message: str, subject_id: str, key: str, person_id: str | None = None
) -> Outgoing:
    """A message to a Slack user, who need not be a person of the case (an endorser), or to a channel."""
    return Outgoing(
        workspace_id=on.work.workspace_id,
        id=on.work.new_id(),
        key=key,
        to=to,
        message=message,
        subject_id=subject_id,
        due_at=on.work.now,
        case_id=on.case.id,
        person_id=person_id,
    )


def once_more(work: UnitOfWork, row: Outgoing, key: str) -> Outgoing:
    """The same message as one that goes now, under another key: nothing was tried yet."""
    return replace(
        row,
        id=work.new_id(),
        version=1,
        key=key,
        due_at=work.now,
        state=Sending.PENDING,
        attempts=0,
        lease_until=None,
        first_tried_at=None,
        sent_at=None,
        why=None,
    )
