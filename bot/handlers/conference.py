"""Holding a conference: the card's buttons, attendance, and what is recorded so far."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from bot.domain.conference import Conference
from bot.flows.meeting import ATTENDANCE
from bot.handlers.desk import Desk, pressed
from bot.handlers.form import Done, Form, Subject, Values, again
from bot.handlers.read_back import plan_view
from bot.handlers.views import entries_view, record_view
from bot.render import Press
from bot.services import child_part, holding
from bot.services.acting import Acting

Body = Mapping[str, Any]


def register(app: App, desk: Desk) -> None:
    """Start, next, back, end; and the private views behind the card."""

    @app.action(pressed("start"))
    def start(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        holding.start(context["acting"], _value(body))
        _done(ack, respond, context, "captured/started")

    @app.action(pressed("next_stage"))
    def next_stage(ack: Ack, body: Body, context: BoltContext) -> None:
        conference_id, seen = _value(body).split(":")
        holding.go_to_stage(context["acting"], conference_id, seen, 1)
        ack()
        desk.wake()

    @app.action(pressed("previous_stage"))
    def previous_stage(ack: Ack, body: Body, context: BoltContext) -> None:
        conference_id, seen = _value(body).split(":")
        holding.go_to_stage(context["acting"], conference_id, seen, -1)
        ack()
        desk.wake()

    @app.action(pressed("end"))
    def end(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        holding.end(context["acting"], _value(body))
        _done(ack, respond, context, "captured/ended")

    @app.action(pressed("reopen"))
    def reopen(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        holding.reopen(context["acting"], _value(body))
        _done(ack, respond, context, "captured/started")

    @app.action(pressed("record"))
    def record(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        ack()
        view = record_view(desk, context["acting"], _value(body), context["language"])
        desk.open(client, body, view, respond, context["language"])

    @app.action(pressed("entries"))
    def entries(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        ack()
        case_id, kind, page = _value(body).split(":")
        view = entries_view(desk, context["acting"], case_id, kind, int(page), context["language"])
        if "page" in body["actions"][0]["action_id"]:
            desk.update(client, body["view"]["id"], view)
        else:
            desk.open(client, body, view, respond, context["language"])

    @app.action(pressed("plan"))
    def plan(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        ack()
        view = plan_view(desk, context["acting"], _value(body), context["language"])
        desk.turn(client, body, view, respond, context["language"])

    def _done(ack: Ack, respond: Respond, context: BoltContext, words: str) -> None:
        ack()
        desk.wake()
        desk.say(respond, desk.words.text(words, context["language"]))


def _value(body: Body) -> str:
    return str(body["actions"][0]["value"])


def _attendance(acting: Acting, subject: Subject, values: Values) -> Done:
    holding.attend(acting, subject.id, values)
    done = again("attendance", subject)
    if gap := child_part.after_attendance(acting, subject.id, values["person_id"]):
        presses = [Press("child_voice", f"open:{gap.form}", str(gap.subject)), *done.values["presses"]]
        return replace(done, values={**done.values, "presses": presses})
    return done


FORMS = (Form(ATTENDANCE, _attendance, "conference.hold", about=Conference),)
