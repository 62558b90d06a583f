"""Planning a conference: when, who was told, replies, topics, the agenda."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from bot.domain.conference import Conference, Topic
from bot.flows.meeting import AGENDA_TOLD, CANCEL, NOTICE, SCHEDULE, TOPIC
from bot.handlers.desk import Desk, pressed
from bot.handlers.form import Done, Form, Subject, Values, again
from bot.handlers.views import agenda_view
from bot.render import Part, Press
from bot.services import agenda, scheduling, telling
from bot.services.acting import Acting

Body = Mapping[str, Any]


def register(app: App, desk: Desk) -> None:
    """Replies to an invitation, asking for topics, sending and opening the agenda."""

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

    @app.action(pressed("ask_topics"))
    def ask_topics(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        count = agenda.ask_for_topics(context["acting"], body["actions"][0]["value"])
        ack()
        desk.wake()
        words = desk.words.text("captured/topics_asked", context["language"], count=count)
        desk.say(respond, words)

    @app.action(pressed("send_agenda"))
    def send_agenda(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        agenda.send_agenda(context["acting"], body["actions"][0]["value"])
        ack()
        desk.wake()
        words = desk.words.text("captured/agenda_sent", context["language"])
        desk.say(respond, words)

    @app.action(pressed("open_agenda"))
    def open_agenda(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        ack()
        view = agenda_view(desk, context["acting"], body["actions"][0]["value"], context["language"])
        desk.open(client, body, view, respond, context["language"])

    @app.action(pressed("seen_agenda"))
    def seen_agenda(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        agenda.seen(context["acting"], body["actions"][0]["value"])
        ack()
        words = desk.words.text("captured/agenda_seen", context["language"])
        desk.say(respond, words)


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


def _topic(acting: Acting, subject: Subject, values: Values) -> Done:
    told = {**values, "parked": bool(values.get("parked"))}
    if subject.version is None:
        agenda.add_topic(acting, subject.id, told)
        return again("topic", subject)
    agenda.arrange_topic(acting, subject.id, told, subject.version)
    return Done()


def _agenda_told(acting: Acting, subject: Subject, values: Values) -> Done:
    agenda.seen(acting, subject.id, values["person_id"], values["how"])
    return again("agenda_told", subject)


FORMS = (
    Form(SCHEDULE, _schedule, "conference.plan", corrects=Conference),
    Form(CANCEL, _cancel, "conference.plan", about=Conference),
    Form(NOTICE, _notice, "conference.plan", about=Conference),
    Form(TOPIC, _topic, "agenda.arrange", about=Conference, corrects=Topic),
    Form(AGENDA_TOLD, _agenda_told, "agenda.arrange", about=Conference),
)
