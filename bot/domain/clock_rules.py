"""The deadline rules of a practice profile, as data; clocks.py reckons with them."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import reduce
from typing import Any

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
    COUNTER = "counter"  # adds up the months in care within the last so many
    UNSET = "unset"  # the duty is known, its length is not: ask the agency


_AMOUNTS: dict[ClockKind, tuple[str, ...]] = {
    ClockKind.CALENDAR: ("within_days", "within_months", "within_hours"),
    ClockKind.NOTICE: ("days_before",),
    ClockKind.COUNTER: ("within_months",),
    ClockKind.UNSET: (),
}
_EVERY_AMOUNT = ("within_days", "within_months", "within_hours", "days_before")
_REPEATS = ("repeat_days", "repeat_months")
# What a rule names where supervision may set a shorter time in a case.
SUPERVISION = "supervision"
# A change of a rule from an earlier day is a slip of the pen.
LONG_AGO = date(1990, 1, 1)


@dataclass(frozen=True, kw_only=True)
class LengthChange(Sourced):
    """Another length of a clock, for what begins on or after `from_day` (a day such as 2026-12-01).

    What began before keeps its old length: a date that people were told is not moved behind their back.
    """

    from_day: str
    within_days: int | None = None
    within_months: int | None = None
    within_hours: int | None = None
    days_before: int | None = None
    repeat_days: int | None = None
    repeat_months: int | None = None

    def __post_init__(self) -> None:
        if not _is_day(self.from_day):
            raise ValueError(f"from_day: {self.from_day!r} is no day, such as 2026-12-01")
        if self.counts_from < LONG_AGO:
            raise ValueError(f"from_day: {self.from_day!r} is too long ago. Look at the year")
        if not self.lengths:
            raise ValueError(f"{self.from_day}: the change from this day changes no length")

    @property
    def counts_from(self) -> date:
        """The first day on which something that begins has this length."""
        return date.fromisoformat(self.from_day)

    @property
    def lengths(self) -> dict[str, int | None]:
        """What it sets; where one length takes the place of another, the other is let go of."""
        said = {name: getattr(self, name) for name in (*_EVERY_AMOUNT, *_REPEATS)}
        groups = (_EVERY_AMOUNT, _REPEATS)
        used = [names for names in groups if any(said[name] is not None for name in names)]
        return {name: said[name] for names in used for name in names}


def _is_day(words: str) -> bool:
    """As people write it: year, month and day with dashes, and no other way."""
    try:
        return date.fromisoformat(words).isoformat() == words
    except ValueError:
        return False


@dataclass(frozen=True, kw_only=True)
class Clock(Named):
    """A deadline rule. Months are calendar months, and no deadline is ever moved off a weekend.

    It repeats every `repeat_days` or `repeat_months` from the last `repeat_from` that was held. It is
    met when every event of `met_by` happened, or any one of `settled_by`. `sooner_event` and
    `may_be_shorter_by` can only bring it forward. It stands still from an event of `paused_by` to one of
    `resumed_by`. A counter adds up the time from `from_event` to one of `ends_with`, within the last
    `of_months`. `profile` is the profile that states it, which may be an included one.
    """

    kind: ClockKind
    from_event: str
    profile: str = ""
    within_days: int | None = None
    within_months: int | None = None
    within_hours: int | None = None
    days_before: int | None = None
    of_months: int | None = None
    repeat_days: int | None = None
    repeat_months: int | None = None
    repeat_from: str | None = None
    met_by: tuple[str, ...] = ()
    settled_by: tuple[str, ...] = ()
    paused_by: tuple[str, ...] = ()
    resumed_by: tuple[str, ...] = ()
    ends_with: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    when: Condition | None = None
    shorter: Shorter | None = None
    sooner_event: str | None = None
    may_be_shorter_by: str | None = None
    warn_only: bool = False
    changes: tuple[LengthChange, ...] = ()

    def __post_init__(self) -> None:
        wanted = _AMOUNTS[self.kind]
        given = [name for name in _EVERY_AMOUNT if getattr(self, name) is not None]
        if len(given) != min(len(wanted), 1) or not set(given) <= set(wanted):
            raise ValueError(f"a {self.kind} clock takes {' or '.join(wanted) or 'no length'}, and one alone")
        naught = [name for name in (*_EVERY_AMOUNT, *_REPEATS) if getattr(self, name) == 0]
        if naught:
            raise ValueError(f"{naught[0]}: 0 leaves no time at all. Write 1 or more")
        repeats = [self.repeat_days, self.repeat_months].count(None) == 1
        if repeats != (self.repeat_from is not None):
            raise ValueError("a repeating clock takes repeat_from and one of repeat_days, repeat_months")
        if (self.kind is ClockKind.COUNTER) != (self.of_months is not None):
            raise ValueError("of_months belongs to a counter, which needs it")
        if bool(self.paused_by) != bool(self.resumed_by):
            raise ValueError("paused_by and resumed_by go together")
        if self.may_be_set and self.within_days is None:
            raise ValueError("only a rule in days can be set shorter in supervision")
        self._check_changes()

    @property
    def may_be_set(self) -> bool:
        """Whether supervision may set a shorter time in a case (T-16)."""
        return self.may_be_shorter_by == SUPERVISION

    def on(self, day: date) -> "Clock":
        """The rule as it is for what begins on that day."""
        known = [change for change in self._changes_in_turn() if change.counts_from <= day]
        return reduce(Clock._with, known, self)

    def change_after(self, day: date) -> LengthChange | None:
        """The next change of the rule after that day."""
        return next((change for change in self._changes_in_turn() if change.counts_from > day), None)

    def _changes_in_turn(self) -> list[LengthChange]:
        """What a change does not name stays as the one before left it."""
        return sorted(self.changes, key=lambda one: one.counts_from)

    def _check_changes(self) -> None:
        before, last = self, ""
        for change in self._changes_in_turn():
            if change.from_day == last:
                raise ValueError(f"{last}: two changes count from this day. Make them one")
            try:
                then = before._with(change)
            except ValueError as problem:
                raise ValueError(f"{change.from_day}: with the change from this day, {problem}") from None
            if all(getattr(before, name) == length for name, length in change.lengths.items()):
                raise ValueError(f"{change.from_day}: the length is the same before this day")
            before, last = then, change.from_day

    def _with(self, change: LengthChange) -> "Clock":
        said: dict[str, Any] = {**change.lengths, "source": change.source, "mark": change.mark, "changes": ()}
        return replace(self, **said)
