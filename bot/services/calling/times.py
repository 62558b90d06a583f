"""The times of a conference as its form says them: in one zone, neither past nor skipped by clocks."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.domain.dates import is_shown, is_shown_twice, to_utc, to_wall
from bot.domain.errors import AnswersNotUnderstood


def times(values: Mapping[str, Any], now: datetime) -> tuple[datetime, datetime]:
    """Start and end in UTC. Raises AnswersNotUnderstood."""
    walls = {name: datetime.combine(values["date"], values[name]) for name in ("start", "end")}
    starts, ends = (to_utc(wall, values["zone"]) for wall in walls.values())
    problems = _clock_changes(walls, values["zone"])
    if starts < now - timedelta(minutes=1):
        today = to_wall(now, values["zone"]).date()
        problems["date" if values["date"] < today else "start"] = "start_in_past"
    if walls["end"] <= walls["start"]:
        problems["end"] = "end_before_start"
    if problems:
        raise AnswersNotUnderstood(problems)
    return starts, ends


def past_times(
    values: Mapping[str, Any], names: tuple[str, str, str], zone: str, now: datetime
) -> tuple[datetime, datetime]:
    """Start and end of what is over, by the names of its day, start and end. Raises AnswersNotUnderstood."""
    day, begins, finishes = names
    start, end = (to_utc(datetime.combine(values[day], values[name]), zone) for name in (begins, finishes))
    problems = {}
    if values[day] > to_wall(now, zone).date():
        problems[day] = "date_in_future"
    elif start > now:
        problems[begins] = "time_in_future"
    elif end > now:
        problems[finishes] = "time_in_future"
    if end <= start:
        problems[finishes] = "end_before_start"
    if problems:
        raise AnswersNotUnderstood(problems)
    return start, end


def _clock_changes(walls: Mapping[str, datetime], zone: str) -> dict[str, str]:
    """Times that clocks there skip in spring or show twice in autumn: people would come at two times."""
    problems = {}
    for name, wall in walls.items():
        if not is_shown(wall, zone):
            problems[name] = "time_skipped"
        elif is_shown_twice(wall, zone):
            problems[name] = "time_comes_twice"
    return problems
