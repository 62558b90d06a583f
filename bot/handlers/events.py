"""Events from the inbox: someone opened App Home, wrote to the bot or under a card, came or left."""

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.handlers.agenda.free_words import offered_back
from bot.handlers.desk import problem_of
from bot.handlers.entries import threads
from bot.handlers.languages import Languages
from bot.handlers.seeing.home import publish
from bot.render import Words
from bot.services.acting import Acting, Agency
from bot.services.delivery.inbox import AGAIN, event_key, workspace_of
from bot.services.people.channel import Happened, note_change

log = logging.getLogger(__name__)
Event = Mapping[str, Any]
# Slack says so of somebody who left, or may not be written to: no later try would end otherwise.
NOBODY_THERE = frozenset(
    {"cannot_dm_bot", "channel_not_found", "is_archived", "messages_tab_disabled", "not_enabled"}
    | {"not_in_channel", "restricted_action", "user_disabled", "user_not_found", "user_not_visible"}
    | {"user_not_in_channel"}
)
# An answer bears the moment of the message that it answers, and no word of it.
ANSWER = "roundtable_answer"
CHANNEL_EVENTS = ("member_joined_channel", "member_left_channel", "channel_left", "group_left")


def handler(words: Words, agency: Agency, client: WebClient) -> Callable[[Event], None]:
    """What the inbox calls for each event; each kind bears being told twice."""

    def handle(body: Event) -> None:
        try:
            tell(body)
        except SlackApiError as refused:
            # An event that is never finished keeps its body, and with it what somebody wrote.
            if problem_of(refused) not in NOBODY_THERE:
                raise
            log.warning("event without an answer, %s", problem_of(refused))

    def tell(body: Event) -> None:
        event = body["event"]
        if event["type"] in CHANNEL_EVENTS:
            note_change(agency, workspace_of(body), happened(body), event_key(body))
            return
        if event["type"] == "reaction_added" or _written_in_channel(event):
            acting = Acting(agency=agency, workspace_id=workspace_of(body), user=threads.writer_of(event))
            threads.tell(words, client, acting, event, _language(acting))
            return
        acting = Acting(agency=agency, workspace_id=workspace_of(body), user=str(event.get("user", "")))
        if event["type"] == "app_home_opened" and event.get("tab") == "home":
            publish(words, client, acting, _language(acting))
        elif event["type"] == "message" and _typed_by_a_person(event):
            _answer(words, client, event, acting, again=bool(body.get(AGAIN)))

    return handle


def happened(body: Event) -> Happened:
    """Who joined or left. Of the bot's own leaving Slack tells by an event that names nobody."""
    event = body["event"]
    us = {str(one["user_id"]) for one in body.get("authorizations") or () if one.get("is_bot")}
    user = str(event.get("user") or "")
    return Happened(
        channel_id=str(event["channel"]),
        joined=event["type"] == "member_joined_channel",
        at=datetime.fromtimestamp(float(event.get("event_ts") or body["event_time"]), UTC),
        slack_user=user,
        ours=not user or user in us,
    )


def _written_in_channel(event: Event) -> bool:
    return event["type"] == "message" and event.get("channel_type") != "im"


def _typed_by_a_person(event: Event) -> bool:
    return event.get("channel_type") == "im" and not event.get("bot_id") and not event.get("subtype")


def _answer(words: Words, client: WebClient, event: Event, acting: Acting, again: bool) -> None:
    """A free message is neither kept nor shown to anyone: say so once, and offer it back as a topic."""
    if again and _answered(client, event):
        return
    said = offered_back(words, acting, str(event.get("text") or ""), _language(acting))
    client.chat_postMessage(
        channel=event["channel"],
        text=said.text,
        blocks=said.blocks,
        metadata=_mark(event),
        unfurl_links=False,
        unfurl_media=False,
    )


def _answered(client: WebClient, event: Event) -> bool:
    """Whether an earlier try arrived, and only what Slack said of it was lost."""
    found = client.conversations_history(
        channel=event["channel"], oldest=event["ts"], include_all_metadata=True, limit=15
    )
    marks = [(one.get("metadata") or {}).get("event_payload") for one in found["messages"]]
    return _mark(event)["event_payload"] in marks


def _mark(event: Event) -> dict[str, Any]:
    return {"event_type": ANSWER, "event_payload": {"to": event["ts"]}}


def _language(acting: Acting) -> str:
    """As for every click: what the case team noted counts before what Slack names."""
    return Languages(acting.agency.units).of(acting.workspace_id, acting.user)
