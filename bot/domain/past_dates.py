"""The due dates that stood before: what a clock said until something started it anew (K-08)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.clock_rules import Clock, ClockKind
from bot.domain.clocks import DueDate, Event, due_dates
from bot.domain.conditions import CaseFacts
from bot.domain.profile import PracticeProfile


@dataclass(frozen=True)
class PastDate:
    """A due date that counted until the day `until`, on which `because` started its clock anew."""

    was: DueDate
    until: date
    because: str

    @property
    def in_time(self) -> bool:
        """Whether that was no later than the date."""
        return self.until <= self.was.due


def past_dates(
    profile: PracticeProfile, events: Iterable[Event], today: date, facts: CaseFacts | None = None
) -> tuple[PastDate, ...]:
    """Every due date that gave way to a later one, the newest change first.

    They follow from what is recorded, as the dates of now do: a day that is corrected corrects them too.
    """
    happened = tuple(one for one in events if one[1] <= today)
    running = (clock for clock in profile.clocks if clock.kind is ClockKind.CALENDAR)
    found = [one for clock in running for one in _of(clock, profile, happened, facts)]
    return tuple(sorted(found, key=lambda one: (one.until, one.was.clock_id), reverse=True))


def _of(
    clock: Clock, profile: PracticeProfile, happened: tuple[Event, ...], facts: CaseFacts | None
) -> Iterator[PastDate]:
    alone = replace(profile, clocks=(clock,))
    started = {day: name for name, day in happened if name in (clock.from_event, clock.repeat_from)}
    for day in sorted(started)[1:]:
        until_then = tuple(one for one in happened if one[1] <= day)
        before = tuple(one for one in until_then if one[0] not in started.values() or one[1] < day)
        now = {one.due for one in due_dates(alone, until_then, day, facts)}
        for was in due_dates(alone, before, day, facts):
            # What was met before had come to its end by itself.
            if was.due not in now and was.met_on is None:
                yield PastDate(was, day, started[day])
