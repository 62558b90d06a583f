"""One reminder, how long ahead each kind comes, and what must be known to reckon them: no words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from bot.domain.quiet_hours import Quiet
from bot.domain.topic_calls import CallDays, CallsSoFar

PREFIX = "reminder:"
# What would come too late so soon goes before what has the day.
HASTE = timedelta(hours=4)


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """One message to one Slack user. `person_id` is whom it concerns, who may be someone without Slack.

    Kinds: conference, conference_calls, topics, topic_calls, need, task, task_call, clock, follow_up, copy,
    endorsement, sent_back, reply, silence.
    `subject_id` is the id of what it is about, or the clock's name in the practice profile.
    """

    kind: str
    subject_id: str
    to: str
    slot: str
    due_at: datetime
    expires_at: datetime
    person_id: str | None = None

    @property
    def message(self) -> str:
        """The message's name, for whoever composes it."""
        return PREFIX + self.kind

    @property
    def can_wait(self) -> bool:
        """Whether it may go after others when many fall due at once."""
        return self.expires_at - self.due_at > HASTE

    def key(self, case_id: str) -> str:
        """The same for the same thing, person and slot, however often it is reckoned."""
        return f"{PREFIX}{case_id}:{self.kind}:{self.subject_id}:{self.to}:{self.slot}"


@dataclass(frozen=True, kw_only=True)
class RemindWhen:
    """How long ahead, as the practice profile says; day reminders come at `morning` where the reader is."""

    conference_days: tuple[int, ...] = (1,)
    conference_hours: tuple[int, ...] = (2,)
    task_days: tuple[int, ...] = (3, 0)
    clock_days: tuple[int, ...] = (30, 14, 3)
    copy_days: tuple[int, ...] = (1, 0)
    endorsement_days_after: tuple[int, ...] = (2, 5)
    reply_days: tuple[int, ...] = (3, 0)
    need_days: tuple[int, ...] = (5, 2)
    topics: CallDays | None = None
    # After so many days without contact; a number that was set on a day counts from the next morning.
    quiet_days: int | None = None
    quiet_days_set_on: date | None = None
    morning: time = time(9)
    quiet: Quiet = field(default_factory=Quiet)


@dataclass(frozen=True, kw_only=True)
class Reach:
    """What the record does not say: readers' zones, who supervises the case manager, who named topics."""

    zones: Mapping[str, str] = field(default_factory=dict)
    supervisors: tuple[str, ...] = ()
    topics: CallsSoFar = field(default_factory=CallsSoFar)


def is_reminder(key: str) -> bool:
    """Whether an outbox key is a reminder's; those keep quiet hours."""
    return key.startswith(PREFIX)
