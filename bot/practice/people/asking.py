"""Reading a request of the people's face: its fields, the person, the channel."""

from __future__ import annotations

from typing import Any, TypeVar, overload

from flask import request

from bot.practice.model import Channel, Json, Message, User
from bot.practice.people.refusals import Malformed, Refused, Unknown
from bot.practice.workspace import Workspace

T = TypeVar("T")


def body() -> Json:
    """The JSON object that came with a request."""
    given = request.get_json(silent=True) if request.data else {}
    if not isinstance(given, dict):
        raise Malformed("a JSON object is needed")
    return given


@overload
def field(given: Json, name: str, kind: type[T]) -> T: ...
@overload
def field(given: Json, name: str, kind: type[T], default: T) -> T: ...
def field(given: Json, name: str, kind: type[T], default: Any = ...) -> T:
    """One field of the right type."""
    value = given.get(name)
    if value is None and default is not ...:
        return default  # type: ignore[no-any-return]
    if not isinstance(value, kind):
        raise Malformed(f"{name} must be {kind.__name__}")
    return value


def number(given: Any, name: str, default: float) -> float:
    """One number out of the query."""
    try:
        return float(given.get(name, default))
    except ValueError:
        raise Malformed(f"{name} must be a number") from None


def person(workspace: Workspace, user_id: str) -> User:
    """The person who acts; a deactivated one cannot."""
    user = workspace.users.get(user_id)
    if user is None or user.is_bot:
        raise Unknown("no_such_user")
    if user.deleted:
        raise Refused("account_inactive", "This account has been deactivated.")
    return user


def channel_of(workspace: Workspace, user: User, channel_id: str) -> Channel:
    """A channel that this person can see."""
    if channel_id == "bot":
        return workspace.dm_with(user.id)
    channel = workspace.channels.get(channel_id)
    if channel is None or not can_see(user, channel):
        raise Unknown("no_such_channel")
    return channel


def can_see(user: User, channel: Channel) -> bool:
    outsider = user.guest is not None or user.stranger
    return user.id in channel.members or (channel.kind == "public" and not outsider)


def joined(workspace: Workspace, user: User, channel_id: str) -> Channel:
    """A channel in which this person can speak."""
    channel = channel_of(workspace, user, channel_id)
    if user.id not in channel.members:
        raise Refused("not_in_channel", "Join this channel first.")
    if channel.archived:
        raise Refused("is_archived", "This channel is archived.")
    return channel


def message_of(channel: Channel, user: User, ts: str) -> Message:
    """A message that this person can see."""
    message = channel.messages.get(ts)
    if message is None or message.only_for not in (None, user.id):
        raise Unknown("no_such_message")
    return message
