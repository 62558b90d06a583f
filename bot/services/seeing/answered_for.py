"""The open cases that somebody answers for: their own, their workers', one worker's; of the agency none.

They are found by who has a part in which case now, and the table of rights is asked for each: what is
kept about due dates gives no right to anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain import access
from bot.domain.access import Standing
from bot.domain.case import Case, CaseState
from bot.domain.errors import NotAllowed
from bot.domain.people import Person, StaffMember
from bot.services.acting import Acting
from bot.services.ports import UnitOfWork

# Whose due dates: one's own cases, those of one's workers, all; `of-<Slack user>` are one worker's.
MINE, UNIT, AGENCY, OF = "mine", "unit", "agency", "of-"
LOOK, COUNT = "report.look", "report.agency"


@dataclass(frozen=True)
class Place:
    """A case as its reader stands in it. Who may only count sees no case behind a row."""

    case: Case
    leads: bool
    may_look: bool
    me: Person | None


def scopes(acting: Acting) -> tuple[str, ...]:
    """Whose due dates this person may look at, their own first; for a family none."""
    with acting.agency.units(acting.workspace_id, acting.user, read_only=True) as work:
        return _scopes(acting, work)


def must_have(acting: Acting, work: UnitOfWork, scope: str) -> None:
    """Raise NotAllowed unless this person may look at that scope."""
    if scope == AGENCY:
        if AGENCY not in _scopes(acting, work):
            raise NotAllowed(COUNT.replace(".", "_"))
    else:
        places_of(acting, work, scope)


def _scopes(acting: Acting, work: UnitOfWork) -> tuple[str, ...]:
    standing = acting.standing(work)
    found = [MINE] if Standing.STAFF in standing or _places(acting, work, MINE) else []
    if _supervised(work.first(StaffMember, slack_user=acting.user)):
        found.append(UNIT)
    return (*found, AGENCY) if access.may(standing, COUNT) else tuple(found)


def places_of(acting: Acting, work: UnitOfWork, scope: str) -> tuple[Place, ...]:
    """The cases of a scope as this person stands in each. Raises NotAllowed."""
    places = _places(acting, work, scope)
    if not places and scope not in _scopes(acting, work) and not _answers_for(acting, work, scope):
        raise NotAllowed(LOOK.replace(".", "_"))
    return places


def _answers_for(acting: Acting, work: UnitOfWork, scope: str) -> bool:
    """Whether a scope is that of a worker, without cases now, whom this person supervises or counts."""
    if not scope.startswith(OF):
        return False
    workers = _supervised(work.first(StaffMember, slack_user=acting.user))
    return scope.removeprefix(OF) in workers or access.may(acting.standing(work), COUNT)


def _places(acting: Acting, work: UnitOfWork, scope: str) -> tuple[Place, ...]:
    """The open cases of a scope in which this person may look, or at least count."""
    member = work.first(StaffMember, slack_user=acting.user)
    whose = {MINE: (acting.user,), UNIT: _supervised(member)}.get(scope, (scope.removeprefix(OF),))
    there = [one for one in work.find(Person, slack_user=(acting.user, *whose)) if one.here]
    by_case: dict[str, list[Person]] = {}
    for person in there:
        by_case.setdefault(person.case_id, []).append(person)
    cases = work.find(Case, id=tuple(by_case), state=CaseState.OPEN) if by_case else ()
    counts = scope.startswith(OF) and access.may(acting.standing(work), COUNT)
    found = (_place(acting, member, case, by_case[case.id], whose, scope == MINE) for case in cases)
    return tuple(one for one in found if one and (one.may_look or counts))


def _place(
    acting: Acting,
    member: StaffMember | None,
    case: Case,
    people: Sequence[Person],
    whose: Sequence[str],
    mine: bool,
) -> Place | None:
    role = acting.agency.profiles[case.profile].role
    me = [one for one in people if one.slack_user == acting.user]
    by_role = {access.of_role(role(one.role)) for one in me}
    leads = not by_role.isdisjoint(access.LEADING)
    managing = {one.slack_user or "" for one in people if role(one.role).manages_case} & set(whose)
    if not (leads if mine else managing):
        return None
    standings = by_role | access.of_duties(member, managing)
    return Place(case, leads, access.may(standings, LOOK), next(iter(me), None))


def _supervised(member: StaffMember | None) -> tuple[str, ...]:
    return member.supervises if member and Standing.SUPERVISOR in member.duties else ()
