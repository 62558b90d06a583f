"""Calendar files: who wants one, what it says, and how its number grows when the conference changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from uuid import NAMESPACE_OID, uuid5

from bot.domain.conference import Conference, ConferenceState
from bot.domain.kept import OfCase

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


def sequence_of(selves: Iterable[Conference]) -> int:
    """How often what a calendar holds has changed, from a conference's selves, oldest first."""
    shown = [(one.starts_at, one.ends_at, one.place, _is_off(one)) for one in selves]
    return sum(before != after for before, after in pairwise(shown))


def _is_off(conference: Conference) -> bool:
    return conference.state is ConferenceState.CANCELLED
