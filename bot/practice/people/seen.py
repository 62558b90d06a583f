"""What one person sees: channels, messages, own ephemerals, home tab and modals."""

from __future__ import annotations

import copy

from bot.practice import rooms
from bot.practice.messages import interactive_elements
from bot.practice.model import Channel, File, Json, Message, User
from bot.practice.people.asking import can_see
from bot.practice.shapes import message_json
from bot.practice.values import initial_values
from bot.practice.views import view_json
from bot.practice.workspace import Workspace


def user_summary(user: User) -> Json:
    return {
        "id": user.id,
        "name": user.name,
        "real_name": user.real_name,
        "email": user.email,
        "tz": user.tz,
        "guest": user.guest,
        "is_bot": user.is_bot,
        "deleted": user.deleted,
        "stranger": user.stranger,
        "admin": user.admin,
    }


def state(workspace: Workspace, user: User) -> Json:
    """All that one person's client would show at its edges."""
    visible = [c for c in workspace.channels.values() if can_see(user, c)]
    home = workspace.homes.get(user.id)
    return {
        "me": user_summary(user),
        "channels": [
            {**rooms.summary(c), "is_member": user.id in c.members} for c in visible if c.kind != "im"
        ],
        "dms": [{"id": c.id, "with": workspace.bot.id} for c in visible if c.kind == "im"],
        "home": view_json(workspace, workspace.views[home]) if home else None,
        "modals": modals(workspace, user),
        "seq": workspace.changes.last,
    }


def modals(workspace: Workspace, user: User) -> list[Json]:
    """The stack of modals, bottom to top."""
    return [view_json(workspace, workspace.views[view]) for view in workspace.modals[user.id]]


def messages(workspace: Workspace, user: User, channel: Channel, thread_ts: str | None) -> list[Json]:
    """What this person sees in a channel, or in one thread of it, oldest first."""
    mine = [m for m in channel.messages.values() if m.only_for in (None, user.id)]
    if thread_ts:
        chosen = [m for m in mine if m.ts == thread_ts or m.thread == thread_ts]
    else:
        chosen = [m for m in mine if m.thread is None or m.body.get("subtype") == "thread_broadcast"]
    return [shown(workspace, user, m) for m in sorted(chosen, key=lambda m: m.ts)]


def shown(workspace: Workspace, user: User, message: Message) -> Json:
    """A message with what this person has chosen in it."""
    seen = message_json(message)
    blocks = seen.get("blocks", [])
    if any(True for block in blocks for _ in interactive_elements(block)):
        seen["state"] = {"values": copy.deepcopy(message_values(workspace, user, message))}
    return seen


def message_values(workspace: Workspace, user: User, message: Message) -> dict[str, dict[str, Json]]:
    """The state of a message's elements for one person."""
    kept = workspace.message_values.get((user.id, message.channel, message.ts))
    return initial_values(message.body.get("blocks", []), kept)


def can_read_file(workspace: Workspace, user: User, file: File) -> bool:
    return file.owner == user.id or any(
        can_see(user, workspace.channels[channel]) for channel in file.channels
    )
