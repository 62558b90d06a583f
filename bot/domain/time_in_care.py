"""How long a child has been in care within the last so many months, and when a limit of it is reached.

Months stay calendar months. The limit counts as reached on the first day on which the days in care within the
window are as many as the limit's months hold, counted from the first day in care in that window.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.dates import add_months
from bot.domain.diary import Stretch

# Months from one day or another differ by no more than this; so far a search may leap and miss nothing.
_SLACK = 6


@dataclass(frozen=True)
class Limit:
    """So many months in care out of the most recent so many."""

    months: int
    of_months: int


@dataclass(frozen=True)
class Reached:
    """The day on which a limit is reached, and the first day in care that counts for it."""

    on: date
    counted_from: date


def without(stays: Sequence[Stretch], breaks: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """The stays with the breaks taken out of them."""
    left = list(stays)
    for gap in breaks:
        left = [part for stay in left for part in _cut(stay, gap)]
    return tuple(left)


def reached(stays: Sequence[Stretch], limit: Limit) -> Reached | None:
    """When the limit is reached if the child stays in care; None while the child is in care no more."""
    if not stays or stays[-1].until is not None:
        return None
    day = stays[-1].since
    while True:
        first, have = _within(stays, add_months(day, -limit.of_months), day)
        need = (add_months(first, limit.months) - first).days
        if have >= need:
            return Reached(day, first)
        day += timedelta(days=max(1, need - have - _SLACK))


def _within(stays: Sequence[Stretch], start: date, end: date) -> tuple[date, int]:
    """The first day in care from `start` until before `end`, and how many such days there are."""
    parts = [(max(stay.since, start), min(stay.until or end, end)) for stay in stays]
    in_care = [(since, until) for since, until in parts if since < until]
    first = min((since for since, _ in in_care), default=end)
    return first, sum((until - since).days for since, until in in_care)


def _cut(stay: Stretch, gap: Stretch) -> list[Stretch]:
    """What is left of a stay on both sides of a gap."""
    after = stay.until is not None and gap.since >= stay.until
    if after or (gap.until is not None and gap.until <= stay.since):
        return [stay]
    before = [Stretch(stay.since, gap.since)] if stay.since < gap.since else []
    goes_on = gap.until is not None and (stay.until is None or gap.until < stay.until)
    return [*before, Stretch(gap.until, stay.until)] if goes_on and gap.until else before
