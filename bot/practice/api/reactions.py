"""reactions.*, pins.add and bookmarks.add: marks on messages and channels."""

from __future__ import annotations

import re

from bot.practice import marks
from bot.practice.api.call import ApiError, Call
from bot.practice.model import Channel, Json, Message
from bot.practice.shapes import message_json

_EMOJI = re.compile(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?")
LONGEST_TITLE = 256
LONGEST_LINK = 2048


def _item(call: Call) -> tuple[Channel, Message]:
    if not call.get("channel") or not call.get("timestamp"):
        raise ApiError("no_item_specified")
    channel = call.joined_channel()
    return channel, call.message(channel, call.get("timestamp"))


def add(call: Call) -> Json:
    channel, message = _item(call)
    name = call.get("name")
    if not _EMOJI.fullmatch(name):
        raise ApiError("invalid_name")
    if channel.archived:
        raise ApiError("is_archived")
    if call.workspace.bot.id in message.reactions.get(name, []):
        raise ApiError("already_reacted")
    marks.react(call.workspace, channel, message, name, call.workspace.bot.id)
    return {}


def remove(call: Call) -> Json:
    channel, message = _item(call)
    if call.workspace.bot.id not in message.reactions.get(call.get("name"), []):
        raise ApiError("no_reaction")
    marks.unreact(call.workspace, channel, message, call.get("name"), call.workspace.bot.id)
    return {}


def get(call: Call) -> Json:
    channel, message = _item(call)
    return {"type": "message", "channel": channel.id, "message": message_json(message)}


def pin(call: Call) -> Json:
    channel, message = _item(call)
    if message.ts in channel.pins:
        raise ApiError("already_pinned")
    channel.pins.append(message.ts)
    message.body["pinned_to"] = [channel.id]
    return {}


def bookmark(call: Call) -> Json:
    channel = call.joined_channel("channel_id")
    if call.get("type") != "link":
        raise ApiError("invalid_bookmark_type")
    link, title = call.get("link") or "", call.get("title")
    if not link.startswith(("http://", "https://")) or len(link) > LONGEST_LINK:
        raise ApiError("invalid_link")
    if len(title) > LONGEST_TITLE:
        raise ApiError("invalid_arguments", [f"[ERROR] must be less than {LONGEST_TITLE + 1} characters"])
    made: Json = {"id": call.workspace.ids.new("Bk"), "channel_id": channel.id, "title": title, "link": link}
    channel.bookmarks.append({**made, "type": "link", "emoji": call.get("emoji") or ""})
    return {"bookmark": channel.bookmarks[-1]}


METHODS = {
    "reactions.add": add,
    "reactions.remove": remove,
    "reactions.get": get,
    "pins.add": pin,
    "bookmarks.add": bookmark,
}
