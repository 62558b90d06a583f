"""Calendar arithmetic that a deadline can be trusted to: days, months, ages, local time to UTC."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class UnknownZone(ValueError):
    """No time zone has this name."""


def add_days(day: date, count: int) -> date:
    """Count calendar days; a weekend or a holiday counts and moves nothing."""
    return day + timedelta(days=count)


def add_months(day: date, count: int) -> date:
    """Count calendar months; where the month is too short, its last day (31 May + 9 = 28 February)."""
    years, month = divmod(day.month - 1 + count, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def weekday(day: date) -> str:
    """The day's name as an id, the same in every language and locale."""
    return WEEKDAYS[day.weekday()]


def age_on(birth: date, day: date) -> int:
    """Completed years. A child born on 29 February is a year older on 1 March of a common year."""
    had_birthday = (day.month, day.day) >= (birth.month, birth.day)
    return day.year - birth.year - (not had_birthday)


def zone_named(name: str) -> ZoneInfo:
    """The IANA zone of that name. Raises UnknownZone."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise UnknownZone(name) from problem


def to_utc(wall: datetime, zone: str) -> datetime:
    """The moment at which clocks in `zone` show this time.

    When clocks go forward, a time that never shows moves forward with them (2:30 becomes 3:30).
    When they go back, a time that shows twice means the first.
    """
    if wall.tzinfo is not None:
        raise ValueError("a wall time carries no zone of its own")
    return wall.replace(tzinfo=zone_named(zone), fold=0).astimezone(UTC)


def to_wall(moment: datetime, zone: str) -> datetime:
    """What clocks in `zone` show at that moment."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a zone")
    return moment.astimezone(zone_named(zone)).replace(tzinfo=None, fold=0)


def is_shown(wall: datetime, zone: str) -> bool:
    """Whether clocks in `zone` ever show this time; False in the hour that spring skips."""
    return to_wall(to_utc(wall, zone), zone) == wall


def is_shown_twice(wall: datetime, zone: str) -> bool:
    """Whether clocks in `zone` show this time twice; True in the hour that autumn repeats."""
    there = wall.replace(tzinfo=zone_named(zone))
    return is_shown(wall, zone) and there.replace(fold=0).utcoffset() != there.replace(fold=1).utcoffset()
