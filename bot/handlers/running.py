"""Running a conference, in private: the agenda topic by topic, any stage, a cue card before what is hard."""

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from bot.domain.conference import Conference, Topic
from bot.flows.meeting import STAGE_SKIP, TOPIC_SKIP
from bot.handlers.desk import Desk, View, pressed
from bot.handlers.form import Done, Form, Subject, Values
from bot.handlers.running_view import CUE, RUNNING, course_view, cue_view, running_view
from bot.render import Press
from bot.services.acting import Acting
from bot.services.meeting import running, signals, stages, topics_at_hand

Body = Mapping[str, Any]
HERE = (f"view:{RUNNING}", f"view:{CUE}")
AT_A_TAP: Mapping[str, Callable[[Acting, str], str]] = {
    "topic_begin": topics_at_hand.take_up,
    "topic_done": topics_at_hand.done,
    "topic_park": topics_at_hand.park,
    "tick": signals.tick_off,
}


def register(app: App, desk: Desk) -> None:
    """The view, and everything that is pressed in it."""

    @app.action(pressed("running"))
    def look(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        ack()
        conference_id, _, page = _value(body).partition(":")
        view = running_view(desk, context["acting"], conference_id, context["language"], int(page or 1))
        _show(body, client, respond, context, view)

    @app.action(pressed("topic_take"))
    def take(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        topic = topics_at_hand.at_hand(context["acting"], _value(body))
        if topic.hard:
            ack()
            begin = Press("begin", "do:topic_begin", topic.id, "primary")
            _show(body, client, respond, context, cue_view(desk, context["language"], begin, topic=topic))
        else:
            at_a_tap("topic_begin", ack, body, client, respond, context)

    @app.action(pressed("stage_to"))
    def go(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        conference_id, stage = _value(body).split(":")
        shown = running.look(context["acting"], conference_id)
        if stage in shown.hard_stages and stage != shown.conference.stage:
            ack()
            begin = Press("begin", "do:stage_begin", _value(body), "primary")
            _show(body, client, respond, context, cue_view(desk, context["language"], begin, stage=stage))
        else:
            enter(ack, body, client, respond, context)

    @app.action(pressed("stage_begin"))
    def begin_stage(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        enter(ack, body, client, respond, context)

    def enter(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        conference_id, stage = _value(body).split(":")
        stages.jump(context["acting"], conference_id, stage)
        _again(conference_id, ack, body, client, respond, context)

    @app.action(pressed("course"))
    def course(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        ack()
        view = course_view(desk, context["acting"], _value(body), context["language"])
        desk.open(client, body, view, respond, context["language"])

    def at_a_tap(
        name: str, ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext
    ) -> None:
        conference_id = AT_A_TAP[name](context["acting"], _value(body))
        _again(conference_id, ack, body, client, respond, context, near=_value(body))

    for action in AT_A_TAP:
        app.action(pressed(action))(_named(action, at_a_tap))

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
        _show(body, client, respond, context, view)

    def _show(body: Body, client: WebClient, respond: Respond, context: BoltContext, view: View) -> None:
        """In place of the view where it was pressed; over or beside anything else."""
        if (body.get("view") or {}).get("callback_id") in HERE:
            desk.update(client, body["view"]["id"], view)
        else:
            desk.open(client, body, view, respond, context["language"])


def _named(name: str, deed: Callable[..., None]) -> Callable[..., None]:
    """A listener of its own for each action, as Bolt hands arguments over by their names."""

    def listen(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        deed(name, ack, body, client, respond, context)

    return listen


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
