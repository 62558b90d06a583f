"""What the fault run goes through, drawn from a seed: who is reminded of what and when, and what changes."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

ZONES = ("America/Chicago", "America/Denver", "America/New_York", "America/Phoenix", "Australia/Melbourne")
PLACES_NOT_READ = 6


class Fate(StrEnum):
    """What becomes of the thing that somebody is to be reminded of."""

    STANDS = "stands"
    DONE = "done"
    CLOSED = "closed"
    MOVED = "moved"
    SHORT = "short"  # over before the bot is back


@dataclass(frozen=True)
class Part:
    """A stretch of time: it begins at this moment, and all bots were away for as long before it."""

    name: str
    begins: datetime
    away: timedelta = timedelta(0)


# Clocks go forward in Chicago at 8:00 UTC; a week without any bot; clocks go back at 7:00 UTC.
PARTS = (
    Part("clocks go forward", datetime(2027, 3, 14, 8, 29, 30, tzinfo=UTC)),
    Part("after a week away", datetime(2027, 3, 21, 8, 29, 30, tzinfo=UTC), timedelta(days=6)),
    Part("clocks go back", datetime(2027, 11, 7, 6, 29, 30, tzinfo=UTC)),
)
LASTS = timedelta(seconds=75)


@dataclass(frozen=True)
class Wanted:
    """One reminder, as people meant it: wall time and zone; `to` counts people, or below 0 channels."""

    number: int
    part: int
    to: int
    wall: datetime
    zone: str
    lasts: timedelta
    fate: Fate
    together: bool = False

    @property
    def thing(self) -> str:
        """What it is about, as its message names it."""
        return f"thing-{self.number:05}"


def draw(seed: int, count: int, people: int) -> Sequence[Wanted]:
    """So many reminders to so many people, in all parts alike."""
    chance = random.Random(seed)
    return [_one(chance, number, people) for number in range(count)]


def _one(chance: random.Random, number: int, people: int) -> Wanted:
    part = number % len(PARTS)
    begins, away = PARTS[part].begins, PARTS[part].away
    zone = chance.choice(ZONES)
    moment = begins + chance.random() * LASTS
    if away and chance.random() < 0.5:
        moment = begins - chance.random() * away
    fates = [Fate.STANDS] * 12 + [Fate.DONE, Fate.CLOSED, Fate.MOVED]
    fate = chance.choice(fates)
    lasts = timedelta(days=1)
    if away and moment < begins - timedelta(hours=2):
        lasts = timedelta(days=9)
        if chance.random() < 0.3:
            fate, lasts = Fate.SHORT, timedelta(hours=1)
    unread = chance.random() < 0.03
    to = -1 - number % PLACES_NOT_READ if unread else number // len(PARTS) % people
    together = not unread and chance.random() < 0.2
    return Wanted(number, part, to, _wall(moment, zone), zone, lasts, fate, together)


def _wall(moment: datetime, zone: str) -> datetime:
    """A wall time that means about this moment: in the missing hour of Chicago, one that never shows."""
    wall = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
    in_the_gap = zone == "America/Chicago" and (wall.month, wall.day, wall.hour) == (3, 14, 3)
    return wall - timedelta(hours=1) if in_the_gap and wall.second % 2 else wall
