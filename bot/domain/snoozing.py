"""A reminder put off by its reader: till when, for them alone, and taken back when they wish."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from bot.domain.dates import to_utc, to_wall
from bot.domain.kept import OfCase
from bot.domain.quiet_hours import Quiet
from bot.domain.reminder import Reminder

STILL_WORTH_SAYING = timedelta(days=7)
HOURS = {"in_two_hours": 2}
DAYS = {"tomorrow": 1, "in_three_days": 3, "next_week": 7}
LATER = "-later"
CHOICES = (*HOURS, *DAYS)
MORNING = time(9)
# Whose reminder of what: kind, subject, Slack user.
Of = tuple[str, str, str]


@dataclass(frozen=True, kw_only=True)
class Snooze(OfCase):
    """One Slack user wants no word of one thing until a moment; a newer one takes its place."""

    kind: str
    subject_id: str
    slack_user: str
    at: datetime
    until: datetime
    ended_at: datetime | None = None

    @property
    def of(self) -> Of:
        """Whose reminder of what it puts off."""
        return self.kind, self.subject_id, self.slack_user


def newest_of_each(snoozes: Iterable[Snooze]) -> Mapping[Of, Snooze]:
    """Those that hold, by whose and of what."""
    newest = {one.of: one for one in sorted(snoozes, key=lambda one: one.at)}
    return {of: one for of, one in newest.items() if one.ended_at is None}


def put_off(
    reminders: Iterable[Reminder],
    snoozes: Mapping[Of, Snooze],
    over_at: Callable[[datetime, str], datetime],
) -> Iterator[Reminder]:
    """The reminders with those of a thing that was put off in one, when their reader wished it.

    It takes the place of all that fell due up to then. What fell due before it was put off is over.
    Nothing is put off past the end of what it is about.
    """
    held: dict[Of, list[Reminder]] = {}
    for one in reminders:
        snooze = snoozes.get((one.kind, one.subject_id, one.to))
        if snooze is None or one.due_at > snooze.until:
            yield one
        else:
            held.setdefault(snooze.of, []).append(one)
    for of, ones in held.items():
        yield from _in_one(snoozes[of], max(ones, key=lambda one: one.due_at), over_at)


def _in_one(
    snooze: Snooze, newest: Reminder, over_at: Callable[[datetime, str], datetime]
) -> Iterator[Reminder]:
    due = over_at(snooze.until, snooze.slack_user)
    ends = newest.ends_at or due + STILL_WORTH_SAYING
    if due < ends:
        slot = f"{newest.slot}{LATER}{snooze.until:%Y%m%dT%H%M}"
        yield replace(newest, slot=slot, due_at=due, expires_at=min(ends, due + STILL_WORTH_SAYING))


def first_key(key: str) -> str:
    """The key of the reminder that was put off, of one that comes in its place."""
    return key.partition(LATER)[0]


def until(choice: str, now: datetime, zone: str, quiet: Quiet) -> datetime:
    """The moment that somebody chose, on their own clock, and never within their quiet hours."""
    if choice in HOURS:
        return quiet.over_at(now + timedelta(hours=HOURS[choice]), zone)
    day = to_wall(now, zone).date() + timedelta(days=DAYS[choice])
    return quiet.over_at(to_utc(datetime.combine(day, MORNING), zone), zone)
