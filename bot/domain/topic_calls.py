"""When somebody is asked what to talk about: at the first call, once before the last, or as they wished."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.domain.conference import Conference
from bot.domain.dates import to_wall

DAY = timedelta(days=1)
# Somebody for one conference: (conference id, person id).
Of = tuple[str, str]


@dataclass(frozen=True)
class CallDays:
    """How many days before a conference the first call is, and the last."""

    first: int
    last: int


@dataclass(frozen=True, kw_only=True)
class CallsSoFar:
    """Who answered (also: has no topics), whom staff asked by hand, and when who wished to be asked later."""

    answered: frozenset[Of] = frozenset()
    asked: frozenset[Of] = frozenset()
    later: Mapping[Of, date] = field(default_factory=dict)


@dataclass(frozen=True)
class Ask:
    """One time at which somebody is asked; `slot` is the same however often it is reckoned."""

    slot: str
    on: date


def first_call(conference: Conference, days: CallDays) -> date:
    """The day from which people are asked."""
    return _day(conference) - days.first * DAY


def last_call(conference: Conference, days: CallDays) -> date:
    """The day until which people are asked."""
    return _day(conference) - days.last * DAY


def asks(
    conference: Conference, days: CallDays, invited_on: date | None, later: date | None = None
) -> Iterator[Ask]:
    """When somebody is asked: at the first call, or on the day after they were invited, and before the last.

    Who wished to be asked later is asked on the day after, and not before.
    """
    last = last_call(conference, days)
    begin = max(first_call(conference, days), invited_on + DAY if invited_on else date.min)
    found = [Ask("first", begin)]
    if last - DAY > begin:
        found.append(Ask(f"last-{last:%Y%m%d}", last - DAY))
    if later is not None:
        after = later + DAY
        found = [Ask(f"later-{after:%Y%m%d}", after), *(one for one in found if one.on > after)]
    yield from (one for one in found if one.on <= last)


def _day(conference: Conference) -> date:
    return to_wall(conference.starts_at, conference.zone).date()
