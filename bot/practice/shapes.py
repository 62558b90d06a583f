"""Users, channels and messages in the shape in which Slack's API gives them."""

from __future__ import annotations

import copy
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.practice.model import Channel, File, Json, Message, User
from bot.practice.workspace import Workspace


def user_json(workspace: Workspace, user: User, locale: bool = False, email: bool = True) -> Json:
    profile: Json = {"real_name": user.real_name, "display_name": user.name, "team": workspace.team.id}
    if user.email and email:
        profile["email"] = user.email
    shown: Json = {
        "id": user.id,
        "team_id": "T0ELSEWHERE" if user.stranger else workspace.team.id,
        "name": user.name,
        "real_name": user.real_name,
        "deleted": user.deleted,
        "profile": profile,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "updated": user.updated,
    }
    if user.stranger:
        # Slack tells less about people of another organisation: no zone, no roles, no locale.
        return {**shown, "is_stranger": True}
    if user.deleted:
        return shown
    shown |= {
        "is_admin": user.admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": user.guest is not None,
        "is_ultra_restricted": user.guest == "single",
        **_zone(workspace, user),
    }
    if locale:
        shown["locale"] = user.locale
    return shown


def _zone(workspace: Workspace, user: User) -> Json:
    local: datetime = workspace.clock.moment().astimezone(ZoneInfo(user.tz))
    offset = local.utcoffset()
    seconds = int(offset.total_seconds()) if offset else 0
    return {"tz": user.tz, "tz_label": local.tzname(), "tz_offset": seconds}


def channel_json(workspace: Workspace, channel: Channel, num_members: bool = False) -> Json:
    if channel.kind == "im":
        user = workspace.users[channel.user or ""]
        return {
            "id": channel.id,
            "created": channel.created,
            "is_im": True,
            "is_org_shared": False,
            "user": channel.user,
            "is_user_deleted": user.deleted,
            "is_archived": False,
            "is_open": True,
            "context_team_id": workspace.team.id,
        }
    private = channel.kind == "private"
    shown: Json = {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not private,
        "is_group": private,
        "is_im": False,
        "is_mpim": False,
        "is_private": private,
        "created": channel.created,
        "creator": channel.creator,
        "is_archived": channel.archived,
        "is_general": False,
        "is_shared": channel.ext_shared,
        "is_ext_shared": channel.ext_shared,
        "is_org_shared": False,
        "is_pending_ext_shared": False,
        "is_member": workspace.bot.id in channel.members,
        "context_team_id": workspace.team.id,
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }
    if num_members:
        shown["num_members"] = len(channel.members)
    return shown


def message_json(message: Message, metadata: bool = False) -> Json:
    shown = copy.deepcopy(message.body)
    if message.reactions:
        shown["reactions"] = [
            {"name": name, "users": list(users), "count": len(users)}
            for name, users in message.reactions.items()
        ]
    if metadata and message.metadata is not None:
        shown["metadata"] = copy.deepcopy(message.metadata)
    return shown


def file_json(workspace: Workspace, file: File) -> Json:
    link = f"{workspace.url}/files/{file.id}/{file.name}"
    kinds: dict[str, list[str]] = {"channels": [], "groups": [], "ims": []}
    shares: dict[str, Json] = {"public": {}, "private": {}}
    for channel_id, ts in file.channels.items():
        kind = workspace.channels[channel_id].kind
        kinds[{"public": "channels", "private": "groups", "im": "ims"}[kind]].append(channel_id)
        shares["public" if kind == "public" else "private"][channel_id] = [{"ts": ts}]
    return {
        "id": file.id,
        "name": file.name,
        "title": file.title,
        "user": file.owner,
        "size": file.length,
        "created": file.created,
        "timestamp": file.created,
        "mode": "hosted",
        "is_external": False,
        "is_public": bool(kinds["channels"]),
        "alt_txt": file.alt_txt or "",
        "url_private": link,
        "url_private_download": link,
        **kinds,
        "shares": {place: found for place, found in shares.items() if found},
    }
