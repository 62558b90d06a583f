"""conversations.history and conversations.replies: what was said, for whoever may read it."""

from __future__ import annotations

import re

from bot.practice.api.call import ApiError, Call
from bot.practice.api.pages import page
from bot.practice.model import Json, Message
from bot.practice.shapes import message_json

_TS = re.compile(r"\d+(\.\d+)?")


def history(call: Call) -> Json:
    channel = call.joined_channel()
    call.need(channel.kind)
    said = [
        m
        for m in channel.messages.values()
        if m.thread is None or m.body.get("subtype") == "thread_broadcast"
    ]
    found = page(call, _shown(call, _within(call, said)[::-1]), "messages", 100, 999)
    return {
        **found,
        "has_more": bool(found["response_metadata"]["next_cursor"]),
        "pin_count": len(channel.pins),
    }


def replies(call: Call) -> Json:
    channel = call.joined_channel()
    call.need(channel.kind)
    asked = channel.messages.get(str(call.get("ts")))
    if asked is None or asked.only_for is not None:
        raise ApiError("thread_not_found")
    parent = channel.messages[asked.thread or asked.ts]
    following = [channel.messages[ts] for ts in parent.replies]
    found = page(call, _shown(call, [parent, *_within(call, following)]), "messages", 1000)
    return {**found, "has_more": bool(found["response_metadata"]["next_cursor"])}


def _shown(call: Call, said: list[Message]) -> list[Json]:
    return [message_json(message, call.get("include_all_metadata", False)) for message in said]


def _within(call: Call, said: list[Message]) -> list[Message]:
    """The messages between oldest and latest, in order, ephemeral ones left out."""
    for name in ("oldest", "latest"):
        if call.get(name) and not _TS.fullmatch(call.get(name)):
            raise ApiError(f"invalid_ts_{name}")
    oldest, latest = float(call.get("oldest") or 0), float(call.get("latest") or "inf")
    edge = call.get("inclusive", False)
    ordered = sorted((m for m in said if m.only_for is None), key=lambda m: m.ts)
    return [
        m
        for m in ordered
        if oldest < float(m.ts) < latest or (edge and m.ts in (call.get("oldest"), call.get("latest")))
    ]


METHODS = {"conversations.history": history, "conversations.replies": replies}
