"""Calendar files: who wants one, what it says, and how its number grows when the conference changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import dropwhile, pairwise
from typing import NamedTuple
from uuid import NAMESPACE_OID, uuid5

from bot.domain.conference import Conference, ConferenceState
from bot.domain.kept import OfCase
from bot.domain.parting import is_for
from bot.domain.people import Person

WISHES = ("with_place", "without_place", "none")


@dataclass(frozen=True, kw_only=True)
class CalendarWish(OfCase):
    """Whether a person wants their conferences as calendar files, and whether the place may be in them.

    Others may look into a calendar: who leaves the place out may have a reason that is nobody's business.
    """

    person_id: str
    wanted: bool
    with_place: bool
    entered_by: str


class Shown(NamedTuple):
    """When and where a conference is, as it stands in somebody's calendar."""

    starts_at: datetime
    ends_at: datetime
    place: str | None


@dataclass(frozen=True, kw_only=True)
class CalendarEntry:
    """All that one person's calendar file says. `organiser` and `attendee` are addresses without names."""

    uid: str
    sequence: int
    stamped_at: datetime
    starts_at: datetime
    ends_at: datetime
    cancelled: bool
    summary: str
    description: str
    language: str
    organiser: str
    attendee: str
    place: str | None = None


def uid_of(conference_id: str, person_id: str) -> str:
    """The same for one person and conference always; two people's files do not look as if of one meeting."""
    return str(uuid5(NAMESPACE_OID, f"{conference_id}:{person_id}"))


def sequence_of(shown: Iterable[Shown | None]) -> int:
    """How often what one person's calendar should hold has changed since it held anything, oldest first."""
    since = dropwhile(lambda one: one is None, shown)
    return sum(before != after for before, after in pairwise(since))


def last_shown(shown: Iterable[Shown | None]) -> Shown | None:
    """What their calendar holds, or held before it was taken out: nothing that was changed after that."""
    return next((one for one in reversed(tuple(shown)) if one is not None), None)


def _needs_no_more(conference: Conference) -> bool:
    """Whether its next sitting was called off: what was held before is over."""
    over = conference.state is ConferenceState.ENDED and bool(conference.earlier)
    return over and conference.started_at is None


def shown_to(conference: Conference, person: Person, wish: CalendarWish) -> Shown | None:
    """What a person's calendar holds of a conference; None: called off, not theirs, or not wanted."""
    theirs = is_for(conference, person.id) and person.here and wish.wanted
    if not theirs or conference.state is ConferenceState.CANCELLED or _needs_no_more(conference):
        return None
    return Shown(conference.starts_at, conference.ends_at, conference.place)
