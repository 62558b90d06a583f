"""What Slack sends to the bot when somebody uses a command, a shortcut or an element."""

from __future__ import annotations

from time import monotonic

from bot.practice.model import Channel, Json, Message, ResponseUrl, User, View
from bot.practice.shapes import message_json
from bot.practice.values import STATE, Values
from bot.practice.views import view_json
from bot.practice.workspace import Workspace


def base(workspace: Workspace, kind: str, user: User) -> Json:
    """What every interaction payload holds."""
    team = workspace.team
    return {
        "type": kind,
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": team.id},
        "api_app_id": team.app_id,
        "token": workspace.tokens.verification,
        "team": {"id": team.id, "domain": team.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def channel_name(channel: Channel) -> str:
    return {"im": "directmessage", "private": "privategroup", "public": channel.name}[channel.kind]


def command(
    workspace: Workspace, user: User, channel: Channel, name: str, text: str
) -> tuple[Json, ResponseUrl]:
    """A slash command's form fields, and the right to answer it."""
    grant = ResponseUrl(user.id, channel.id, monotonic())
    team = workspace.team
    fields = {
        "token": workspace.tokens.verification,
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": user.id,
        "user_name": user.name,
        "command": name,
        "text": text,
        "api_app_id": team.app_id,
        "is_enterprise_install": "false",
        "response_url": workspace.response_url(grant),
        "trigger_id": workspace.trigger(user.id),
    }
    return fields, grant


def in_message(workspace: Workspace, channel: Channel, message: Message, values: Values, user: User) -> Json:
    """Where an element stands, when it stands in a message."""
    ephemeral = message.only_for is not None
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": ephemeral,
    }
    if message.body.get("thread_ts"):
        container["thread_ts"] = message.body["thread_ts"]
    grant = ResponseUrl(user.id, channel.id, monotonic(), message.ts)
    place = {
        "container": container,
        "channel": {"id": channel.id, "name": channel_name(channel)},
        "state": {"values": values},
        "response_url": workspace.response_url(grant),
    }
    # Slack does not send the content of an ephemeral message back.
    return place if ephemeral else {**place, "message": message_json(message)}


def in_view(workspace: Workspace, view: View) -> Json:
    """Where an element stands, when it stands in a modal or home tab."""
    return {"container": {"type": "view", "view_id": view.id}, "view": view_json(workspace, view)}


def action(element: Json, block_id: str, chosen: Json, ts: str) -> Json:
    """One entry of `actions`."""
    kind = element["type"]
    entry: Json = {"type": kind, "action_id": element["action_id"], "block_id": block_id, "action_ts": ts}
    kept = (
        ("text", "value", "style", "url", "icon")
        if kind in ("button", "workflow_button", "icon_button")
        else ()
    )
    initial = (STATE[kind][1],) if kind in STATE and STATE[kind][1] else ()
    for name in (*kept, "placeholder", *initial, "confirm"):
        if name in element:
            entry[name] = element[name]
    return {**entry, **chosen}
