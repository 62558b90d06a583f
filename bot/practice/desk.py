"""The practice desk's own doors: who is who, the sample case, starting over."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic, sleep

from flask import Blueprint, Flask, Response, jsonify

from bot.practice import sample
from bot.practice.people.routes import refuse_strangers
from bot.practice.player.hands import CannotDo
from bot.practice.sample.walk import walk
from bot.practice.server import application
from bot.practice.workspace import Workspace

BEFORE = (
    "Brings the invented team of the sample case together: staff are named, a private channel is made, the"
    " case is opened and everyone is on the team. From there you go on by hand."
)
AFTER = "The team is ready in its channel. You go on by hand: type /conference there."
NOT_YET = "The bot is not connected yet. Try again in a moment."
# A bot that has just been started needs a few seconds to connect.
PATIENCE_SECONDS = 20.0
NOT_ALL = "The channel is there, but the bot did not take every step ({step}). Start over, or go on by hand."


def with_desk(
    workspace: Workspace, start_over: Callable[[], None], patience: float = PATIENCE_SECONDS
) -> Flask:
    """The whole application of one workspace, with the desk's doors; `start_over` must return at once.

    `patience` is how many seconds the sample case waits for a bot that is about to connect.
    """
    app = application(workspace)
    app.register_blueprint(desk_face(workspace, start_over, patience))
    return app


def _connects(workspace: Workspace, patience: float) -> bool:
    """Whether the bot is there, or comes in time."""
    until = monotonic() + patience
    while not workspace.sockets.connected and monotonic() < until:
        sleep(0.1)
    return bool(workspace.sockets.connected)


def _walked(workspace: Workspace) -> str:
    """Take the sample case to a ready team; what to tell whoever asked for it."""
    try:
        walk(workspace.url)
    except CannotDo as refused:
        return NOT_ALL.format(step=refused)
    return AFTER


def desk_face(workspace: Workspace, start_over: Callable[[], None], patience: float) -> Blueprint:
    """What the desk may ask for beyond the people's face."""
    desk = Blueprint("desk", __name__, url_prefix="/people/desk")
    desk.before_request(refuse_strangers)

    @desk.get("")
    def overview() -> Response:
        done = sample.is_prepared(workspace)
        words = AFTER if done else BEFORE
        channel = sample.cast()["channel"]
        where = {"channel": channel["id"], "user": channel["by"]}
        return jsonify(
            {"ok": True, "about": sample.about(), "sample": {"done": done, "words": words, **where}}
        )

    @desk.post("/sample")
    def start_sample() -> Response:
        if not _connects(workspace, patience):
            return jsonify({"ok": False, "message": NOT_YET})
        with workspace.lock:
            if sample.is_prepared(workspace):
                return jsonify({"ok": False, "message": "The sample case is there already."})
            channel = sample.prepare(workspace)
        message = _walked(workspace)
        return jsonify({"ok": True, "message": message, "channel": channel.id, "user": channel.creator})

    @desk.post("/reset")
    def reset() -> Response:
        start_over()
        return jsonify({"ok": True})

    return desk
