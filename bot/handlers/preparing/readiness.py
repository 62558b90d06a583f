"""Readiness: opening and turning its page, an interpreter, the go, and taking it back."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from bot.domain.conference import Conference
from bot.flows.readiness import GO, INTERPRETING
from bot.handlers.desk import Desk, pressed
from bot.handlers.form import Done, Form, Subject, Values, again
from bot.handlers.preparing.readiness_view import readiness_view
from bot.handlers.showing import shows
from bot.services.acting import Acting, OnCase
from bot.services.preparing import go, interpreting, readiness

Body = Mapping[str, Any]


def register(app: App, desk: Desk) -> None:
    """The page, and what is done on it without a form."""
    shows(app, desk, {"ready": readiness_view})

    @app.action(pressed("go_back"))
    def go_back(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        conference_id = go.take_back(context["acting"], body["actions"][0]["value"])
        ack()
        show_ready(desk, conference_id, body, client, respond, context)


def show_ready(
    desk: Desk, asked: str, body: Body, client: WebClient, respond: Respond, context: BoltContext
) -> None:
    """The page, in its own place or over what was clicked in."""
    view = readiness_view(desk, context["acting"], asked, context["language"])
    desk.turn(client, body, view, respond, context["language"])


def _interpreting(acting: Acting, subject: Subject, values: Values) -> Done:
    told = interpreting.settle(acting, subject.id, values)
    if told:
        return Done("need_answered", {"asker_hears": told})
    return again("interpreting", subject)


def _go(acting: Acting, subject: Subject, values: Values) -> Done:
    made = go.decide(acting, subject.id, values)
    return Done("go", {"count": len(made.open_items)})


def _place_is_empty(on: OnCase | None, subject: Subject) -> Mapping[str, object]:
    if on is None:
        return {}
    found = readiness.readiness(on, on.work.get(Conference, subject.id))
    return {"place_is_empty": found.place_is_empty}


FORMS = (
    Form(INTERPRETING, _interpreting, "conference.ready", about=Conference),
    Form(GO, _go, "conference.ready", about=Conference, facts=_place_is_empty),
)
