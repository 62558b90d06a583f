"""Whom a young person chose for their team, by the profile's rule: how many, and whom they may not choose."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.domain.case import Child
from bot.domain.dates import age_on
from bot.domain.kept import OfCase
from bot.domain.people import Person
from bot.domain.profile import PracticeProfile


@dataclass(frozen=True, kw_only=True)
class YouthPicks(OfCase):
    """What a young person said, asked whom of the team they choose. `no_more`: they want no other, or nobody.

    What they said last counts; before that it stays as it was said.
    """

    child_id: str
    on: date
    entered_by: str
    picked: tuple[str, ...] = ()
    no_more: bool = False


def is_asked(profile: PracticeProfile, child: Child, on: date) -> bool:
    """Whether a child is old enough on that day to choose people of the team."""
    rule = profile.youth
    return rule is not None and child.birth_date is not None and age_on(child.birth_date, on) >= rule.min_age


def may_be_picked(profile: PracticeProfile, person: Person) -> bool:
    """Whether somebody of the team may be chosen: no foster parent, nobody who manages the case, no child."""
    role = profile.role(person.role)
    excluded = profile.youth.picks_exclude if profile.youth else ()
    return person.on_team and not role.manages_case and role.id not in excluded and role.id != "child"


def said_last(picks: Iterable[YouthPicks], child_id: str) -> YouthPicks | None:
    """What this young person said last."""
    mine = sorted((one for one in picks if one.child_id == child_id), key=lambda one: (one.on, one.id))
    return mine[-1] if mine else None
