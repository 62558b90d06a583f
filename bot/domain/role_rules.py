"""Who may, must or should be at the table, as data of a practice profile; roles.py applies it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from bot.domain.conditions import Condition
from bot.domain.sources import Named, Sourced


class UnknownRole(ValueError):
    """The profile has no role of that name; `choices` are its roles, `close` the likeliest."""

    def __init__(self, name: str, choices: Sequence[str]) -> None:
        self.name = name
        self.choices = tuple(choices)
        self.close = tuple(get_close_matches(_plain(name), choices, n=3, cutoff=0.7))
        super().__init__(f"{name!r} is no role here; the roles are {', '.join(choices)}")


class RoleGroup(StrEnum):
    """On which side of the table a role sits."""

    FAMILY = "family"
    KIN = "kin"
    PROFESSIONAL = "professional"
    AGENCY = "agency"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Role(Named):
    """A role that a person may hold. Interpreters, observers and the facilitator are not team.

    `aliases` are other names under which people look for the role, `alias_endings` how such a name
    may end (`somali_interpreter`). A role that `manages_case` or `supervises_manager` says so of its holder.
    """

    group: RoleGroup
    on_team: bool = True
    manages_case: bool = False
    supervises_manager: bool = False
    aliases: tuple[str, ...] = ()
    alias_endings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RequiredRole(Named):
    """A place that someone must hold: any one of `any_of` does.

    Of `each_of`, every role must be held, or someone recorded why nobody holds it; a second person
    in one of `any_of` (two mothers, a guardian beside a father) fills the place as well.
    """

    any_of: tuple[str, ...]
    each_of: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MustInvite(Named):
    """Roles that must be invited when the condition holds (no condition: always)."""

    roles: tuple[str, ...]
    when: Condition | None = None


@dataclass(frozen=True, kw_only=True)
class SupportRule(Sourced):
    """Roles that join only if the family asked for them or said yes (K-13)."""

    roles: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class IndependenceRule(Sourced):
    """A role that nobody may hold who manages this case or supervises its manager (K-12)."""

    role: str


@dataclass(frozen=True, kw_only=True)
class YouthRule(Sourced):
    """What is owed to a young person from an age on: a say, chosen members, a list of rights."""

    min_age: int
    picks: int
    picks_exclude: tuple[str, ...]
    rights_list: bool


def role_named(roles: Sequence[Role], name: str) -> Role:
    """The role with that id or alias, however it is typed. Raises UnknownRole."""
    exact = next((role for role in roles if role.id == name), None)
    if exact:
        return exact  # as the record writes it: most are asked for so
    plain = _plain(name)
    by_name = [role for role in roles if plain == role.id or plain in role.aliases]
    by_ending = [role for role in roles if role.alias_endings and plain.endswith(role.alias_endings)]
    if not by_name + by_ending:
        raise UnknownRole(name, [role.id for role in roles])
    return (by_name + by_ending)[0]


def _plain(name: str) -> str:
    """`Mother's attorney` and `mothers-attorney` are one name; so are both sides of a family."""
    words = re.sub(r"[\s\-/]+", "_", re.sub(r"['’.]", "", name.strip().lower()))
    return re.sub(r"^(maternal|paternal)_", "", words)
