"""The deadline rules of a practice profile, as data; clocks.py reckons with them."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.conditions import Condition
from bot.domain.sources import Named, Sourced


@dataclass(frozen=True, kw_only=True)
class TriggerEvent(Named):
    """An event that clocks run from. `opens_case`: a case can be opened with it."""

    opens_case: bool = False


@dataclass(frozen=True, kw_only=True)
class StandIn(Sourced):
    """While `event` is not recorded, the first recorded of `taken_from` stands in for it, with a caveat."""

    event: str
    taken_from: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Shorter(Sourced):
    """A shorter time that applies when a condition held on the day of `at_event`."""

    within_months: int
    at_event: str
    when: Condition


class ClockKind(StrEnum):
    """How a clock counts."""

    CALENDAR = "calendar"  # forward from an event
    NOTICE = "notice"  # back from an event to come
    COUNTER = "counter"  # adds up time in care; needs more than dates of events
    UNSET = "unset"  # the duty is known, its length is not: ask the agency


_AMOUNTS: dict[ClockKind, tuple[str, ...]] = {
    ClockKind.CALENDAR: ("within_days", "within_months", "within_hours"),
    ClockKind.NOTICE: ("days_before",),
    ClockKind.COUNTER: (),
    ClockKind.UNSET: (),
}


@dataclass(frozen=True, kw_only=True)
class Clock(Named):
    """A deadline rule. Months are calendar months, and no deadline is ever moved off a weekend.

    It repeats every `repeat_days` or `repeat_months` from the last `repeat_from` that was held. It is
    met when every event of `met_by` happened. `sooner_event` and `may_be_shorter_by` can only bring
    it forward. `profile` is the profile that states it, which may be an included one.
    """

    kind: ClockKind
    from_event: str
    profile: str = ""
    within_days: int | None = None
    within_months: int | None = None
    within_hours: int | None = None
    days_before: int | None = None
    repeat_days: int | None = None
    repeat_months: int | None = None
    repeat_from: str | None = None
    met_by: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    when: Condition | None = None
    shorter: Shorter | None = None
    sooner_event: str | None = None
    may_be_shorter_by: str | None = None
    warn_only: bool = False

    def __post_init__(self) -> None:
        wanted = _AMOUNTS[self.kind]
        given = [name for names in _AMOUNTS.values() for name in names if getattr(self, name) is not None]
        if len(given) != min(len(wanted), 1) or not set(given) <= set(wanted):
            raise ValueError(f"a {self.kind} clock takes {' or '.join(wanted) or 'no length'}, and one alone")
        repeats = [self.repeat_days, self.repeat_months].count(None) == 1
        if repeats != (self.repeat_from is not None):
            raise ValueError("a repeating clock takes repeat_from and one of repeat_days, repeat_months")
