"""A case team's channel: who came and went, and letting cards back into it."""

import logging
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.domain.channel import ChannelChange
from bot.domain.errors import NotNow
from bot.handlers.desk import SLACK_IS_AWAY, Desk, View, pressed, problem_of
from bot.handlers.preparing.private import kept_apart_view
from bot.handlers.showing import paged, shows
from bot.render import Part, Press
from bot.services.acting import Acting
from bot.services.people import channel
from bot.services.people.channel import Changes

log = logging.getLogger(__name__)
Body = Mapping[str, Any]
PAGE = 20


def register(app: App, desk: Desk) -> None:
    """The list behind "people came or went", and the word of one who leads that cards may come back."""
    shows(app, desk, {"channel": channel_view})

    @app.action(pressed("cards_back"))
    def cards_back(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        ack()
        acting, case_id = context["acting"], body["actions"][0]["value"]
        here = member_ids(client, channel.channel_of(acting, case_id))
        channel.let_cards_back(acting, case_id, here)
        desk.wake()
        view = kept_apart_view(desk, acting, case_id, context["language"])
        desk.update(client, body["view"]["id"], view)


def member_ids(client: WebClient, channel_id: str) -> list[str]:
    """Everyone who is in a channel now. Raises NotNow when Slack does not say."""
    try:
        pages = client.conversations_members(channel=channel_id, limit=200)
        return [str(member) for page in pages for member in page["members"]]
    except SLACK_IS_AWAY as away:
        log.warning("channel not looked at, %s", problem_of(away))
        raise NotNow("slack_is_busy") from None


def channel_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """Who came into the channel and who left it, the newest first."""
    case_id, page = paged(asked)
    found = channel.look(acting, case_id)
    rows = [_row(found, one) for one in found.changes]
    changes = Part("changes", rows, page=page, size=PAGE, turn="do:channel", turn_value=case_id)
    people = Press("people", "do:people", case_id)
    return desk.words.view("views/channel", language, parts=[changes], presses=[people], out=found.out)


def _row(found: Changes, change: ChannelChange) -> dict[str, Any]:
    person = found.people.get(change.slack_user)
    return {
        "name": person.name if person else "",
        "user": change.slack_user,
        "ours": change.ours,
        "joined": change.joined,
        "at": change.at,
        "zone": found.zone,
    }
