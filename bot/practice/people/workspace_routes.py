"""The workspace itself: its people, channels, clock, faults, breaches, and the app's own life."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, jsonify, request

from bot.practice import populate, rooms
from bot.practice.api.schedule import post_due
from bot.practice.model import Channel, Json, User
from bot.practice.people import app_life, asking, seen
from bot.practice.people.refusals import Malformed, Refused, Unknown
from bot.practice.workspace import Workspace


def workspace_routes(workspace: Workspace) -> Blueprint:
    """Everything that belongs to no single person."""
    routes = Blueprint("workspace", __name__)
    _reading(routes, workspace)
    _people(routes, workspace)
    _channels(routes, workspace)
    _running(routes, workspace)
    return routes


def _reading(routes: Blueprint, workspace: Workspace) -> None:
    @routes.get("/workspace")
    def overview() -> Response:
        with workspace.lock:
            return jsonify({"ok": True, **_overview(workspace)})

    @routes.get("/users")
    def users() -> Response:
        with workspace.lock:
            return jsonify({"ok": True, "users": [seen.user_summary(u) for u in workspace.users.values()]})

    @routes.get("/channels")
    def channels() -> Response:
        with workspace.lock:
            shown = [rooms.summary(c) for c in workspace.channels.values() if c.kind != "im"]
            return jsonify({"ok": True, "channels": shown})

    @routes.get("/breaches")
    def breaches() -> Response:
        found = workspace.breaches.since(int(asking.number(request.args, "since", 0)))
        following = found[-1].seq if found else int(asking.number(request.args, "since", 0))
        return jsonify({"ok": True, "breaches": [asdict(breach) for breach in found], "next": following})

    @routes.get("/quiet")
    def quiet() -> Response:
        settle = asking.number(request.args, "settle_ms", 150) / 1000
        timeout = asking.number(request.args, "timeout_ms", 10_000) / 1000
        done = workspace.courier.flight.quiet(request.args.get("user"), settle, timeout)
        return jsonify({"ok": done, "quiet": done})


def _overview(workspace: Workspace) -> Json:
    manifest, team = workspace.manifest, workspace.team
    return {
        "team": {"id": team.id, "name": team.name, "domain": team.domain},
        "app": {
            "id": team.app_id,
            "name": manifest.name,
            "bot_user_id": team.bot_user_id,
            "commands": [asdict(command) for command in manifest.commands.values()],
            "shortcuts": [asdict(shortcut) for shortcut in manifest.shortcuts.values()],
            "home_tab": manifest.home_tab,
            "messages_tab": manifest.messages_tab and not manifest.messages_read_only,
            "installed": workspace.installed,
        },
        "people_without_slack": [asdict(person) for person in workspace.without_slack],
        "clock": clock_json(workspace),
        "connected": workspace.sockets.connected,
    }


def clock_json(workspace: Workspace) -> Json:
    moment = workspace.clock.moment()
    return {"now": workspace.clock.now(), "iso": moment.isoformat(), "offset": workspace.clock.offset}


def _people(routes: Blueprint, workspace: Workspace) -> None:
    @routes.post("/users")
    def add_user() -> Response:
        given = asking.body()
        name, wanted = asking.field(given, "name", str), asking.field(given, "id", str, "")
        more = {key: value for key, value in given.items() if key not in ("name", "id")}
        user = _tried(lambda: populate.add_user(workspace, name, wanted_id=wanted, **more))
        return jsonify({"ok": True, "user": seen.user_summary(user)})

    @routes.post("/users/<user_id>")
    def change_user(user_id: str) -> Response:
        if user_id not in workspace.users:
            raise Unknown("no_such_user")
        user = _tried(lambda: populate.change_user(workspace, user_id, **asking.body()))
        return jsonify({"ok": True, "user": seen.user_summary(user)})

    @routes.post("/without_slack")
    def add_without_slack() -> Response:
        given = asking.body()
        name, note = asking.field(given, "name", str), asking.field(given, "note", str, "")
        wanted = asking.field(given, "id", str, "")
        person = _tried(lambda: populate.add_without_slack(workspace, name, note, wanted))
        return jsonify({"ok": True, "person": asdict(person)})


def _tried(deed: Callable[[], Any]) -> Any:
    """What setting things up refuses is the asker's mistake."""
    try:
        return deed()
    except (TypeError, ValueError) as wrong:
        raise Malformed(str(wrong)) from wrong


