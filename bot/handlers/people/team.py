"""The team and what is known of the case: people, children, dates, placement, facts."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.domain.case import Case, CaseEvent, Child
from bot.domain.people import Person
from bot.flows.case import BACKGROUND, CHILD, EVENT, PLACEMENT, TRIBE_INQUIRY
from bot.flows.team import CASE_FACT, PERSON, YOUTH_PICKS
from bot.handlers.desk import Desk, pressed
from bot.handlers.form import Done, Form, Subject, Values, add_or_correct, again
from bot.handlers.people.people_views import people_view
from bot.handlers.showing import redrawn
from bot.services import cases
from bot.services.acting import Acting, OnCase
from bot.services.people import team, youth_picks


def register(app: App, desk: Desk) -> None:
    """Who left, and that they did not."""

    @app.action(pressed("left"))
    def left(ack: Ack, body: Mapping[str, Any], client: WebClient, context: BoltContext) -> None:
        case_id = team.remove_person(context["acting"], body["actions"][0]["value"])
        redrawn(desk, ack, body, client, context, people_view, case_id)

    @app.action(pressed("came_back"))
    def came_back(ack: Ack, body: Mapping[str, Any], client: WebClient, context: BoltContext) -> None:
        case_id = team.bring_back(context["acting"], body["actions"][0]["value"])
        redrawn(desk, ack, body, client, context, people_view, case_id)


def _person(acting: Acting, subject: Subject, values: Values) -> Done:
    keep = add_or_correct("person", team.add_person, team.change_person)
    return keep(acting, subject, {**values, "parent_of": values.get("parent_of") or ()})


def _add_event(acting: Acting, case_id: str, values: Values) -> str:
    return cases.record_event(acting, case_id, values["name"], values["on"], values.get("child_id"))


def _background(acting: Acting, subject: Subject, values: Values) -> Done:
    cases.describe_case(acting, subject.id, values, subject.version or 0)
    return Done()


def _placement(acting: Acting, subject: Subject, values: Values) -> Done:
    cases.record_placement(acting, subject.id, values)
    return Done()


def _tribe_inquiry(acting: Acting, subject: Subject, values: Values) -> Done:
    cases.record_tribe_inquiry(acting, subject.id, values)
    return Done()


def _case_fact(acting: Acting, subject: Subject, values: Values) -> Done:
    team.record_fact(acting, subject.id, values)
    return Done()


def _youth_picks(acting: Acting, subject: Subject, values: Values) -> Done:
    youth_picks.record_picks(acting, subject.id, values)
    return again("youth_picks", subject)


def _children_facts(on: OnCase | None, subject: Subject) -> Mapping[str, object]:
    several = on is not None and len(on.work.find(Child, case_id=on.case.id)) > 1
    return {"several_children": several}


FORMS = (
    Form(PERSON, _person, "team.change", corrects=Person, facts=_children_facts),
    Form(CHILD, add_or_correct("child", cases.add_child, cases.correct_child), "case.change", corrects=Child),
    Form(
        EVENT,
        add_or_correct("event", _add_event, cases.correct_event),
        "case.change",
        corrects=CaseEvent,
    ),
    Form(BACKGROUND, _background, "case.change", corrects=Case),
    Form(PLACEMENT, _placement, "case.change"),
    Form(TRIBE_INQUIRY, _tribe_inquiry, "case.change"),
    Form(CASE_FACT, _case_fact, "team.change"),
    Form(YOUTH_PICKS, _youth_picks, "team.change"),
)
