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
from bot.handlers.agenda.own_topics import my_topics_view, named_part
from bot.handlers.desk import Desk, of_flow, pressed
from bot.handlers.errors import tell
from bot.handlers.forms import raw_values
from bot.render import Message, Press
from bot.services.agenda import own_topics
from bot.services.preparing import guided

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
        acting, language = context["acting"], context["language"]
        if step not in guided.answers(acting, AGENDA_TOPICS, subject):
            view = desk.words.form(AGENDA_TOPICS, language, only=step, metadata=f"{subject}:{step}")
            desk.open(client, body, view, respond, language)
            return
        # An older message: what was answered is shown, never asked over again.
        desk.open(client, body, my_topics_view(desk, acting, subject, language), respond, language)
        _ask(desk, context, subject, respond)

    @app.view(f"form:{NAME}")
    def answered(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        subject, step = body["view"]["private_metadata"].split(":")
        try:
            value = read(AGENDA_TOPICS.step(step), raw_values(body["view"]).get(step), {})
            with suppress(AlreadyDone):  # sent again because the first answer got lost: on to the next
                guided.answer_topic(context["acting"], subject, step, value)
        except PlanningError as error:
            tell(desk, error, ack, body, context["language"])
            return
        ack(response_action="update", view=_next_view(desk, context, subject))
        _ask_where_asked(desk, context, subject, client)

    @app.action(pressed("answer"), matchers=[of_flow(NAME)])
    def choose(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        _, subject, step, choice = body["actions"][0]["value"].split(":")
        value = read(AGENDA_TOPICS.step(step), choice, {})
        with suppress(AlreadyDone):
            guided.answer_topic(context["acting"], subject, step, value)
        ack()
        _ask(desk, context, subject, respond)

    @app.action(pressed("skip"), matchers=[of_flow(NAME)])
    def skip(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        _, subject, step = body["actions"][0]["value"].split(":")
        guided.answer_topic(context["acting"], subject, step, None)
        ack()
        _ask(desk, context, subject, respond)

    @app.action(pressed("later"), matchers=[of_flow(NAME)])
    def later(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        subject = body["actions"][0]["value"].split(":")[1]
        guided.later(context["acting"], subject)
        ack()
        way_on = Press("go_on", "do:begin", subject)
        said = desk.words.message("agenda_topics/later_said", context["language"], presses=[way_on])
        _stand_still(desk, context, subject, said, respond)

    @app.action(pressed("stop"), matchers=[of_flow(NAME)])
    def stop(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        subject = body["actions"][0]["value"].split(":")[1]
        guided.stop(context["acting"], AGENDA_TOPICS, subject)
        ack()
        more = Press("another", "open:own_topic", subject)
        said = desk.words.message("agenda_topics/stopped", context["language"], presses=[more])
        _stand_still(desk, context, subject, said, respond)


def _ask(desk: Desk, context: BoltContext, subject: str, respond: Respond) -> None:
    """What was named so far and the next question, in place of the last one; or thanks at the end."""
    said = _now(desk, context, subject)
    desk.say(respond, said.text, said.blocks, replace=True)


def _ask_where_asked(desk: Desk, context: BoltContext, subject: str, client: WebClient) -> None:
    """The same where it was asked, after an answer in a form: whoever closes it finds where they were."""
    place = own_topics.where_asked(context["acting"], subject)
    if place:
        desk.edit(client, place, _now(desk, context, subject))


def _now(desk: Desk, context: BoltContext, subject: str) -> Message:
    acting, language = context["acting"], context["language"]
    step = next_step(AGENDA_TOPICS, guided.answers(acting, AGENDA_TOPICS, subject), {})
    if step:
        asked = desk.words.question(AGENDA_TOPICS, step, language, subject=subject)
    else:
        more = [Press("another", "open:own_topic", subject)]
        asked = desk.words.message("agenda_topics/thanks", language, presses=more)
    return _below_what_was_named(desk, context, subject, asked)


def _stand_still(desk: Desk, context: BoltContext, subject: str, asked: Message, respond: Respond) -> None:
    """What was named so far, and the way on for whoever wants to."""
    said = _below_what_was_named(desk, context, subject, asked)
    desk.say(respond, said.text, said.blocks, replace=True)


def _below_what_was_named(desk: Desk, context: BoltContext, subject: str, asked: Message) -> Message:
    topics = own_topics.named(context["acting"], subject)
    if not topics:
        return asked
    so_far = desk.words.message(
        "agenda_topics/so_far", context["language"], parts=[named_part(topics)], presses=[]
    )
    return Message(f"{so_far.text}\n{asked.text}", [*so_far.blocks, *asked.blocks])


def _next_view(desk: Desk, context: BoltContext, subject: str) -> dict[str, Any]:
    """After an answer in a form: the next question's form at once, or all that was named."""
    acting, language = context["acting"], context["language"]
    step = next_step(AGENDA_TOPICS, guided.answers(acting, AGENDA_TOPICS, subject), {})
    if step is None:
        return my_topics_view(desk, acting, subject, language)
    return desk.words.form(AGENDA_TOPICS, language, only=step.name, metadata=f"{subject}:{step.name}")
