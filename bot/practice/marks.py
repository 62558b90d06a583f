"""Reactions on messages, by people and by the bot."""

from bot.practice.events import emit
from bot.practice.model import Channel, Json, Message
from bot.practice.workspace import Workspace


def react(workspace: Workspace, channel: Channel, message: Message, name: str, user: str) -> None:
    message.reactions.setdefault(name, []).append(user)
    _tell(workspace, "reaction_added", channel, message, {"reaction": name, "user": user})


def unreact(workspace: Workspace, channel: Channel, message: Message, name: str, user: str) -> None:
    message.reactions[name].remove(user)
    if not message.reactions[name]:
        del message.reactions[name]
    _tell(workspace, "reaction_removed", channel, message, {"reaction": name, "user": user})


def _tell(workspace: Workspace, event_name: str, channel: Channel, message: Message, what: Json) -> None:
    item = {"type": "message", "channel": channel.id, "ts": message.ts}
    workspace.note("reaction", {**what, "item": item, "type": event_name}, channel.id, channel.members)
    if workspace.bot.id in channel.members:
        event = {"type": event_name, **what, "item": item, "item_user": message.author}
        emit(workspace, event_name, {**event, "event_ts": workspace.clock.timestamp()}, what["user"])
