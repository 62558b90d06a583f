"""Who is missing from a case team, whom to invite, and who may not hold a place, by the profile's rules."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from bot.domain.conditions import CaseFacts
from bot.domain.profile import PracticeProfile
from bot.domain.role_rules import RequiredRole, Role


class Seat(NamedTuple):
    """One person in one role. What is None has not been asked or recorded.

    `manages_case` and `supervises_manager` are facts about the person on this case. `family_asked`:
    the family asked for this person or said yes. `attended` is about one conference.
    """

    person: str
    role: str
    manages_case: bool = False
    supervises_manager: bool = False
    family_asked: bool | None = None
    invited: bool = False
    attended: bool | None = None


class RefusedBecause(StrEnum):
    """Why a person may not hold a place, or not yet."""

    MANAGES_CASE = "manages_case"
    SUPERVISES_CASE_MANAGER = "supervises_case_manager"
    ASK_FAMILY_FIRST = "ask_family_first"
    FAMILY_SAID_NO = "family_said_no"


@dataclass(frozen=True)
class Refusal:
    """A person who may not hold a role (yet), and why."""

    person: str
    role: str
    because: RefusedBecause


@dataclass(frozen=True)
class MissingRole:
    """A required place that nobody holds, and the roles whose holder would fill it."""

    place: str
    roles: tuple[str, ...]


@dataclass(frozen=True)
class TeamCheck:
    """What a case team lacks. Absence is a fact of its own and never makes a role missing (K-14)."""

    missing: tuple[MissingRole, ...]
    to_find: tuple[str, ...]
    to_invite: tuple[str, ...]
    refusals: tuple[Refusal, ...]
    absent: tuple[str, ...]
    open_questions: tuple[str, ...]


def team(profile: PracticeProfile, seats: Iterable[Seat]) -> tuple[Seat, ...]:
    """Those who are team: not the facilitator, interpreters or observers."""
    return tuple(seat for seat in seats if profile.role(seat.role).on_team)


def must_invite(profile: PracticeProfile, facts: CaseFacts, on: date) -> tuple[str, ...]:
    """The roles that must be invited on that day, given what is known."""
    due = [rule for rule in profile.must_invite if rule.when is None or rule.when.holds(facts, on)]
    return tuple(dict.fromkeys(role for rule in due for role in rule.roles))


def check_team(profile: PracticeProfile, seats: Iterable[Seat], facts: CaseFacts, on: date) -> TeamCheck:
    """Everything that the profile's rules say about a team on that day."""
    seats = [seat._replace(role=profile.role(seat.role).id) for seat in seats]
    good = [seat for seat in seats if refusal_of(profile, seat, seats) is None]
    members = team(profile, good)
    wanted = must_invite(profile, facts, on)
    held = {seat.role for seat in members}
    invited = {seat.role for seat in members if seat.invited}
    return TeamCheck(
        missing=tuple(gap for rule in profile.required_roles for gap in _gaps(rule, members, facts)),
        to_find=tuple(role for role in wanted if role not in held),
        to_invite=tuple(role for role in wanted if role in held and role not in invited),
        refusals=tuple(no for seat in seats if (no := refusal_of(profile, seat, seats)) is not None),
        absent=tuple(seat.person for seat in members if seat.invited and seat.attended is False),
        open_questions=_open_questions(profile, facts, on),
    )


def refusal_of(profile: PracticeProfile, seat: Seat, seats: Iterable[Seat]) -> Refusal | None:
    """Why this person may not hold this role beside the others of the team, or None."""
    role = profile.role(seat.role)
    because = _not_independent(profile, role, seat, seats) or _not_asked_for(profile, role, seat)
    return Refusal(seat.person, role.id, because) if because else None


def _not_independent(
    profile: PracticeProfile, role: Role, seat: Seat, seats: Iterable[Seat]
) -> RefusedBecause | None:
    if profile.independence is None or role.id != profile.independence.role:
        return None
    own = [seat, *(other for other in seats if other.person == seat.person)]
    if any(each.manages_case or profile.role(each.role).manages_case for each in own):
        return RefusedBecause.MANAGES_CASE
    if any(each.supervises_manager or profile.role(each.role).supervises_manager for each in own):
        return RefusedBecause.SUPERVISES_CASE_MANAGER
    return None


def _not_asked_for(profile: PracticeProfile, role: Role, seat: Seat) -> RefusedBecause | None:
    if profile.supports is None or role.id not in profile.supports.roles or seat.family_asked:
        return None
    return RefusedBecause.ASK_FAMILY_FIRST if seat.family_asked is None else RefusedBecause.FAMILY_SAID_NO


def _gaps(rule: RequiredRole, members: Sequence[Seat], facts: CaseFacts) -> list[MissingRole]:
    held = [seat.role for seat in members if seat.role in rule.any_of]
    if not held and not (rule.each_of and facts.accounted_for.issuperset(rule.each_of)):
        return [MissingRole(rule.id, rule.any_of)]
    absent = [role for role in rule.each_of if role not in held and role not in facts.accounted_for]
    filled_by_others = len(held) >= len(rule.each_of) > 0
    return [] if filled_by_others else [MissingRole(role, (role,)) for role in absent]


def _open_questions(profile: PracticeProfile, facts: CaseFacts, on: date) -> tuple[str, ...]:
    conditions = [rule.when for rule in profile.must_invite if rule.when is not None]
    return tuple(dict.fromkeys(name for when in conditions for name in when.open_questions(facts, on)))
