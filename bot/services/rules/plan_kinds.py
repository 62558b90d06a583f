"""Which kinds of plan a case needs and why (C-13 to C-20); where a child lives and on what legal basis."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.access import Standing, of_role
from bot.domain.case import CaseEvent, Child
from bot.domain.errors import AnswersNotUnderstood
from bot.domain.people import Person
from bot.domain.plan import Permanency, Service
from bot.domain.plan_kinds import ChildFacts, DuePlan, OpenQuestion, PlanFacts, due_plans, open_questions
from bot.domain.record import CaseRecord, standing
from bot.domain.role_rules import RoleGroup
from bot.domain.supervised import ChildStatus
from bot.services.acting import Acting, OnCase


@dataclass(frozen=True)
class PlansDue:
    """The plans that this case needs, what nobody said yet, and the children by id."""

    due: tuple[DuePlan, ...]
    open: tuple[OpenQuestion, ...]
    children: Mapping[str, Child]


def plans_due(acting: Acting, case_id: str) -> PlansDue:
    """For those who lead or oversee the case. A grown child's plan is due as long as the case is open."""
    with acting.looking("plan_kinds.look", case_id) as on:
        children = on.work.find(Child, case_id=case_id)
        facts = plan_facts(on, children)
        rules = on.profile.plan_rules
        return PlansDue(
            due_plans(rules, facts, on.today),
            open_questions(rules, facts, on.today),
            {child.id: child for child in children},
        )


def record_status(acting: Acting, case_id: str, values: Mapping[str, Any]) -> str:
    """Where a child lives and on what legal basis from a day on; what was before stays in the record."""
    with acting.on_case("case.change", case_id) as on:
        on.child(values["child_id"])
        if values["since"] > on.today:
            raise AnswersNotUnderstood({"since": "date_in_future"})
        return on.keep(ChildStatus, entered_by=acting.user, **values).id


def plan_facts(on: OnCase, children: tuple[Child, ...]) -> PlanFacts:
    """What the rules turn on, read from the record."""
    case: dict[str, Any] = {"case_id": on.case.id}
    record = CaseRecord(case=on.case, permanencies=on.work.find(Permanency, **case))
    statuses: dict[str, ChildStatus] = {}
    for status in sorted(on.work.find(ChildStatus, **case), key=lambda one: one.since):
        statuses[status.child_id] = status
    return PlanFacts(
        events=frozenset(event.name for event in on.work.find(CaseEvent, **case) if event.on <= on.today),
        parent_services=_any_helps_a_parent(on),
        children=tuple(_child(child, statuses.get(child.id), record) for child in children),
    )


def _child(child: Child, status: ChildStatus | None, record: CaseRecord) -> ChildFacts:
    goal = record.permanency(child.id)
    return ChildFacts(
        child_id=child.id,
        birth_date=child.birth_date,
        out_of_home=status.out_of_home if status else None,
        legal_basis=status.legal_basis if status else None,
        goals=frozenset(name for name in (goal.goal, goal.concurrent) if name) if goal else frozenset(),
    )


def _any_helps_a_parent(on: OnCase) -> bool:
    """Whether a service is for a parent or guardian. Visits are no services: each is more than that."""
    roles = {one.id: on.profile.role(one.role) for one in on.work.find(Person, case_id=on.case.id)}
    parents = {
        who
        for who, role in roles.items()
        if role.group is RoleGroup.FAMILY and of_role(role) is Standing.PARENT
    }
    return any(one.for_person in parents for one in standing(on.work.find(Service, case_id=on.case.id)))
