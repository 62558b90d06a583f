"""Clocks of every profile over a hundred years of dates, held against a second way to count: day by day."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.clock_rules import Clock, ClockKind
from bot.domain.clocks import Event, due_dates
from bot.domain.conditions import FACTS, CaseFacts
from bot.domain.diary import Stretch
from bot.domain.time_in_care import Limit, reached, without
from bot.profiles import profile

PROFILES = ("us-ks", "us-ct", "us-ga", "au-vic", "us-federal-floor")
DAYS = st.dates(date(1980, 1, 1), date(2079, 12, 31))
ONE_DAY = timedelta(days=1)
# Old enough for each clock that asks for an age, and every other condition holds.
GROWN = CaseFacts(birth_dates=(date(1960, 1, 1),), answers=dict.fromkeys(FACTS, True))


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
@example(base=date(2024, 2, 29), held_after=366)
@example(base=date(2023, 5, 31), held_after=92)
@example(base=date(2096, 2, 29), held_after=2)
@pytest.mark.parametrize("name", PROFILES)
def test_each_clock_says_what_a_wall_calendar_says(name: str, base: date, held_after: int) -> None:
    for clock in profile(name).clocks:
        if clock.kind in (ClockKind.UNSET, ClockKind.COUNTER):
            continue
        assert alone(name, clock, [(clock.from_event, base)], base) == by_hand(clock, base)
        if clock.repeat_from and clock.repeat_from != clock.from_event:
            held = walked_days(base, held_after)
            months, days = clock.repeat_months, clock.repeat_days or 0
            again = walked_months(held, months) if months else walked_days(held, days)
            assert alone(name, clock, [(clock.from_event, base), (clock.repeat_from, held)], held) == again


def alone(name: str, clock: Clock, events: list[Event], today: date) -> date:
    """What the product says for one clock, which its arithmetic must say too."""
    found = next(one for one in due_dates(profile(name), events, today, GROWN) if one.clock_id == clock.id)
    assert found.reckoning.result == found.due
    return found.due


@settings(deadline=None)
@given(birth=DAYS, days=st.integers(0, 4000), after=st.integers(0, 700))
@example(birth=date(2020, 2, 29), days=2556, after=0)
@example(birth=date(2020, 2, 29), days=2557, after=10)
def test_georgia_gives_nine_months_to_a_child_under_seven_at_the_petition_else_twelve(
    birth: date, days: int, after: int
) -> None:
    petition = birth + timedelta(days=days)
    entry = petition + timedelta(days=after)
    facts = CaseFacts(birth_dates=(birth - timedelta(days=4000), birth))
    events = [("petition", petition), ("foster_care_entry", entry)]
    due = {one.clock_id: one for one in due_dates(profile("us-ga"), events, entry, facts)}[
        "permanency_hearing"
    ]
    seventh = (birth.year + 7, birth.month, birth.day)
    young = (petition.year, petition.month, petition.day) < seventh
    assert due.due == walked_months(entry, 9 if young else 12)


@settings(deadline=None)
@given(base=DAYS, limit=st.integers(1, 200), lengths=st.lists(st.integers(1, 60), max_size=6))
@example(base=date(2024, 2, 10), limit=20, lengths=[1, 30])
def test_days_on_which_a_clock_stood_still_neither_pass_nor_are_due(
    base: date, limit: int, lengths: list[int]
) -> None:
    """By turns it runs and stands still; a last stretch without an end is left out."""
    days = [base - ONE_DAY]
    for length in lengths[: len(lengths) // 2 * 2]:
        days.append(walked_days(days[-1], length))
    pauses = list(zip(days[1::2], days[2::2], strict=True))
    rule = next(clock for clock in profile("us-ks").clocks if clock.id == "initial_conference")
    pausing = replace(rule, within_days=limit, paused_by=("removal",), resumed_by=("narrative_entered",))
    events = [(rule.from_event, base)]
    events += [("removal", since) for since, _ in pauses] + [("narrative_entered", end) for _, end in pauses]
    alone_here = replace(profile("us-ks"), clocks=(pausing,))
    (found,) = due_dates(alone_here, events, walked_days(base, 1000))
    assert found.due == walked_while_running(base, limit, pauses)


def walked_while_running(base: date, limit: int, pauses: list[tuple[date, date]]) -> date:
    """Day by day: one that stands still is skipped, and the last one must not stand still either."""
    day, left = base, limit
    while True:
        if not any(since <= day < until for since, until in pauses):
            if left == 0:
                return day
            left -= 1
        day += ONE_DAY


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
