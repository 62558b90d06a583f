"""Who gets which parts of a plan: one table, from role and profile to an audience and its parts (K-26).

What is not in the table is left out. It holds for a copy on paper as for what the same person reads in Slack.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain import access
from bot.domain.access import Standing
from bot.domain.profile import CopyParts, PracticeProfile
from bot.domain.role_rules import Role


class Audience(StrEnum):
    """For whom a copy is made."""

    FULL = "full"
    COURT = "court"
    PARENT = "parent"
    ADVOCATE = "advocate"
    YOUNG_PERSON = "young_person"
    KIN = "kin"
    CARER = "carer"
    AROUND_THE_CHILD = "around_the_child"
    GOALS_AND_SERVICES = "goals_and_services"
    PROVIDER = "provider"
    NOBODY = "nobody"


# Every part of a plan that a copy may hold or leave out. `why` is the head of the case, `reasons` why a
# permanency goal was set, `answers` what others said about the plan and why they were not there, `updates`
# what was told since; of one's own tasks everybody reads them.
PARTS = (
    *("why", "voices", "strengths", "needs", "concerns", "ideas", "placements", "permanencies", "reasons"),
    *("goal_views", "goals", "objectives", "tasks", "visits", "ties", "services", "decisions"),
    *("answers", "provider_input", "updates"),
)


@dataclass(frozen=True)
class Gets:
    """The parts that an audience gets whole, and those of which each reader gets only what is their own.

    Of those `at_home` they get beside that what is about a child of the case who lives with them.
    """

    whole: frozenset[str]
    own: frozenset[str] = frozenset()
    at_home: frozenset[str] = frozenset()

    @property
    def everything(self) -> bool:
        """Whether no part of the plan is left out."""
        return self.whole.issuperset(PARTS)

    @property
    def names_treatment(self) -> bool:
        """Whether it may name an adult's treatment: to those alone who read why the team meets."""
        return "why" in self.whole

    def any_of(self, part: str) -> bool:
        """Whether the copy may hold something of a part."""
        return part in self.whole or part in self.own

    @property
    def left_out(self) -> tuple[str, ...]:
        """The parts of which such a copy does not hold everything, in the order of the plan."""
        return tuple(part for part in PARTS if part not in self.whole)


def _gets(whole: Iterable[str], own: Iterable[str] = (), at_home: Iterable[str] = ()) -> Gets:
    return Gets(frozenset(whole), frozenset(own), frozenset(at_home))


_OF_ONES_OWN = ("strengths", "needs", "concerns", "ideas", "voices", "goal_views", "decisions", "answers")
TABLE: Mapping[Audience, Gets] = {
    Audience.FULL: _gets(PARTS),
    Audience.COURT: _gets(PARTS),
    # What other people answered is theirs; a parent has all that was planned and decided (K-24).
    Audience.PARENT: _gets(set(PARTS) - {"answers"}, {"answers"}),
    # Those who speak for a child, for a parent or for the court, and whoever looks at it from outside.
    Audience.ADVOCATE: _gets(PARTS),
    # A page for a child says what is theirs: nothing of adults' worries, needs and reasons (V-06).
    Audience.YOUNG_PERSON: _gets(
        ("strengths", "goals"),
        {*_OF_ONES_OWN, "permanencies", "placements", "tasks", "objectives", "visits", "ties", "services"}
        - {"strengths"},
    ),
    # Family and friends: what they are asked to help with.
    Audience.KIN: _gets(
        ("strengths", "needs", "ideas", "goals", "permanencies", "updates"),
        {*_OF_ONES_OWN, "objectives", "tasks", "visits", "ties", "services", "placements", "provider_input"}
        - {"strengths", "needs", "ideas"},
    ),
    # Whoever has a child at home needs to know what is planned and whom that child sees, not why, and
    # neither what every parent is to do nor whom a brother or sister sees.
    Audience.CARER: _gets(
        ("permanencies", "goals", "objectives", "services"),
        {*_OF_ONES_OWN, "placements", "tasks", "visits", "ties", "provider_input"},
        at_home=("visits", "ties"),
    ),
    # Where the practice says that they plan with everybody: all that happens around the children.
    Audience.AROUND_THE_CHILD: _gets(
        ("placements", "permanencies", "goals", "objectives", "tasks", "visits", "ties", "services"),
        {*_OF_ONES_OWN, "provider_input"},
    ),
    # Where the practice says so: the goal and service parts alone (O.C.G.A. 15-11-217).
    Audience.GOALS_AND_SERVICES: _gets(
        ("permanencies", "goals", "objectives", "services"),
        {"placements", "tasks", "visits", "ties", "provider_input"},
    ),
    # Their own tasks, and what concerns the service that they give.
    Audience.PROVIDER: _gets(
        (), {*_OF_ONES_OWN, "goals", "objectives", "tasks", "visits", "ties", "services", "provider_input"}
    ),
    Audience.NOBODY: _gets(()),
}

# Professionals who need the whole to do their part; every other one gives a service, and gets what is theirs.
ADVOCATES = frozenset(
    {"guardian_ad_litem", "casa", "child_attorney", "parent_attorney", "agency_attorney"}
    | {"court_services_officer", "tribal_representative", "third_party_not_managing_case"}
    | {"aboriginal_organisation_worker", "community_convenor", "parent_partner"}
)
_BY_STANDING: Mapping[Standing, Audience] = {
    Standing.FACILITATOR: Audience.FULL,
    Standing.CASE_MANAGER: Audience.FULL,
    Standing.AGENCY: Audience.FULL,
    Standing.PARENT: Audience.PARENT,
    Standing.CHILD: Audience.YOUNG_PERSON,
    Standing.KIN: Audience.KIN,
    Standing.RESOURCE_PARENT: Audience.CARER,
    Standing.PROFESSIONAL: Audience.PROVIDER,
    Standing.OBSERVER: Audience.NOBODY,
}
# What a practice's own rule makes of somebody, whatever their role.
_BY_PROFILE: Mapping[CopyParts, Audience] = {
    CopyParts.GOALS_AND_SERVICES: Audience.GOALS_AND_SERVICES,
    CopyParts.AROUND_THE_CHILD: Audience.AROUND_THE_CHILD,
}
# Those whose copy is the plan with all its sections; the others get a short one that says what is theirs.
OF_THE_PLAN = frozenset({Audience.FULL, Audience.COURT, Audience.PARENT, Audience.ADVOCATE})


def audience_of(role: Role, profile: PracticeProfile, cares: bool = False) -> Audience:
    """For whom a person's copy is made; `cares`: a child of the case lives with them."""
    rule = profile.copies_for(role.id)
    if rule is not None and rule.parts in _BY_PROFILE:
        return _BY_PROFILE[rule.parts]
    found = Audience.ADVOCATE if role.id in ADVOCATES else _BY_STANDING[access.of_role(role)]
    return Audience.CARER if cares and found is Audience.KIN else found
