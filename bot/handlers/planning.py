"""Planning a conference: when, who was invited, who was told, replies."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from bot.domain.conference import Conference
from bot.flows.meeting import CANCEL, NOTICE, SCHEDULE
from bot.handlers.desk import Desk, pressed
from bot.handlers.form import Done, Form, Subject, Values, again
from bot.render import Part, Press
from bot.services import scheduling, telling
from bot.services.acting import Acting

Body = Mapping[str, Any]


def register(app: App, desk: Desk) -> None:
    """Replies to an invitation, and who is to be told by staff."""

    @app.action(pressed("reply"))
    def reply(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        conference_id, answer = body["actions"][0]["value"].split(":")
        scheduling.reply(context["acting"], conference_id, answer)
        ack()
        desk.say(respond, desk.words.text("captured/replied", context["language"], reply=answer))

    @app.action(pressed("tell"))
    def tell(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        ack()
        conference_id = body["actions"][0]["value"]
        rows = [
            {"name": one.person.name, "told": one.told_on, "contact": one.person.contact or ""}
            for one in telling.people_to_tell(context["acting"], conference_id)
        ]
        view = desk.words.view(
            "views/tell",
            context["language"],
            parts=[Part("people", rows)],
            presses=[Press("told", "open:notice", conference_id, "primary")],
        )
        desk.open(client, body, view, respond, context["language"])


def _schedule(acting: Acting, subject: Subject, values: Values) -> Done:
    if subject.version is None:
        scheduling.schedule(acting, subject.id, values)
    else:
        scheduling.move(acting, subject.id, values, subject.version)
    return Done()


def _cancel(acting: Acting, subject: Subject, values: Values) -> Done:
    scheduling.cancel(acting, subject.id, values["why"])
    return Done()


def _notice(acting: Acting, subject: Subject, values: Values) -> Done:
    scheduling.record_notice(acting, subject.id, **values)
    return again("notice", subject)


FORMS = (
    Form(SCHEDULE, _schedule, "conference.plan", corrects=Conference),
    Form(CANCEL, _cancel, "conference.plan", about=Conference),
    Form(NOTICE, _notice, "conference.plan", about=Conference),
)
