"""When nobody is disturbed: from evening to morning on the reader's own clock."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.domain.dates import to_utc, to_wall


@dataclass(frozen=True)
class Quiet:
    """From one wall time to the next, over midnight when it ends before it starts."""

    start: time = time(20)
    end: time = time(8)

    def holds(self, at: time) -> bool:
        """Whether this wall time is quiet; the hour of `end` itself is not."""
        if self.start <= self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end

    def over_at(self, moment: datetime, zone: str) -> datetime:
        """The moment itself when it disturbs nobody, else when the quiet ends."""
        wall = to_wall(moment, zone)
        if not self.holds(wall.time()):
            return moment
        day = wall.date() if wall.time() < self.end else wall.date() + timedelta(days=1)
        return to_utc(datetime.combine(day, self.end), zone)
