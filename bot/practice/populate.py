"""People and channels of a workspace, as whoever sets it up adds and changes them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from zoneinfo import available_timezones

from bot.practice import rooms
from bot.practice.events import emit
from bot.practice.model import Channel, PersonWithoutSlack, User
from bot.practice.shapes import user_json
from bot.practice.workspace import Workspace

CHANGEABLE = frozenset(
    {"name", "real_name", "email", "tz", "locale", "guest", "stranger", "admin", "deleted", "quiet_hours"}
)


def add_user(workspace: Workspace, name: str, *, wanted_id: str = "", **more: Any) -> User:
    """Somebody joins the workspace; the bot hears `team_join`."""
    with workspace.lock:
        _check(more)
        made = workspace.ids.take(wanted_id) if wanted_id else workspace.ids.new("U")
        real_name = more.pop("real_name", name)
        user = User(made, name, real_name, updated=int(workspace.clock.now()), **more)
        workspace.users[made] = user
        workspace.note("workspace", {"user": made})
        if not user.stranger:
            _tell(workspace, "team_join", user)
        return user


def change_user(workspace: Workspace, user_id: str, **more: Any) -> User:
    """Something about a person changes (also: deactivated); the bot hears `user_change`."""
    with workspace.lock:
        _check(more)
        changed = replace(workspace.users[user_id], updated=int(workspace.clock.now()), **more)
        workspace.users[user_id] = changed
        workspace.note("workspace", {"user": user_id})
        _tell(workspace, "user_change", changed)
        return changed


def _check(more: dict[str, Any]) -> None:
    if unknown := set(more) - CHANGEABLE:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    if more.get("tz", "UTC") not in available_timezones():
        raise ValueError("tz must be an IANA time zone")
    if more.get("guest") not in (None, "multi", "single"):
        raise ValueError("guest must be null, multi or single")


def _tell(workspace: Workspace, name: str, user: User) -> None:
    email = "users:read.email" in workspace.manifest.scopes
    stamp = workspace.clock.timestamp()
    event = {"type": name, "user": user_json(workspace, user, locale=True, email=email), "event_ts": stamp}
    emit(workspace, name, {**event, "cache_ts": int(float(stamp))}, user.id)


def add_without_slack(
    workspace: Workspace, name: str, note: str = "", wanted_id: str = ""
) -> PersonWithoutSlack:
    """Somebody on the team whom Slack does not know."""
    with workspace.lock:
        made = workspace.ids.take(wanted_id) if wanted_id else workspace.ids.new("P")
        person = PersonWithoutSlack(made, name, note)
        workspace.without_slack.append(person)
        workspace.note("workspace", {"person": person.id})
        return person


def add_channel(
    workspace: Workspace,
    name: str,
    by: str,
    *,
    private: bool = False,
    ext_shared: bool = False,
    members: tuple[str, ...] = (),
    wanted_id: str = "",
) -> Channel:
    """A person makes a channel and brings others in."""
    with workspace.lock:
        if any(channel.name == name for channel in workspace.channels.values()):
            raise ValueError(f"there is a channel {name} already")
        channel = rooms.create(
            workspace, name, by, private=private, ext_shared=ext_shared, wanted_id=wanted_id
        )
        for member in members:
            if member != by:
                rooms.join(workspace, channel, workspace.users[member].id, by)
        return channel