def _channels(routes: Blueprint, workspace: Workspace) -> None:
    @routes.post("/channels")
    def add_channel() -> Response:
        given = asking.body()
        by = asking.person(workspace, asking.field(given, "by", str))
        members = tuple(_anyone(workspace, name).id for name in asking.field(given, "members", list, []))
        channel = _tried(
            lambda: populate.add_channel(
                workspace,
                asking.field(given, "name", str),
                by.id,
                private=asking.field(given, "private", bool, False),
                ext_shared=asking.field(given, "ext_shared", bool, False),
                members=members,
                wanted_id=asking.field(given, "id", str, ""),
            )
        )
        return jsonify({"ok": True, "channel": rooms.summary(channel)})

    @routes.post("/channels/<channel_id>/<deed>")
    def change_channel(channel_id: str, deed: str) -> Response:
        given = asking.body()
        with workspace.lock:
            by = asking.person(workspace, asking.field(given, "by", str))
            channel = asking.joined(workspace, by, channel_id)
            _CHANNEL_DEEDS.get(deed, _no_such_deed)(workspace, channel, by, given)
            return jsonify({"ok": True, "channel": rooms.summary(channel)})


def _anyone(workspace: Workspace, user_id: str) -> User:
    user = workspace.users.get(user_id)
    if user is None:
        raise Unknown("no_such_user")
    return user


def _invite(workspace: Workspace, channel: Channel, by: User, given: Json) -> None:
    user = _anyone(workspace, asking.field(given, "user", str))
    if user.id in channel.members:
        raise Refused("already_in_channel", "This person is here already.")
    if user.deleted:
        raise Refused("user_not_found", "This account has been deactivated.")
    rooms.join(workspace, channel, user.id, by.id)


def _kick(workspace: Workspace, channel: Channel, by: User, given: Json) -> None:
    user = _anyone(workspace, asking.field(given, "user", str))
    if user.id not in channel.members:
        raise Refused("not_in_channel", "This person is not here.")
    rooms.leave(workspace, channel, user.id)


def _archive(workspace: Workspace, channel: Channel, by: User, given: Json) -> None:
    rooms.archive(workspace, channel, by.id)


def _no_such_deed(workspace: Workspace, channel: Channel, by: User, given: Json) -> None:
    raise Unknown("no_such_deed")


_CHANNEL_DEEDS = {"invite": _invite, "kick": _kick, "archive": _archive}


def _running(routes: Blueprint, workspace: Workspace) -> None:
    @routes.get("/clock")
    def clock() -> Response:
        return jsonify({"ok": True, **clock_json(workspace)})

    @routes.post("/clock")
    def move_clock() -> Response:
        _tried(lambda: _move(workspace, asking.body()))
        workspace.note("clock", clock_json(workspace))
        post_due(workspace)
        return jsonify({"ok": True, **clock_json(workspace)})

    @routes.get("/faults")
    def faults() -> Response:
        return jsonify({"ok": True, **workspace.faults.public()})

    @routes.post("/faults")
    def set_faults() -> Response:
        _tried(lambda: workspace.faults.set(asking.body()))
        return jsonify({"ok": True, **workspace.faults.public()})

    @routes.post("/app/<deed>")
    def app_deed(deed: str) -> Response:
        if deed not in app_life.DEEDS:
            raise Unknown("no_such_deed")
        return jsonify({"ok": True, **app_life.DEEDS[deed](workspace)})


def _move(workspace: Workspace, given: Json) -> None:
    with workspace.lock:
        if "forward" in given:
            workspace.clock.forward(float(given["forward"]))
        elif "offset" in given:
            workspace.clock.set_offset(float(given["offset"]))
        else:
            moment = datetime.fromisoformat(str(given.get("to")))
            if moment.tzinfo is None:
                raise ValueError("the moment needs a time zone")
            workspace.clock.move_to(moment)
