"""A family's own people and the professionals: the count, a hint, and that it is right as it is (T-06)."""

from dataclasses import dataclass

from bot.domain.as_it_is import AsItIs
from bot.domain.sides import Sides, sides_of
from bot.services.acting import Acting, OnCase

MORE_PROFESSIONALS = "more_professionals"


@dataclass(frozen=True)
class TeamSides:
    """The count, and whether it is worth a word: not once somebody accepted just this as it is."""

    sides: Sides
    worth_a_word: bool


def look(acting: Acting, case_id: str) -> TeamSides:
    """For those who lead. Raises NotAllowed."""
    with acting.looking("team.change", case_id) as on:
        return team_sides(on)


def team_sides(on: OnCase) -> TeamSides:
    """The team as it is now."""
    sides = sides_of(on.people.values(), lambda role: on.profile.role(role).group)
    return TeamSides(sides, sides.family_is_fewer and not _accepted(on, sides))


def accept(acting: Acting, case_id: str) -> None:
    """The team is right as it is; when it changes, the hint may come again."""
    with acting.on_case("team.change", case_id) as on:
        found = team_sides(on)
        if found.worth_a_word:
            on.keep(
                AsItIs,
                kind=MORE_PROFESSIONALS,
                about=on.case.id,
                about_version=1,
                notes=_counted(found.sides),
                accepted_by=acting.user,
                accepted_at=on.work.now,
            )


def _accepted(on: OnCase, sides: Sides) -> bool:
    known = on.work.find(AsItIs, case_id=on.case.id, kind=MORE_PROFESSIONALS)
    return any(one.notes == _counted(sides) for one in known)


def _counted(sides: Sides) -> tuple[str, ...]:
    return (str(sides.natural), str(sides.professional))
