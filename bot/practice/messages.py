"""Posting, changing and removing messages: what is kept, who sees it, which events follow."""

from __future__ import annotations

import copy
from collections.abc import Iterable

from bot.practice.events import emit, emit_in_channel
from bot.practice.model import Channel, Json, Message
from bot.practice.shapes import message_json
from bot.practice.workspace import Workspace

LONGEST_TEXT = 40_000


def with_ids(workspace: Workspace, blocks: list[Json]) -> list[Json]:
    """Blocks with the block_ids and action_ids that Slack fills in."""
    filled = copy.deepcopy(blocks)
    for block in filled:
        if block["type"] == "markdown":
            # Slack does not keep the block_id of a markdown block.
            block.pop("block_id", None)
        block.setdefault("block_id", workspace.ids.new("", 5))
        for element in interactive_elements(block):
            element.setdefault("action_id", workspace.ids.new("", 5))
    return filled


def interactive_elements(block: Json) -> Iterable[Json]:
    """The elements of one block that a person can use."""
    inner = block["elements"] if block["type"] in ("actions", "context_actions") else []
    for element in [block.get("element"), block.get("accessory"), *inner, *block.get("actions", [])]:
        if element and element["type"] != "image":
            yield element


def bot_identity(workspace: Workspace) -> Json:
    team = workspace.team
    profile = {"id": team.bot_id, "app_id": team.app_id, "name": workspace.manifest.name, "team_id": team.id}
    return {"user": team.bot_user_id, "bot_id": team.bot_id, "app_id": team.app_id, "bot_profile": profile}


def post(
    workspace: Workspace, channel: Channel, content: Json, author: str, metadata: Json | None = None
) -> Message:
    """Keep a message, show it to the channel's members and tell the bot."""
    ts = workspace.clock.timestamp()
    identity = bot_identity(workspace) if author == workspace.bot.id else {"user": author}
    body: Json = {
        "type": "message",
        **identity,
        "team": workspace.team.id,
        **copy.deepcopy(content),
        "ts": ts,
    }
    if blocks := body.get("blocks"):
        body["blocks"] = with_ids(workspace, blocks)
    message = Message(ts, channel.id, author, body, metadata)
    channel.messages[ts] = message
    if body.get("thread_ts"):
        _join_thread(channel, message)
    workspace.note("message", message_json(message), channel.id, channel.members)
    event = {**message_json(message), "event_ts": ts}
    emit_in_channel(workspace, channel, event, author)
    _mention(workspace, channel, message)
    return message


def _join_thread(channel: Channel, message: Message) -> None:
    parent = channel.messages[message.body["thread_ts"]]
    message.body["parent_user_id"] = parent.author
    parent.replies.append(message.ts)
    people = sorted({channel.messages[ts].author for ts in parent.replies})
    parent.body |= {
        "thread_ts": parent.ts,
        "reply_count": len(parent.replies),
        "reply_users": people,
        "reply_users_count": len(people),
        "latest_reply": message.ts,
    }


def _mention(workspace: Workspace, channel: Channel, message: Message) -> None:
    bot = workspace.bot.id
    mentioned = f"<@{bot}>" in message.body.get("text", "")
    if mentioned and message.author != bot and channel.kind != "im" and bot in channel.members:
        event = {
            **message_json(message),
            "type": "app_mention",
            "channel": channel.id,
            "event_ts": message.ts,
        }
        emit(workspace, "app_mention", event, message.author)


def post_ephemeral(workspace: Workspace, channel: Channel, content: Json, user: str) -> Message:
    """Keep a message that one person alone sees."""
    ts = workspace.clock.timestamp()
    body: Json = {
        "type": "message",
        **bot_identity(workspace),
        **copy.deepcopy(content),
        "ts": ts,
        "ephemeral": True,
    }
    if blocks := body.get("blocks"):
        body["blocks"] = with_ids(workspace, blocks)
    message = Message(ts, channel.id, workspace.bot.id, body, only_for=user)
    channel.messages[ts] = message
    workspace.note("ephemeral", message_json(message), channel.id, [user])
    return message


def change(workspace: Workspace, message: Message, content: Json) -> None:
    """Give a message new content; what `content` does not name stays."""
    channel = workspace.channels[message.channel]
    before = message_json(message)
    message.body |= copy.deepcopy(content)
    if content.get("blocks"):
        message.body["blocks"] = with_ids(workspace, content["blocks"])
    elif "blocks" in content:
        del message.body["blocks"]
    if message.only_for is not None:
        workspace.note("ephemeral", message_json(message), channel.id, [message.only_for])
        return
    ts = workspace.clock.timestamp()
    message.body["edited"] = {"user": message.author, "ts": ts}
    workspace.note("message_changed", message_json(message), channel.id, channel.members)
    event = {
        "type": "message",
        "subtype": "message_changed",
        "message": message_json(message),
        "previous_message": before,
        "hidden": True,
        "ts": ts,
        "event_ts": ts,
    }
    emit_in_channel(workspace, channel, event, message.author)


def remove(workspace: Workspace, message: Message) -> None:
    """Take a message away; an ephemeral one vanishes without an event."""
    channel = workspace.channels[message.channel]
    del channel.messages[message.ts]
    if message.only_for is not None:
        workspace.note("ephemeral_deleted", {"ts": message.ts}, channel.id, [message.only_for])
        return
    parent = channel.messages.get(message.thread or "")
    if parent is not None:
        parent.replies.remove(message.ts)
        parent.body["reply_count"] = len(parent.replies)
    workspace.note("message_deleted", {"ts": message.ts}, channel.id, channel.members)
    ts = workspace.clock.timestamp()
    event = {
        "type": "message",
        "subtype": "message_deleted",
        "deleted_ts": message.ts,
        "previous_message": message_json(message),
        "hidden": True,
        "ts": ts,
        "event_ts": ts,
    }
    emit_in_channel(workspace, channel, event, message.author)
