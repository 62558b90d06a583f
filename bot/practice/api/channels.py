"""conversations.*: finding, opening, making and archiving channels."""

from __future__ import annotations

import re

from bot.practice import rooms
from bot.practice.api.call import ApiError, Call
from bot.practice.api.pages import page
from bot.practice.model import Channel, Json, Kind
from bot.practice.shapes import channel_json

KINDS: dict[str, Kind] = {"public_channel": "public", "private_channel": "private", "im": "im"}
MOST_USERS = 8


def info(call: Call) -> Json:
    channel = call.channel()
    call.need(channel.kind)
    return {"channel": channel_json(call.workspace, channel, call.get("include_num_members", False))}


def wanted_kinds(call: Call) -> list[Kind]:
    names = [name.strip() for name in (call.get("types") or "public_channel").split(",")]
    if any(name not in (*KINDS, "mpim") for name in names):
        raise ApiError("invalid_types")
    kinds = [KINDS[name] for name in names if name != "mpim"]
    call.need(*kinds)
    return kinds


def listed(call: Call, channels: list[Channel]) -> list[Json]:
    kinds = wanted_kinds(call)
    return [
        channel_json(call.workspace, channel, num_members=True)
        for channel in channels
        if channel.kind in kinds and not (channel.archived and call.get("exclude_archived"))
    ]


def list_channels(call: Call) -> Json:
    known = [c for c in call.workspace.channels.values() if c.kind == "public" or call.is_member(c)]
    return page(call, listed(call, known), "channels", 100)


def members(call: Call) -> Json:
    channel = call.channel()
    call.need(channel.kind)
    return page(call, channel.members, "members", 100)


def open_dm(call: Call) -> Json:
    workspace = call.workspace
    if call.get("channel"):
        return {"channel": {"id": call.channel().id}}
    users = [user for user in (call.get("users") or "").split(",") if user]
    if not users:
        raise ApiError("users_list_not_supplied")
    if len(users) > MOST_USERS:
        raise ApiError("too_many_users")
    if any(user not in workspace.users for user in users):
        raise ApiError("user_not_found")
    if any(workspace.users[user].deleted for user in users):
        raise ApiError("user_disabled")
    if len(users) > 1:
        raise call.missing_scope(["mpim:write"])
    call.need("im")
    if workspace.users[users[0]].is_bot:
        raise ApiError("invalid_user_combination")
    channel = workspace.dm_with(users[0])
    return {"channel": channel_json(workspace, channel) if call.get("return_im") else {"id": channel.id}}


def create(call: Call) -> Json:
    kind: Kind = "private" if call.get("is_private") else "public"
    call.need(kind)
    name = call.get("name")
    if error := name_error(name):
        raise ApiError(error)
    if any(channel.name == name for channel in call.workspace.channels.values()):
        raise ApiError("name_taken")
    bot = call.workspace.bot.id
    channel = rooms.create(call.workspace, name, bot, private=kind == "private")
    return {"channel": channel_json(call.workspace, channel)}


def name_error(name: str) -> str | None:
    """What Slack would say against a channel name."""
    if not name:
        return "invalid_name_required"
    if len(name) > 80:
        return "invalid_name_maxlength"
    if re.fullmatch(r"[-_]+", name):
        return "invalid_name_punctuation"
    if not re.fullmatch(r"[\w-]+", name) or name != name.lower():
        return "invalid_name_specials"
    return None


def archive(call: Call) -> Json:
    channel = call.joined_channel()
    call.need(channel.kind)
    if channel.kind == "im":
        raise ApiError("method_not_supported_for_channel_type")
    if channel.archived:
        raise ApiError("already_archived")
    rooms.archive(call.workspace, channel, call.workspace.bot.id)
    return {}


METHODS = {
    "conversations.info": info,
    "conversations.list": list_channels,
    "conversations.members": members,
    "conversations.open": open_dm,
    "conversations.create": create,
    "conversations.archive": archive,
}
