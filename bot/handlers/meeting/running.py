"""Running a conference, in private: the agenda topic by topic, any stage, a cue card before what is hard."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from bot.domain.conference import Conference, Topic
from bot.flows.meeting import STAGE_SKIP, TOPIC_SKIP
from bot.handlers.desk import Desk, pressed
from bot.handlers.form import Done, Form, Subject, Values
from bot.handlers.meeting.running_view import asked_view, course_view, cue_view, running_view
from bot.handlers.showing import shows
from bot.render import Press
from bot.services.acting import Acting
from bot.services.meeting import running, signals, stages, topics_at_hand

Body = Mapping[str, Any]
AT_A_TAP: Mapping[str, Callable[[Acting, str], str]] = {
    "topic_begin": topics_at_hand.take_up,
    "topic_done": topics_at_hand.done,
    "topic_park": topics_at_hand.park,
    "tick": signals.tick_off,
}
TAPPED = re.compile(rf"^do:({'|'.join(AT_A_TAP)})(:\w+)?$")


def register(app: App, desk: Desk) -> None:
    """The view, and everything that is pressed in it."""
    shows(app, desk, {"running": asked_view, "course": course_view})

    @app.action(pressed("topic_take"))
    def take(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        topic = topics_at_hand.at_hand(context["acting"], _value(body))
        if topic.hard:
            ack()
            begin = Press("begin", "do:topic_begin", topic.id, "primary")
            view = cue_view(desk, context["language"], begin, topic=topic)
            desk.turn(client, body, view, respond, context["language"])
        else:
            at_a_tap("topic_begin", ack, body, client, respond, context)

    @app.action(pressed("stage_to"))
    def go(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        conference_id, stage = _value(body).split(":")
        shown = running.look(context["acting"], conference_id)
        if stage in shown.hard_stages and stage != shown.conference.stage:
            ack()
            begin = Press("begin", "do:stage_begin", _value(body), "primary")
            view = cue_view(desk, context["language"], begin, stage=stage)
            desk.turn(client, body, view, respond, context["language"])
        else:
            enter(ack, body, client, respond, context)

    @app.action(pressed("stage_begin"))
    def begin_stage(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        enter(ack, body, client, respond, context)

    def enter(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        conference_id, stage = _value(body).split(":")
        stages.jump(context["acting"], conference_id, stage)
        _again(conference_id, ack, body, client, respond, context)

    def at_a_tap(
        name: str, ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext
    ) -> None:
        conference_id = AT_A_TAP[name](context["acting"], _value(body))
        _again(conference_id, ack, body, client, respond, context, near=_value(body))

    @app.action(TAPPED)
    def tapped(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        if found := TAPPED.match(body["actions"][0]["action_id"]):
            at_a_tap(found[1], ack, body, client, respond, context)

    def _again(
        conference_id: str,
        ack: Ack,
        body: Body,
        client: WebClient,
        respond: Respond,
        context: BoltContext,
        near: str = "",
    ) -> None:
        ack()
        desk.wake()
        view = running_view(desk, context["acting"], conference_id, context["language"], near=near)
        desk.turn(client, body, view, respond, context["language"])


def _value(body: Body) -> str:
    return str(body["actions"][0]["value"])


def _skip_stage(acting: Acting, subject: Subject, values: Values) -> Done:
    stages.skip_stage(acting, subject.id, values["stage"], values["why"])
    return Done("skipped", {"presses": [Press("running", "do:running", subject.id)]})


def _skip_topic(acting: Acting, subject: Subject, values: Values) -> Done:
    conference_id = topics_at_hand.skip(acting, subject.id, values["why"])
    return Done("skipped", {"presses": [Press("running", "do:running", conference_id)]})


FORMS = (
    Form(STAGE_SKIP, _skip_stage, "conference.hold", about=Conference),
    Form(TOPIC_SKIP, _skip_topic, "conference.hold", about=Topic),
)
