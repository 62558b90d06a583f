"""Clocks of every profile over a hundred years of dates, held against a second way to count: day by day."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.clock_rules import Clock, ClockKind
from bot.domain.clocks import Event, due_dates
from bot.domain.diary import Stretch
from bot.domain.time_in_care import Limit, reached, without
from bot.profiles import profile

PROFILES = ("us-ks", "us-ct", "us-ga", "au-vic", "us-federal-floor")
DAYS = st.dates(date(1980, 1, 1), date(2079, 12, 31))
ONE_DAY = timedelta(days=1)


def walked_days(day: date, count: int) -> date:
    """Step by step on a wall calendar, forward or back."""
    for _ in range(abs(count)):
        day = day + ONE_DAY if count > 0 else day - ONE_DAY
    return day


def walked_months(day: date, count: int) -> date:
    """Leaf over month by month; where the last month is too short, its last day."""
    year, month = day.year, day.month
    for _ in range(count):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def by_hand(clock: Clock, base: date) -> date:
    """The rule read aloud: so many days or months after its event, or days before it."""
    if clock.kind is ClockKind.NOTICE:
        return walked_days(base, -(clock.days_before or 0))
    if clock.within_months is not None:
        return walked_months(base, clock.within_months)
    if clock.within_hours is not None:
        return walked_days(base, clock.within_hours // 24)
    return walked_days(base, clock.within_days or 0)


@settings(deadline=None, max_examples=60)
@given(base=DAYS, held_after=st.integers(1, 500))
@pytest.mark.parametrize("name", PROFILES)
def test_each_clock_says_what_a_wall_calendar_says(name: str, base: date, held_after: int) -> None:
    for clock in profile(name).clocks:
        if clock.kind in (ClockKind.UNSET, ClockKind.COUNTER) or clock.when:
            continue
        assert alone(name, clock, [(clock.from_event, base)], base) == by_hand(clock, base)
        if clock.repeat_from and clock.repeat_from != clock.from_event:
            held = walked_days(base, held_after)
            months, days = clock.repeat_months, clock.repeat_days or 0
            again = walked_months(held, months) if months else walked_days(held, days)
            assert alone(name, clock, [(clock.from_event, base), (clock.repeat_from, held)], held) == again


def alone(name: str, clock: Clock, events: list[Event], today: date) -> date:
    """What the product says for one clock, which its arithmetic must say too."""
    found = next(one for one in due_dates(profile(name), events, today) if one.clock_id == clock.id)
    assert found.reckoning.result == found.due
    return found.due


@given(entry=DAYS)
def test_fifteen_months_in_care_without_a_break_are_fifteen_calendar_months(entry: date) -> None:
    found = reached((Stretch(entry, None),), Limit(15, 22))
    assert found is not None
    assert (found.on, found.counted_from) == (walked_months(entry, 15), entry)


@settings(deadline=None, max_examples=25)
@given(
    entry=st.dates(date(2000, 1, 1), date(2030, 12, 31)),
    lengths=st.lists(st.integers(20, 400), min_size=2, max_size=6).filter(lambda some: len(some) % 2 == 0),
)
def test_time_in_care_with_breaks_is_what_counting_each_day_says(entry: date, lengths: list[int]) -> None:
    """Stays and breaks in turn, then care goes on: walk on from the last entry until the limit is reached."""
    stays, day = [], entry
    for stay, gap in zip(lengths[::2], lengths[1::2], strict=True):
        stays.append(Stretch(day, day + timedelta(days=stay)))
        day += timedelta(days=stay + gap)
    stays.append(Stretch(day, None))
    found = reached(tuple(stays), Limit(15, 22))
    assert found is not None
    assert found.on == counted_each_day(stays, day)


def counted_each_day(stays: list[Stretch], day: date) -> date:
    in_care = {
        stay.since + timedelta(days=nth)
        for stay in stays
        for nth in range(((stay.until or day + timedelta(days=800)) - stay.since).days)
    }
    while True:
        start = _months_back(day, 22)
        window = [one for one in sorted(in_care) if start <= one < day]
        if window and len(window) >= (walked_months(window[0], 15) - window[0]).days:
            return day
        day += ONE_DAY


def _months_back(day: date, count: int) -> date:
    year, month = day.year, day.month
    for _ in range(count):
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def test_a_break_is_cut_out_of_a_stay() -> None:
    stay = Stretch(date(2026, 1, 1), None)
    gap = Stretch(date(2026, 3, 1), date(2026, 4, 1))
    assert without((stay,), (gap,)) == (Stretch(stay.since, gap.since), Stretch(date(2026, 4, 1), None))
    assert without((stay,), (Stretch(gap.since, None),)) == (Stretch(stay.since, gap.since),)
    whole = Stretch(date(2026, 3, 5), date(2026, 3, 9))
    assert without((whole,), (gap,)) == ()
    assert without((whole,), (Stretch(date(2025, 1, 1), date(2026, 3, 5)),)) == (whole,)
