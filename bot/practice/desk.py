"""The practice desk's own doors: who is who, the sample case, starting over."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Flask, Response, jsonify

from bot.practice import sample
from bot.practice.people.routes import refuse_strangers
from bot.practice.server import application
from bot.practice.workspace import Workspace

BEFORE = (
    "Brings the invented team of the sample case together: a private channel with the bot and everyone who"
    " has Slack. From there you go on by hand."
)
AFTER = "The team is together in its channel. You go on by hand: type /conference there."


def with_desk(workspace: Workspace, start_over: Callable[[], None]) -> Flask:
    """The whole application of one workspace, with the desk's doors; `start_over` must return at once."""
    app = application(workspace)
    app.register_blueprint(desk_face(workspace, start_over))
    return app


def desk_face(workspace: Workspace, start_over: Callable[[], None]) -> Blueprint:
    """What the desk may ask for beyond the people's face."""
    desk = Blueprint("desk", __name__, url_prefix="/people/desk")
    desk.before_request(refuse_strangers)

    @desk.get("")
    def overview() -> Response:
        done = sample.is_prepared(workspace)
        words = AFTER if done else BEFORE
        return jsonify({"ok": True, "about": sample.about(), "sample": {"done": done, "words": words}})

    @desk.post("/sample")
    def start_sample() -> Response:
        with workspace.lock:
            if sample.is_prepared(workspace):
                return jsonify({"ok": False, "message": "The sample case is there already."})
            channel = sample.prepare(workspace)
        return jsonify({"ok": True, "message": AFTER, "channel": channel.id, "user": channel.creator})

    @desk.post("/reset")
    def reset() -> Response:
        start_over()
        return jsonify({"ok": True})

    return desk
