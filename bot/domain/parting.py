"""Who is kept apart from whom: by a court's order or by somebody's wish, and by having no child in common."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.domain import access
from bot.domain.closing import PlanVersion
from bot.domain.conference import Conference, ConferenceState
from bot.domain.kept import OfCase
from bot.domain.people import Person

NO_CONTACT_KINDS = ("order", "wish")
# Shorter parts of a name are found in too many other words.
SHORTEST_NAME = 3


@dataclass(frozen=True, kw_only=True)
class NoContact(OfCase):
    """Two people of a case are parted. That it exists is known to facilitator and case manager alone.

    `between` are the two; `screen_id` is the safety screen that it follows from. It holds from the
    moment it is kept, whatever day `since` says, until it is ended.
    """

    between: tuple[str, ...]
    kind: str
    since: date
    entered_by: str
    ended_on: date | None = None
    screen_id: str | None = None

    @property
    def holds(self) -> bool:
        """Whether it parts them now."""
        return self.ended_on is None


def apart_from(person_id: str, rules: Iterable[NoContact]) -> frozenset[str]:
    """Everyone from whom somebody is kept apart."""
    pairs = [set(one.between) for one in rules if one.holds and person_id in one.between]
    return frozenset().union(*pairs) - {person_id}


def may_see(viewer: Person, other: Person, rules: Iterable[NoContact], by_child: bool = False) -> bool:
    """Whether somebody may see anything of another person: their name, their words, where they will be.

    Nobody of those who are kept apart; and `by_child`, where children of a case have different
    parents, no parent with whom they share no child (decision 18).
    """
    if viewer.id == other.id:
        return True
    return other.id not in apart_from(viewer.id, rules) and (
        not by_child or access.shares_a_child(viewer, other)
    )


def together(rules: Iterable[NoContact], people: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The pairs among these people who must not be in one place."""
    here = set(people)
    return tuple(one.between for one in rules if one.holds and len(set(one.between) & here) == 2)


def is_for(conference: Conference, person_id: str) -> bool:
    """Whether a conference is somebody's: others meet at another time, and know nothing of this one."""
    return person_id not in conference.left_out if conference.formal else person_id in conference.asked


def one_round(
    conference: Conference, others: Iterable[Conference], versions: Iterable[PlanVersion]
) -> frozenset[str]:
    """The ids of the conferences that lead to one plan: this one, and the separate ones beside it.

    Whoever is left out of one meets in another of the same round, and several talks make one plan
    (V-02). A round ends with its seal.
    """
    sealed = sorted(versions, key=lambda one: one.sealed_at)
    own = next((one.sealed_at for one in sealed if one.conference_id == conference.id), None)
    before = [one.sealed_at for one in sealed if own is None or one.sealed_at < own]

    def beside(one: Conference) -> bool:
        parted = bool(one.left_out or conference.left_out) or not (one.formal and conference.formal)
        over_before = bool(before and one.ended_at and one.ended_at <= before[-1])
        later = own is not None and (one.ended_at is None or one.ended_at > own)
        return parted and not over_before and not later and one.state is not ConferenceState.CANCELLED

    return frozenset({conference.id} | {one.id for one in others if beside(one)})


def names_told_apart(hidden: Iterable[str], shown: Iterable[str]) -> frozenset[str]:
    """The words by which hidden people would be known, without those that people shown bear as well."""
    common = {word for name in shown for word in _words(name)}
    return frozenset(
        word for name in hidden for word in _words(name) if len(word) >= SHORTEST_NAME and word not in common
    )


def names_any(text: str, names: frozenset[str]) -> bool:
    """Whether a text says one of these names."""
    return not names.isdisjoint(_words(text))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
