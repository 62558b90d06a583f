"""An invitation and its answer: the message says what was answered, and how to answer otherwise."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from bot.domain.conference import Conference
from bot.domain.errors import NotNow
from bot.handlers.desk import Desk, pressed
from bot.handlers.seeing.home import drawn_again
from bot.notices.conference import calendar_press, get_ready_press, reply_presses
from bot.render import Press
from bot.services.calling import scheduling

Body = Mapping[str, Any]


def register(app: App, desk: Desk) -> None:
    """Answer, and answer again."""

    @app.action(pressed("reply"))
    def reply(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        conference_id, answer, *asked = _value(body).split(":")
        try:
            conference = scheduling.reply(context["acting"], conference_id, answer, *asked)
        except NotNow as late:
            if late.problem != "conference_moved":
                raise
            ack()
            _ask(desk, body, client, respond, context, moved=True)
            return
        ack()
        if not drawn_again(desk, body, client, context):
            presses = [Press("change", "do:reply_again", conference_id), get_ready_press(conference)]
            if answer != "no":
                presses.append(calendar_press(conference))
            _put(desk, respond, context, "captured/replied", conference, reply=answer, presses=presses)

    @app.action(pressed("reply_again"))
    def reply_again(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        ack()
        _ask(desk, body, client, respond, context, moved=False)


def _ask(
    desk: Desk, body: Body, client: WebClient, respond: Respond, context: BoltContext, *, moved: bool
) -> None:
    """The question about the time that stands now."""
    conference = scheduling.invited_to(context["acting"], _value(body).split(":")[0])
    if not drawn_again(desk, body, client, context):
        presses = reply_presses(conference)
        _put(desk, respond, context, "captured/reply_again", conference, moved=moved, presses=presses)


def _put(
    desk: Desk, respond: Respond, context: BoltContext, name: str, conference: Conference, **values: object
) -> None:
    """In place of the message whose button was pressed."""
    language = context["language"]
    about = {
        "when": conference.starts_at,
        "zone": conference.zone,
        "place": conference.place or "",
        "ways": [desk.words.name("took_part", one, language).lower() for one in conference.ways],
    }
    said = desk.words.message(name, language, **about, **values)
    desk.say(respond, said.text, said.blocks, replace=True)


def _value(body: Body) -> str:
    return str(body["actions"][0]["value"])
