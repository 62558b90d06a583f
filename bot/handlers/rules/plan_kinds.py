"""Which plans a case needs and why, and which children have none: for staff, in private."""

from slack_bolt import App

from bot.domain.plan_kinds import DuePlan, OpenQuestion
from bot.flows.rules import CHILD_STATUS
from bot.flows.subject import Subject
from bot.handlers.desk import Desk, View
from bot.handlers.form import Done, Form, Values
from bot.handlers.showing import paged, shows
from bot.render import Part, Press
from bot.services.acting import Acting, OnCase
from bot.services.rules import plan_kinds
from bot.services.rules.plan_kinds import PlansDue
from bot.services.rules.without_plan import children_without_plan

PAGE = 12


def register(app: App, desk: Desk) -> None:
    """The two lists."""
    shows(app, desk, {"plan_kinds": plan_kinds_view, "no_plan": no_plan_view})


def plan_kinds_view(desk: Desk, acting: Acting, case_id: str, language: str) -> View:
    """The plans that are due, each with its reasons, and what nobody said yet."""
    found = plan_kinds.plans_due(acting, case_id)
    parts = [Part("plans", [_due(found, one) for one in found.due])]
    if found.open:
        parts.append(Part("open", [_open(found, one, case_id) for one in found.open]))
    presses = [Press("child_status", f"open:{CHILD_STATUS.name}", case_id)]
    return desk.words.view("views/plan_kinds", language, parts=parts, presses=presses)


def no_plan_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """Children of open cases without a current plan, in the cases that this person answers for."""
    whose, page = paged(asked)
    rows = [
        {"reference": one.case.reference, "name": one.child.name, "why": one.why, "since": one.since}
        for one in children_without_plan(acting)
    ]
    part = Part("children", rows, page=page, size=PAGE, turn="do:no_plan", turn_value=whose)
    return desk.words.view("views/no_plan", language, parts=[part])


def _due(found: PlansDue, one: DuePlan) -> dict[str, object]:
    child = found.children[one.child_id].name if one.child_id else ""
    return {"kind": one.plan_kind, "child": child, "because": list(one.because)}


def _open(found: PlansDue, one: OpenQuestion, case_id: str) -> dict[str, object]:
    child = found.children[one.child_id]
    form, about = CHILD_STATUS.name, str(Subject(case_id, chosen=(("child_id", child.id),)))
    if one.needs == "birth_date":
        form, about = "child", f"{child.id}:{child.version}"
    return {"child": child.name, "needs": one.needs, "presses": [Press("answer", f"open:{form}", about)]}


def _status(acting: Acting, subject: Subject, values: Values) -> Done:
    plan_kinds.record_status(acting, subject.id, values)
    return Done("saved", {"presses": [Press("plan_kinds", "do:plan_kinds", subject.id)]})


def _begins(on: OnCase | None, thing: object | None) -> Values:
    return {"since": on.today} if on else {}


FORMS = (Form(CHILD_STATUS, _status, "case.change", begins=_begins),)
