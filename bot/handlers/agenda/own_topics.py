"""What one person named for the agenda, shown where they are asked: change, take back, name another."""

from collections.abc import Mapping, Sequence
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from bot.domain.conference import Conference, Topic
from bot.domain.errors import NotAllowed
from bot.flows.agenda_topics import OWN_TOPIC
from bot.handlers.desk import Desk, View, pressed
from bot.handlers.form import Done, Form, Subject, Values
from bot.handlers.showing import shows
from bot.render import Part, Press
from bot.services.acting import Acting, OnCase
from bot.services.agenda import own_topics

Body = Mapping[str, Any]


def register(app: App, desk: Desk) -> None:
    """The list as a private view, and its buttons."""
    shows(app, desk, {"my_topics": my_topics_view})

    @app.action(pressed("take_back"))
    def take_back(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        conference_id = own_topics.take_back(context["acting"], body["actions"][0]["value"])
        ack()
        _drawn_anew(desk, body, client, respond, context, conference_id)

    @app.action(pressed("name_again"))
    def name_again(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        conference_id = own_topics.name_again(context["acting"], body["actions"][0]["value"])
        ack()
        _drawn_anew(desk, body, client, respond, context, conference_id)


def my_topics_view(desk: Desk, acting: Acting, conference_id: str, language: str) -> View:
    """Everything this person named so far, as a modal."""
    return desk.words.view("receipts/topics", language, **_shown(acting, conference_id))


def _drawn_anew(
    desk: Desk, body: Body, client: WebClient, respond: Respond, context: BoltContext, conference_id: str
) -> None:
    """The list where the button was: in the modal, or in the message."""
    acting, language = context["acting"], context["language"]
    if body.get("view"):
        desk.update(client, body["view"]["id"], my_topics_view(desk, acting, conference_id, language))
        return
    said = desk.words.message("agenda_topics/so_far", language, **_with_a_way_on(acting, conference_id))
    desk.say(respond, said.text, said.blocks, replace=True)


def _with_a_way_on(acting: Acting, conference_id: str) -> dict[str, Any]:
    shown = _shown(acting, conference_id)
    return {**shown, "presses": [*shown["presses"], Press("go_on", "do:begin", conference_id)]}


def _shown(acting: Acting, conference_id: str) -> dict[str, Any]:
    topics = own_topics.named(acting, conference_id)
    return {
        "parts": [named_part(topics)],
        "presses": [Press("another", "open:own_topic", conference_id)],
    }


def named_part(topics: Sequence[Topic]) -> Part:
    """The topics that one person named, each with what became of it and its buttons."""
    return Part("named", [_row(topic) for topic in topics])


def _row(topic: Topic) -> dict[str, object]:
    presses = []
    if topic.stands:
        change = Press("change", "open:own_topic", f"{topic.id}:{topic.version}")
        presses = [change, Press("take_back", "do:take_back", topic.id)]
    elif own_topics.is_taken_back(topic):
        presses = [Press("name_again", "do:name_again", topic.id)]
    return {
        "said": topic.words,
        "said_first": True,
        "minutes": topic.minutes,
        "unshown": not topic.author_shown,
        "if_time": topic.if_time,
        "settled": topic.what_was_settled or "",
        "aside": "taken_back" if own_topics.is_taken_back(topic) else topic.aside,
        "why": topic.why_aside or "",
        "presses": presses,
    }


def _own_topic(acting: Acting, subject: Subject, values: Values) -> Done:
    if subject.version is None:
        own_topics.add(acting, subject.id, values)
        return Done("topics", _shown(acting, subject.id))
    conference_id = own_topics.change(acting, subject.id, values, subject.version)
    return Done("topics", _shown(acting, conference_id))


def _only_theirs(on: OnCase, topic: object | None) -> None:
    if isinstance(topic, Topic) and not own_topics.is_theirs(on, topic):
        raise NotAllowed("agenda_suggest")


FORMS = (
    Form(
        OWN_TOPIC,
        _own_topic,
        "agenda.suggest",
        about=Conference,
        corrects=Topic,
        may_touch=_only_theirs,
        begins=lambda on, thing: {"author_shown": True},
    ),
)
