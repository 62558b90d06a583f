"""What one person sees, now and as it changes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from time import monotonic

from flask import Blueprint, Response, jsonify, request

from bot.practice.people import seen
from bot.practice.people.asking import channel_of, number, person
from bot.practice.people.refusals import Unknown
from bot.practice.workspace import Workspace

HEARTBEAT_SECONDS = 10.0
LONGEST_POLL = 30.0


def watching_routes(workspace: Workspace) -> Blueprint:
    """State, messages, files and changes of one person."""
    routes = Blueprint("watching", __name__)

    @routes.get("/<user_id>/state")
    def state(user_id: str) -> Response:
        with workspace.lock:
            return jsonify({"ok": True, **seen.state(workspace, person(workspace, user_id))})

    @routes.get("/<user_id>/messages")
    def messages(user_id: str) -> Response:
        with workspace.lock:
            user = person(workspace, user_id)
            channel = channel_of(workspace, user, request.args.get("channel", ""))
            found = seen.messages(workspace, user, channel, request.args.get("thread_ts"))
            return jsonify({"ok": True, "channel": channel.id, "messages": found})

    @routes.get("/<user_id>/files/<file_id>")
    def file(user_id: str, file_id: str) -> Response:
        with workspace.lock:
            user, found = person(workspace, user_id), workspace.files.get(file_id)
            if found is None or found.content is None or not seen.can_read_file(workspace, user, found):
                raise Unknown("no_such_file")
            answer = Response(found.content, mimetype="application/octet-stream")
            answer.headers.set("Content-Disposition", "attachment", filename=found.name)
            return answer

    @routes.get("/<user_id>/changes")
    def changes(user_id: str) -> Response:
        with workspace.lock:
            user = person(workspace, user_id)
        timeout = min(number(request.args, "timeout_ms", 0) / 1000, LONGEST_POLL)
        since = int(number(request.args, "since", 0))
        found, following = workspace.changes.since(since, user.id, timeout)
        return jsonify({"ok": True, "changes": [change.public() for change in found], "next": following})

    @routes.get("/<user_id>/stream")
    def stream(user_id: str) -> Response:
        with workspace.lock:
            user = person(workspace, user_id)
        last = request.headers.get("Last-Event-ID") or request.args.get("since") or workspace.changes.last
        since = int(number({"since": last}, "since", 0))
        answer = Response(_stream(workspace, user.id, since), mimetype="text/event-stream")
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return routes


def _stream(workspace: Workspace, user_id: str, since: int) -> Iterator[str]:
    """Changes as they come, with a comment now and then so that a dead line is noticed."""
    yield ": connected\n\n"
    beat = monotonic()
    while workspace.running:
        found, since = workspace.changes.since(since, user_id, timeout=1.0)
        for change in found:
            yield f"id: {change.seq}\ndata: {json.dumps(change.public())}\n\n"
        if monotonic() - beat > HEARTBEAT_SECONDS:
            beat = monotonic()
            yield ": still here\n\n"
