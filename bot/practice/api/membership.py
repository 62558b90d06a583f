"""conversations.invite, join, kick and leave: who is in a channel."""

from __future__ import annotations

from bot.practice import rooms
from bot.practice.api.call import ApiError, Call
from bot.practice.model import Channel, Json
from bot.practice.shapes import channel_json

MOST_INVITED = 100


def invite(call: Call) -> Json:
    channel = call.joined_channel()
    call.need(channel.kind)
    _alive(channel)
    users = [user for user in call.get("users").split(",") if user]
    if not users:
        raise ApiError("no_user")
    if len(users) > MOST_INVITED:
        raise ApiError("invalid_arguments", [f"[ERROR] no more than {MOST_INVITED} users allowed"])
    refused = {user: error for user in users if (error := _cannot_invite(call, channel, user))}
    if refused and (not call.get("force") or len(refused) == len(users)):
        errors = [{"user": user, "ok": False, "error": error} for user, error in refused.items()]
        raise ApiError(next(iter(refused.values())), more={"errors": errors})
    for user in users:
        if user not in refused:
            rooms.join(call.workspace, channel, user, call.workspace.bot.id)
    return {"channel": channel_json(call.workspace, channel)}


def _cannot_invite(call: Call, channel: Channel, user_id: str) -> str | None:
    user = call.workspace.users.get(user_id)
    if user is None or user.deleted:
        return "user_not_found"
    if user.id == call.workspace.bot.id:
        return "cant_invite_self"
    if user.id in channel.members:
        return "already_in_channel"
    elsewhere = [c for c in call.workspace.channels.values() if c.kind != "im" and user.id in c.members]
    if user.guest == "single" and elsewhere:
        return "ura_max_channels"
    if user.stranger and not channel.ext_shared:
        return "invitee_cant_see_channel"
    return None


def join(call: Call) -> Json:
    channel = call.channel()
    if channel.kind != "public":
        raise ApiError("method_not_supported_for_channel_type")
    _alive(channel)
    if call.is_member(channel):
        return {"channel": channel_json(call.workspace, channel), "warning": "already_in_channel"}
    rooms.join(call.workspace, channel, call.workspace.bot.id)
    return {"channel": channel_json(call.workspace, channel)}


def kick(call: Call) -> Json:
    channel = call.joined_channel()
    call.need(channel.kind)
    user = call.user()
    if user.id == call.workspace.bot.id:
        raise ApiError("cant_kick_self")
    if user.id not in channel.members:
        raise ApiError("not_in_channel")
    rooms.leave(call.workspace, channel, user.id)
    return {}


def leave(call: Call) -> Json:
    channel = call.channel()
    call.need(channel.kind)
    if not call.is_member(channel):
        return {"not_in_channel": True}
    if channel.kind == "im":
        raise ApiError("method_not_supported_for_channel_type")
    if len(channel.members) == 1:
        raise ApiError("last_member")
    rooms.leave(call.workspace, channel, call.workspace.bot.id)
    return {}


def _alive(channel: Channel) -> None:
    if channel.kind == "im":
        raise ApiError("method_not_supported_for_channel_type")
    if channel.archived:
        raise ApiError("is_archived")


METHODS = {
    "conversations.invite": invite,
    "conversations.join": join,
    "conversations.kick": kick,
    "conversations.leave": leave,
}
