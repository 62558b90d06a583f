"""Events as Slack wraps them, sent only when the app subscribed and may hear them."""

from __future__ import annotations

from bot.practice.model import Channel, Json
from bot.practice.workspace import Workspace

MESSAGE_EVENTS = {"public": "message.channels", "private": "message.groups", "im": "message.im"}
CHANNEL_TYPES = {"public": "channel", "private": "group", "im": "im"}


def emit(workspace: Workspace, subscription: str, event: Json, user: str) -> None:
    """Send one event to the bot, if its manifest asks for it and it is there to hear."""
    if subscription not in workspace.manifest.events or not _present(workspace):
        return
    team = workspace.team
    channel = workspace.channels.get(str(event.get("channel")))
    payload = {
        "token": workspace.tokens.verification,
        "team_id": team.id,
        "context_team_id": team.id,
        "context_enterprise_id": None,
        "api_app_id": team.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": workspace.ids.new("Ev"),
        "event_time": int(workspace.clock.now()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team.id,
                "user_id": team.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": bool(channel and channel.ext_shared),
    }
    workspace.courier.event(payload, user)


def _present(workspace: Workspace) -> bool:
    """Whether the app has come to this workspace: what people set up before that is no news to it."""
    met = workspace.sockets.ever_connected or not workspace.manifest.socket_mode
    return workspace.running and workspace.installed and met


def emit_in_channel(workspace: Workspace, channel: Channel, event: Json, user: str) -> None:
    """Send a `message` event, which the bot hears only where it is a member."""
    if workspace.bot.id in channel.members:
        full = {**event, "channel": channel.id, "channel_type": CHANNEL_TYPES[channel.kind]}
        emit(workspace, MESSAGE_EVENTS[channel.kind], full, user)


def member_event(
    workspace: Workspace, name: str, channel: Channel, user: str, inviter: str | None = None
) -> None:
    """Tell the bot that somebody joined or left a channel it is in."""
    if workspace.bot.id not in channel.members:
        return
    event: Json = {
        "type": name,
        "user": user,
        "channel": channel.id,
        "channel_type": "G" if channel.kind == "private" else "C",
        "team": workspace.team.id,
        "event_ts": workspace.clock.timestamp(),
    }
    if inviter:
        event["inviter"] = inviter
    emit(workspace, name, event, user)
