"""What happened when in one case, and which event stands in for one that nobody recorded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.domain.clock_rules import StandIn
from bot.domain.sources import Mark

Event = tuple[str, date]


@dataclass(frozen=True)
class Start:
    """The event that a clock runs from, and whether it stands in for the one that the rule names."""

    event: str
    on: date
    mark: Mark
    stands_for: str | None = None


@dataclass(frozen=True)
class Stretch:
    """Some time with its first day, and the day on which it was over; None: it goes on."""

    since: date
    until: date | None


class Diary:
    """The events of a case. Those after today have not happened: they start no clock and meet none."""

    def __init__(self, stand_ins: Iterable[StandIn], events: tuple[Event, ...], today: date) -> None:
        self.today = today
        self._events = events
        self._stand_ins = {stand_in.event: stand_in for stand_in in stand_ins}

    def days(self, name: str) -> list[date]:
        """Every day of it, those to come too."""
        return sorted(day for event, day in self._events if event == name)

    def last(self, name: str) -> date | None:
        """The last time that it happened."""
        return max((day for day in self.days(name) if day <= self.today), default=None)

    def next(self, name: str) -> date | None:
        """The next time that it will happen, today included."""
        return min((day for day in self.days(name) if day >= self.today), default=None)

    def first_since(self, name: str, since: date) -> date | None:
        """The first time that it happened on a day or later."""
        return min((day for day in self.days(name) if since <= day <= self.today), default=None)

    def start(self, name: str) -> Start | None:
        """The event itself, or the first recorded one that stands in for it."""
        on = self.last(name)
        if on is not None:
            # What was recorded takes nothing from the rule's own mark.
            return Start(name, on, Mark.CONFIRMED)
        stand_in = self._stand_ins.get(name)
        for other in stand_in.taken_from if stand_in else ():
            if stand_in and (on := self.last(other)):
                return Start(other, on, stand_in.mark, stands_for=name)
        return None

    def stretches(self, begun_by: Iterable[str], ended_by: Iterable[str]) -> tuple[Stretch, ...]:
        """The times between a beginning and the next end, in order; of one day, the end is first."""
        begun, ended = set(begun_by), set(ended_by)
        known = {(day, name in begun) for name, day in self._events if name in begun | ended}
        found: list[Stretch] = []
        since: date | None = None
        for day, begins in sorted(known):
            if day > self.today:
                break
            if begins and since is None:
                since = day
            elif not begins and since is not None:
                found.append(Stretch(since, day))
                since = None
        return (*found, Stretch(since, None)) if since else tuple(found)
