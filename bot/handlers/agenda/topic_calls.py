"""The call for topics, for those who lead: who has answered, whom to call, and that somebody has none."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.handlers.desk import Desk, View, pressed
from bot.handlers.showing import paged, shows
from bot.render import Part, Press
from bot.services.acting import Acting
from bot.services.agenda import who_was_asked
from bot.services.agenda.who_was_asked import Asked

Body = Mapping[str, Any]
PAGE = 30


def register(app: App, desk: Desk) -> None:
    """The list of everybody, and the tap that notes that somebody has no topics."""
    shows(app, desk, {"who_was_asked": calls_view})

    @app.action(pressed("no_topics_from"))
    def note_none(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        conference_id, person_id = body["actions"][0]["value"].split(":")
        who_was_asked.note_none(context["acting"], conference_id, person_id)
        ack()
        desk.wake()
        view = calls_view(desk, context["acting"], conference_id, context["language"])
        desk.update(client, body["view"]["id"], view)


def calls_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """Until when topics are asked for (`<conference>`, or `<conference>:<page>`), and how far it is."""
    conference_id, page = paged(asked)
    found = who_was_asked.look(acting, conference_id)
    silent = sorted(found.people, key=lambda one: one.state == "answered")
    rows = [_row(one, conference_id) for one in silent]
    people = Part("people", rows, page=page, size=PAGE, turn="do:who_was_asked", turn_value=conference_id)
    ask = [Press("ask_topics", "do:ask_topics", conference_id)]
    return desk.words.view(
        "views/topic_calls",
        language,
        parts=[people],
        presses=ask if any(one.state in ("to_be_asked", "not_asked") for one in found.people) else [],
        first=found.first,
        last=found.last,
    )


def _row(asked: Asked, conference_id: str) -> dict[str, object]:
    person_id = asked.person.id
    note = [
        Press("topic_of", "open:topic", f"{conference_id}?from_person={person_id}"),
        Press("no_topics_from", "do:no_topics_from", f"{conference_id}:{person_id}"),
    ]
    return {
        "name": asked.person.name,
        "state": asked.state,
        "on": asked.on,
        "presses": [] if asked.state == "answered" else note,
    }
