"""What waits to go out, what came in, what falls due, and half-filled forms."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.kept import Kept, Words


class Sending(StrEnum):
    """pending -> sending (leased) -> sent | dropped | failed; `unknown` is looked up before a new try."""

    PENDING = "pending"
    SENDING = "sending"
    UNKNOWN = "unknown"
    SENT = "sent"
    DROPPED = "dropped"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class Outgoing(Kept):
    """One message to one place. Its words are rendered when it goes, from the record as it is then.

    `key` is unique: what it is about, its kind, the person, the slot. `to` is a Slack user or channel.
    `message` names the words file; `subject_id` what it is about. `ts` is Slack's once it is known.
    `can_wait`: when many go at once, it goes after those for which somebody waits.
    """

    key: str
    to: str
    message: str
    subject_id: str
    due_at: datetime
    case_id: str | None = None
    person_id: str | None = None
    expires_at: datetime | None = None
    state: Sending = Sending.PENDING
    attempts: int = 0
    lease_until: datetime | None = None
    first_tried_at: datetime | None = None
    sent_at: datetime | None = None
    channel_id: str | None = None
    ts: str | None = None
    why: str | None = None
    can_wait: bool = False


@dataclass(frozen=True, kw_only=True)
class Received(Kept):
    """A delivery from Slack, by its own key; an event's body is kept until it has been worked."""

    key: str
    received_at: datetime
    body: Words | None = None
    done_at: datetime | None = None
    attempts: int = 0


@dataclass(frozen=True, kw_only=True)
class Draft(Kept):
    """A half-filled form of one user, offered again when they open it; `values` is JSON."""

    slack_user: str
    form: str
    subject_id: str
    values: Words
    saved_at: datetime


@dataclass(frozen=True, kw_only=True)
class Answer(Kept):
    """One answer of a guided conversation, by the step's name (never by its place in the list)."""

    conversation: str
    subject_id: str
    slack_user: str
    step: str
    value: Words
    answered_at: datetime
