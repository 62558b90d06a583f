"""When nobody is disturbed: from evening to morning on the reader's own clock, and on weekends by wish."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.domain.dates import to_utc, to_wall
from bot.domain.kept import Kept

SATURDAY = 5


@dataclass(frozen=True, kw_only=True)
class OwnTimes(Kept):
    """When one Slack user wants no reminders, by their own word: for all of their cases.

    `start` and `end` are wall times (HH:MM) where they are.
    """

    slack_user: str
    start: str
    end: str
    weekends: bool = False


@dataclass(frozen=True)
class Quiet:
    """From one wall time to the next, over midnight when it ends before it starts; maybe on weekends too."""

    start: time = time(20)
    end: time = time(8)
    weekends: bool = False

    @classmethod
    def wished(cls, own: OwnTimes) -> "Quiet":
        """As somebody set it for themself."""
        return cls(time.fromisoformat(own.start), time.fromisoformat(own.end), own.weekends)

    def holds(self, at: time) -> bool:
        """Whether this wall time is quiet; the hour of `end` itself is not."""
        if self.start <= self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end

    def over_at(self, moment: datetime, zone: str) -> datetime:
        """The moment itself when it disturbs nobody, else when the quiet ends."""
        wall = to_wall(moment, zone)
        if self.weekends and wall.weekday() >= SATURDAY:
            monday = wall.date() + timedelta(days=7 - wall.weekday())
            return self.over_at(to_utc(datetime.combine(monday, time(0)), zone), zone)
        if not self.holds(wall.time()):
            return moment
        day = wall.date() if wall.time() < self.end else wall.date() + timedelta(days=1)
        return self.over_at(to_utc(datetime.combine(day, self.end), zone), zone)
