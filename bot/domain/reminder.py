"""One reminder, how long ahead each kind comes, and what must be known to reckon them: no words."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from bot.domain.quiet_hours import Quiet
from bot.domain.topic_calls import CallDays

PREFIX = "reminder:"
# How a kind ends that asks staff to call somebody.
CALL = "_call"
# What would come too late so soon goes before what has the day.
HASTE = timedelta(hours=4)
# `to` of what goes by e-mail: the person's id, never the address, which is looked up as it goes.
BY_MAIL = "mail:"
# What staff send at once, out of its turn: the same thing by another key.
NOW = "now:"
# A reminder that stands in Slack, said anew in its place because something in it is over.
SAID_BEFORE = "reminder_said"
# A question after the meeting, changed in its place: it is closed, or open again.
ASKED_BEFORE = "question_said"
# What is only ever changed where it stands: whoever deleted it needs no other.
IN_PLACE_ONLY = (SAID_BEFORE, ASKED_BEFORE)


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """One message to one Slack user, or by e-mail to a person without Slack.

    `person_id` is whom it concerns. Kinds: conference, topics, topic_calls, need, task, clock, follow_up,
    copy, endorsement, sent_back, reply, silence, acknowledgement, withdrawal, consent, escalation. What
    staff are asked to call somebody about ends in `_call`. `subject_id` is the id of what it is about, or
    the clock's name in the practice profile. `ends_at` is when the thing itself is over, where it ends.
    """

    kind: str
    subject_id: str
    to: str
    slot: str
    due_at: datetime
    expires_at: datetime
    person_id: str | None = None
    ends_at: datetime | None = None

    @property
    def message(self) -> str:
        """The message's name, for whoever composes it."""
        return PREFIX + self.kind

    @property
    def can_wait(self) -> bool:
        """Whether it may go after others when many fall due at once."""
        return self.expires_at - self.due_at > HASTE

    def key(self, case_id: str) -> str:
        """The same for the same thing, person and slot, however often it is reckoned.

        One worker has to call each person about one meeting: such a key says whom, or all but one get lost.
        """
        whom = f":{self.person_id}" if self.kind.endswith(CALL) else ""
        return f"{PREFIX}{case_id}:{self.kind}:{self.subject_id}:{self.to}:{self.slot}{whom}"


@dataclass(frozen=True, kw_only=True)
class RemindWhen:
    """How long ahead, as the practice profile says; day reminders come at `morning` where the reader is."""

    conference_days: tuple[int, ...] = (1,)
    conference_hours: tuple[int, ...] = (2,)
    task_days: tuple[int, ...] = (3, 0)
    task_days_after: tuple[int, ...] = (3,)
    clock_days: tuple[int, ...] = (30, 14, 3)
    copy_days: tuple[int, ...] = (1, 0)
    endorsement_days_after: tuple[int, ...] = (2, 5)
    reply_days: tuple[int, ...] = (3, 0)
    # First as long after its day as a step is asked about again, then each week.
    reply_days_after: tuple[int, ...] = (3, 10, 17, 24, 31)
    need_days: tuple[int, ...] = (5, 2)
    # Asked twice more at most: silence is an answer that nobody has to explain.
    asked_days_after: tuple[int, ...] = (3, 7)
    consent_days: tuple[int, ...] = (14, 3)
    # So many days after its day a step of these groups goes to the supervisor, once; None: never.
    escalate_after: int | None = None
    escalate_of: frozenset[str] = frozenset()
    topics: CallDays | None = None
    # After so many days without contact; a number that was set on a day counts from the next morning.
    quiet_days: int | None = None
    quiet_days_set_on: date | None = None
    morning: time = time(9)
    quiet: Quiet = field(default_factory=Quiet)


def is_reminder(key: str) -> bool:
    """Whether an outbox key is a reminder's in its turn; those keep quiet hours."""
    return key.startswith(PREFIX)


def now_key(key: str, day: date) -> str:
    """The key of the same reminder, sent at once by staff: once a day."""
    return f"{NOW}{day:%Y%m%d}:{key}"


def own_key(key: str) -> str:
    """The reminder's own key, also of one that staff sent at once."""
    return key.split(":", 2)[2] if key.startswith(NOW) else key
