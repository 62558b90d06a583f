"""Replies under a conference's card, where the agency has them read: kept, with a reaction as the receipt."""

import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.domain.errors import NotAllowed, NotNow
from bot.flows.thread_mark import RECEIPT, UNDO, marked
from bot.handlers.desk import problem_of
from bot.render import Words
from bot.services.acting import Acting
from bot.services.entries import from_thread
from bot.services.entries.from_thread import Reply

log = logging.getLogger(__name__)
Event = Mapping[str, Any]
# A reply with a picture, and one that its writer showed to the whole channel, are replies as well.
WRITTEN = (None, "file_share", "thread_broadcast")
CHANGED, DELETED = "message_changed", "message_deleted"
# The reaction stands as it should already, or the message is gone: there is nothing left to do.
AS_IT_SHOULD_BE = frozenset({"already_reacted", "no_reaction", "message_not_found"})
# The entry is in the record all the same; the operator hears what is missing.
OF_THE_APP = frozenset({"missing_scope", "not_reactable", "too_many_emoji", "too_many_reactions"})


def is_read(body: Event, read_threads: bool) -> bool:
    """Whether an event may be kept at all, even for a moment.

    Of what people write in a channel that is only a reply that bears the mark, or bore it before an edit.
    """
    event = body.get("event") or {}
    if body.get("type") != "event_callback":
        return True
    if event.get("type") == "reaction_added":
        # Our own one stands under each receipt, for people to press.
        ours = {one.get("user_id") for one in body.get("authorizations") or ()}
        return read_threads and event.get("reaction") == UNDO and event.get("user") not in ours
    if event.get("type") != "message" or event.get("channel_type") == "im":
        return True
    return read_threads and any(_is_marked_reply(one) for one in _versions(event))


def tell(words: Words, client: WebClient, acting: Acting, event: Event, language: str) -> None:
    """A marked reply, what became of it, or a reaction that takes it back; whoever did it hears why not."""
    channel, ts = _place(event)
    try:
        stands = _brought_in_line(acting, event)
    except (NotAllowed, NotNow) as problem:
        said = words.error(problem, language)
        thread = _versions(event)[0].get("thread_ts") if event["type"] == "message" else None
        client.chat_postEphemeral(
            channel=channel, user=acting.user, text=said.text, blocks=said.blocks, thread_ts=thread
        )
        return
    if stands is not None:
        for name in (RECEIPT, UNDO):
            _react(client, stands, channel=channel, timestamp=ts, name=name)


def writer_of(event: Event) -> str:
    """Who did it: the one who reacted, or the one whose message it is."""
    return str(event["user"] if event["type"] == "reaction_added" else _versions(event)[0].get("user") or "")


def _brought_in_line(acting: Acting, event: Event) -> bool | None:
    channel, ts = _place(event)
    if event["type"] == "reaction_added":
        return from_thread.undo(acting, channel, ts)
    said = _versions(event)[0]
    text = "" if event.get("subtype") == DELETED else str(said.get("text") or "")
    at = datetime.fromtimestamp(float(event.get("event_ts") or event["ts"]), UTC)
    reply = Reply(channel_id=channel, thread_ts=str(said["thread_ts"]), ts=ts, text=text, heard_at=at)
    return from_thread.hear(acting, reply)


def _versions(event: Event) -> list[Event]:
    """The message, newest first, as far as Slack hands it on: before an edit or a deletion too."""
    if event.get("subtype") == CHANGED:
        return [event.get("message") or {}, event.get("previous_message") or {}]
    if event.get("subtype") == DELETED:
        return [event.get("previous_message") or {}]
    return [event] if event.get("subtype") in WRITTEN else [{}]


def _is_marked_reply(message: Event) -> bool:
    in_thread = message.get("thread_ts") not in (None, message.get("ts"))
    by_person = bool(message.get("user")) and not message.get("bot_id")
    return in_thread and by_person and marked(str(message.get("text") or "")) is not None


def _place(event: Event) -> tuple[str, str]:
    """The channel and the message that an event is about."""
    if event["type"] == "reaction_added":
        return str(event["item"].get("channel", "")), str(event["item"].get("ts", ""))
    ts = event.get("deleted_ts") or _versions(event)[0].get("ts") or event["ts"]
    return str(event["channel"]), str(ts)


def _react(client: WebClient, stands: bool, **where: str) -> None:
    try:
        if stands:
            client.reactions_add(**where)
        else:
            client.reactions_remove(**where)
    except SlackApiError as refused:
        problem = problem_of(refused)
        if problem in OF_THE_APP:
            log.error("reply without a receipt, %s", problem)
        elif problem not in AS_IT_SHOULD_BE:
            raise
