"""What comes of a deadline rule in a case: a date and how it was reckoned, or why there is none."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.dates import add_days, add_months, weekday
from bot.domain.sources import Mark


class Caveat(StrEnum):
    """What a reader must know beside a due date."""

    STAND_IN_EVENT = "stand_in_event"
    SHORTER_FOR_YOUNGER_CHILD = "shorter_for_younger_child"
    AGE_TAKEN_AT_START = "age_taken_at_start"
    HOURS_COUNTED_AS_DAYS = "hours_counted_as_days"
    MAY_BE_SHORTER = "may_be_shorter"
    ONE_COUNT_FOR_ALL_CHILDREN = "one_count_for_all_children"


class OpenBecause(StrEnum):
    """Why a clock has no due date yet."""

    EVENT_NOT_RECORDED = "event_not_recorded"
    ANSWER_NOT_RECORDED = "answer_not_recorded"
    LENGTH_NOT_CONFIRMED = "length_not_confirmed"
    STANDS_STILL = "stands_still"
    NOT_IN_CARE = "not_in_care"


@dataclass(frozen=True)
class Reckoning:
    """How a due date came about: `base` plus or minus days or months, plus days that did not count."""

    base: date
    amount: int
    unit: str
    stood_still: int = 0

    @property
    def result(self) -> date:
        """The day that comes out."""
        counted = (add_months if self.unit == "months" else add_days)(self.base, self.amount)
        return add_days(counted, self.stood_still)


@dataclass(frozen=True)
class NextLength:
    """The length that a rule will have for what begins on or after a day."""

    from_day: date
    amount: int
    unit: str


@dataclass(frozen=True, kw_only=True)
class DueDate:
    """A date that falls due, with everything a person needs to check it by hand.

    `steps` are the events that meet it, each with its day or None. `stands_for` is the event that
    the rule names when another stood in for it. `done_by` are the events with which it is done: those
    that meet it, or the one from which it repeats. `at_most` is what the rule alone says where
    supervision set a shorter time. `next_length` is a change of the rule that does not count here yet.
    `child_id` is the child for whom alone it was counted.
    """

    clock_id: str
    profile: str
    from_event: str
    from_date: date
    due: date
    reckoning: Reckoning
    source: str
    mark: Mark
    overdue: bool
    met_on: date | None = None
    steps: tuple[tuple[str, date | None], ...] = ()
    stands_for: str | None = None
    caveats: tuple[Caveat, ...] = ()
    by: tuple[str, ...] = ()
    done_by: tuple[str, ...] = ()
    warn_only: bool = False
    at_most: Reckoning | None = None
    next_length: NextLength | None = None
    child_id: str | None = None

    @property
    def weekday(self) -> str:
        """The day's name as an id; a deadline on a weekend stays there (K-06)."""
        return weekday(self.due)

    @property
    def late(self) -> bool:
        """Whether it was met, but after its day."""
        return self.met_on is not None and self.met_on > self.due

    @property
    def late_steps(self) -> tuple[str, ...]:
        """The parts that came after the day, or that are still missing now that it is over (V-05)."""
        return tuple(name for name, on in self.steps if (self.overdue if on is None else on > self.due))


@dataclass(frozen=True)
class OpenClock:
    """A clock that cannot be reckoned now: why, which events or answers it waits for, and since when."""

    clock_id: str
    because: OpenBecause
    needs: tuple[str, ...]
    source: str
    mark: Mark
    since: date | None = None
    child_id: str | None = None
