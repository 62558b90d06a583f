"""Channels and who is in them: made, joined, left, archived, with the events that follow."""

from __future__ import annotations

from bot.practice.events import emit, member_event
from bot.practice.model import Channel, Json
from bot.practice.workspace import Workspace


def create(
    workspace: Workspace,
    name: str,
    by: str,
    *,
    private: bool = False,
    ext_shared: bool = False,
    wanted_id: str = "",
) -> Channel:
    made = workspace.ids.take(wanted_id) if wanted_id else workspace.ids.new("C")
    channel = Channel(made, name, "private" if private else "public", by, int(workspace.clock.now()), [by])
    channel.ext_shared = ext_shared
    workspace.channels[made] = channel
    _tell(workspace, channel)
    return channel


def summary(channel: Channel) -> Json:
    """A channel as the people's face shows it."""
    return {
        "id": channel.id,
        "name": channel.name,
        "kind": channel.kind,
        "is_private": channel.kind == "private",
        "is_ext_shared": channel.ext_shared,
        "is_archived": channel.archived,
        "members": list(channel.members),
        "creator": channel.creator,
    }


def join(workspace: Workspace, channel: Channel, user: str, inviter: str | None = None) -> None:
    channel.members.append(user)
    _tell(workspace, channel)
    member_event(workspace, "member_joined_channel", channel, user, inviter)


def leave(workspace: Workspace, channel: Channel, user: str) -> None:
    before = list(channel.members)
    channel.members.remove(user)
    workspace.note("channel", summary(channel), channel.id, before)
    if user == workspace.bot.id:
        # Of its own leaving an app hears by an event that names nobody, and by no other.
        name = "channel_left" if channel.kind == "public" else "group_left"
        emit(workspace, name, {"type": name, "channel": channel.id}, user)
    else:
        member_event(workspace, "member_left_channel", channel, user)


def archive(workspace: Workspace, channel: Channel, by: str) -> None:
    channel.archived = True
    _tell(workspace, channel)
    name = "channel_archive" if channel.kind == "public" else "group_archive"
    event = {"type": name, "channel": channel.id, "user": by, "event_ts": workspace.clock.timestamp()}
    if workspace.bot.id in channel.members:
        emit(workspace, name, event, by)


def _tell(workspace: Workspace, channel: Channel) -> None:
    workspace.note(
        "channel", summary(channel), channel.id, None if channel.kind == "public" else channel.members
    )
