"""A family's own people and the professionals of its team."""

from typing import Any

import pytest

from bot.domain.people import Person
from bot.domain.sides import Sides, sides_of
from bot.profiles import profile
from tests.builders import OF_CASE

KANSAS = profile("us-ks")


def count(*team: tuple[str, dict[str, Any]]) -> Sides:
    people = [
        Person(**OF_CASE, id=f"p{number}", name="Invented", role=role, **facts)
        for number, (role, facts) in enumerate(team)
    ]
    return sides_of(people, lambda role: KANSAS.role(role).group)


@pytest.mark.requirement("T-06")
def test_family_kin_and_chosen_supports_stand_against_those_who_are_there_for_their_work() -> None:
    chosen = {"asked_for_by": "p0", "family_said_yes": True}
    found = count(
        ("mother", {}),
        ("child", {}),
        ("relative_support", {}),
        ("teacher", chosen),
        ("teacher", {}),
        ("teacher", {"asked_for_by": "p0"}),
        ("casa", {}),
        ("case_manager", {}),
        ("casa", {"left_on": None, "candidate": True}),
        ("facilitator", {"on_team": False}),
        ("resource_parent", {}),
    )
    assert found == Sides(natural=4, professional=4)
    assert not found.family_is_fewer
    assert count(("mother", {}), ("casa", {}), ("case_manager", {})).family_is_fewer
