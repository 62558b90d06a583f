"""Calendar arithmetic at its edges."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import dates


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [
        (date(2026, 5, 31), 9, date(2027, 2, 28)),
        (date(2027, 5, 31), 9, date(2028, 2, 29)),
        (date(2026, 3, 2), 6, date(2026, 9, 2)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 31), 12, date(2027, 1, 31)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
    ],
)
def test_months_are_calendar_months_clipped_to_the_last_day(start: date, months: int, due: date) -> None:
    assert dates.add_months(start, months) == due


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 240))
def test_months_never_leave_the_month_that_was_meant(start: date, months: int) -> None:
    due = dates.add_months(start, months)
    assert (due.year * 12 + due.month) - (start.year * 12 + start.month) == months
    assert due.day == start.day or (due.day < start.day and dates.add_days(due, 1).day == 1)


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (date(2016, 8, 14), date(2026, 3, 18), 9),
        (date(2016, 8, 14), date(2026, 8, 13), 9),
        (date(2016, 8, 14), date(2026, 8, 14), 10),
        (date(2012, 2, 29), date(2026, 2, 28), 13),
        (date(2012, 2, 29), date(2026, 3, 1), 14),
    ],
)
def test_age_is_in_completed_years(birth: date, day: date, age: int) -> None:
    assert dates.age_on(birth, day) == age


def test_a_wall_time_becomes_a_moment() -> None:
    assert dates.to_utc(datetime(2026, 3, 18, 15, 30), "America/Chicago") == datetime(
        2026, 3, 18, 20, 30, tzinfo=UTC
    )


def test_a_time_that_spring_skips_moves_forward() -> None:
    skipped = datetime(2026, 3, 8, 2, 30)
    moment = dates.to_utc(skipped, "America/Chicago")
    assert dates.to_wall(moment, "America/Chicago") == datetime(2026, 3, 8, 3, 30)
    assert not dates.is_shown(skipped, "America/Chicago")
    assert dates.is_shown(datetime(2026, 3, 8, 3, 30), "America/Chicago")


def test_a_time_that_autumn_shows_twice_is_the_first() -> None:
    moment = dates.to_utc(datetime(2026, 11, 1, 1, 30), "America/Chicago")
    assert moment == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize("name", ["Kansas/Nowhere", "", "../etc/passwd"])
def test_an_unknown_zone_is_named(name: str) -> None:
    with pytest.raises(dates.UnknownZone):
        dates.to_utc(datetime(2026, 3, 18, 15, 30), name)


def test_a_moment_and_a_wall_time_are_never_confused() -> None:
    with pytest.raises(ValueError, match="no zone of its own"):
        dates.to_utc(datetime(2026, 3, 18, tzinfo=UTC), "America/Chicago")
    with pytest.raises(ValueError, match="needs a zone"):
        dates.to_wall(datetime(2026, 3, 18), "America/Chicago")
