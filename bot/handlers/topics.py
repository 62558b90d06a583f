"""Each member is asked alone, one question at a time, what to talk about; answers are keyed by step."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from bot.domain.errors import AlreadyDone, PlanningError
from bot.flows.agenda_topics import AGENDA_TOPICS
from bot.flows.answers import read
from bot.flows.flow import next_step
from bot.handlers.desk import Desk, pressed
from bot.handlers.errors import tell
from bot.handlers.forms import raw_values
from bot.render import Message
from bot.services import guided
from bot.services.acting import Acting

Body = Mapping[str, Any]
NAME = AGENDA_TOPICS.name


def register(app: App, desk: Desk) -> None:
    """Begin, answer in a form, answer by button, skip, later, stop."""

    @app.action(pressed("begin"))
    def begin(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        ack()
        _ask(desk, context, body["actions"][0]["value"], respond)

    @app.action(f"open:{NAME}")
    def write(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        ack()
        subject, step = body["actions"][0]["value"].split(":")
        metadata = f"{subject}:{step}"
        view = desk.words.form(
            AGENDA_TOPICS,
            context["language"],
            answers=guided.answers(context["acting"], AGENDA_TOPICS, subject),
            only=step,
            metadata=metadata,
        )
        desk.open(client, body, view, respond, context["language"])

    @app.view(f"form:{NAME}")
    def answered(ack: Ack, body: Body, context: BoltContext) -> None:
        subject, step = body["view"]["private_metadata"].split(":")
        try:
            value = read(AGENDA_TOPICS.step(step), raw_values(body["view"]).get(step), {})
            with suppress(AlreadyDone):  # sent again because the first answer got lost: on to the next
                guided.answer_topic(context["acting"], subject, step, value)
        except PlanningError as error:
            tell(desk, error, ack, body, context["language"])
            return
        ack(response_action="update", view=_next_view(desk, context, subject))

    @app.action(pressed("skip"))
    def skip(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        _, subject, step = body["actions"][0]["value"].split(":")
        guided.answer_topic(context["acting"], subject, step, None)
        ack()
        _ask(desk, context, subject, respond)

    @app.action(pressed("later"))
    def later(ack: Ack, respond: Respond, context: BoltContext) -> None:
        ack()
        _say(desk, context, respond, "agenda_topics/later_said")

    @app.action(pressed("stop"))
    def stop(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        guided.stop(context["acting"], AGENDA_TOPICS, body["actions"][0]["value"].split(":")[1])
        ack()
        _say(desk, context, respond, "agenda_topics/stopped")


def _ask(desk: Desk, context: BoltContext, subject: str, respond: Respond) -> None:
    """The next question in place of the last one, or thanks at the end."""
    said = _question(desk, context, subject)
    desk.say(respond, said.text, said.blocks, replace=True)


def _question(desk: Desk, context: BoltContext, subject: str) -> Message:
    acting: Acting = context["acting"]
    step = next_step(AGENDA_TOPICS, guided.answers(acting, AGENDA_TOPICS, subject), {})
    if step is None:
        return desk.words.message("agenda_topics/thanks", context["language"])
    return desk.words.question(AGENDA_TOPICS, step, context["language"], subject=subject)


def _next_view(desk: Desk, context: BoltContext, subject: str) -> dict[str, Any]:
    """After an answer in a form: the next question's form at once, or thanks."""
    answers = guided.answers(context["acting"], AGENDA_TOPICS, subject)
    step = next_step(AGENDA_TOPICS, answers, {})
    if step is None:
        return desk.words.view("receipts/topics", context["language"])
    return desk.words.form(
        AGENDA_TOPICS, context["language"], only=step.name, metadata=f"{subject}:{step.name}"
    )


def _say(desk: Desk, context: BoltContext, respond: Respond, name: str) -> None:
    said = desk.words.message(name, context["language"])
    desk.say(respond, said.text, said.blocks, replace=True)
