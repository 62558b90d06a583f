"""The children of open cases who have no current plan, for those who answer for them (C-01)."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.domain.case import Case, CaseState, Child
from bot.domain.clocks import DueDate
from bot.domain.closing import PlanVersion
from bot.domain.dates import to_wall
from bot.domain.errors import NotAllowed
from bot.domain.people import Person, StaffMember
from bot.domain.plan_states import plan_or_withdrawal
from bot.domain.profile import PracticeProfile
from bot.domain.version_moves import VersionMove
from bot.services.acting import Acting, OnCase
from bot.services.due import due_now
from bot.services.ports import UnitOfWork


@dataclass(frozen=True)
class WithoutPlan:
    """One child without a current plan: why not, and since when that is so."""

    case: Case
    child: Child
    why: str
    since: date


def children_without_plan(acting: Acting) -> tuple[WithoutPlan, ...]:
    """Every open child without a current plan, oldest first, in the cases that one leads or supervises.

    Current is a sealed plan that holds the child and whose review is not overdue.
    """
    with acting.agency.units(acting.workspace_id, acting.user, read_only=True) as work:
        found = [row for case in _cases(acting, work) for row in _if_theirs(acting, work, case)]
    return tuple(sorted(found, key=lambda one: (one.since, one.child.id)))


def without_plan_in(acting: Acting, case_id: str) -> tuple[WithoutPlan, ...]:
    """The children of one case without a current plan. Raises NotAllowed."""
    with acting.looking("report.look", case_id) as on:
        return tuple(_of_case(on))


def _cases(acting: Acting, work: UnitOfWork) -> tuple[Case, ...]:
    """Open cases in which this person, or somebody whom they supervise, has a place."""
    member = work.first(StaffMember, slack_user=acting.user)
    users = (acting.user, *(member.supervises if member else ()))
    ids = {one.case_id for one in work.find(Person, slack_user=users) if one.here}
    return work.find(Case, id=tuple(sorted(ids)), state=CaseState.OPEN) if ids else ()


def _if_theirs(acting: Acting, work: UnitOfWork, case: Case) -> tuple[WithoutPlan, ...]:
    try:
        return tuple(_of_case(acting.open(work, "report.look", case.id)))
    except NotAllowed:
        return ()


def _of_case(on: OnCase) -> Iterator[WithoutPlan]:
    case, find = on.case, on.work.find
    newest = plan_or_withdrawal(find(PlanVersion, case_id=case.id), find(VersionMove, case_id=case.id))
    due = due_now(on.work, case, on.profile) if newest else ()
    yield from without_plan(case, find(Child, case_id=case.id), newest, on.profile, due)


def without_plan(
    case: Case,
    children: Iterable[Child],
    newest: PlanVersion | VersionMove | None,
    profile: PracticeProfile,
    due: Iterable[DueDate],
) -> Iterator[WithoutPlan]:
    """The children of an open case without a current plan; `due` are the case's due dates.

    `newest` is the plan that there is, or the withdrawal after which there is none.
    """
    if isinstance(newest, VersionMove):
        since = to_wall(newest.moved_at, case.zone).date()
        yield from (WithoutPlan(case, child, "withdrawn", since) for child in children)
        return
    held = {child["id"] for child in json.loads(newest.content)["children"]} if newest else set()
    overdue = _review_overdue_since(profile, due) if newest else None
    for child in children:
        if newest is None:
            yield WithoutPlan(case, child, "no_plan", to_wall(case.opened_at, case.zone).date())
        elif child.id not in held:
            yield WithoutPlan(case, child, "not_in_plan", to_wall(newest.sealed_at, case.zone).date())
        elif overdue:
            yield WithoutPlan(case, child, "review_overdue", overdue)


def _review_overdue_since(profile: PracticeProfile, due: Iterable[DueDate]) -> date | None:
    """The day by which the plan had to be looked at anew, by a clock that a plan starts, once it is over."""
    starts = {clock.id for clock in profile.clocks if clock.from_event in profile.plan_counts_as}
    return min((one.due for one in due if one.clock_id in starts and one.overdue), default=None)
