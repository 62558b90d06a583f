"""Who surrounds a family on its team: their own people, and those who are there for their work (T-06)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.domain.people import Person
from bot.domain.role_rules import RoleGroup

NATURAL = (RoleGroup.FAMILY, RoleGroup.KIN)
PROFESSIONAL = (RoleGroup.PROFESSIONAL, RoleGroup.AGENCY)


@dataclass(frozen=True)
class Sides:
    """How many of a team are family, kin or supports of its own choice, and how many are there to work."""

    natural: int
    professional: int

    @property
    def family_is_fewer(self) -> bool:
        """Whether more are there for their work."""
        return self.professional > self.natural


def sides_of(people: Iterable[Person], group_of: Callable[[str], RoleGroup]) -> Sides:
    """Counts a team; `group_of` gives a role's group. Whoever is of neither side is not counted."""
    team = [one for one in people if one.on_team and one.here]
    natural = [one for one in team if group_of(one.role) in NATURAL or _chosen(one)]
    working = [one for one in team if group_of(one.role) in PROFESSIONAL and not _chosen(one)]
    return Sides(len(natural), len(working))


def _chosen(person: Person) -> bool:
    """Whether the family asked for them as their own support, and said yes."""
    return person.asked_for_by is not None and person.family_said_yes is True
