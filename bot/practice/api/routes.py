"""The addresses of Slack's face: methods, Socket Mode, response_url, uploads, downloads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, Response, jsonify, request

from bot.practice.api import dispatch, responses
from bot.practice.api.call import ApiError
from bot.practice.workspace import Workspace

# What Slack answers with 404: the address itself is dead.
DEAD = frozenset({"invalid_url", "expired_url", "used_url"})


class Ended(Response):
    """The answer after a WebSocket: there is no line left to write it to."""

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        raise ConnectionError("the socket has ended")


def slack_face(workspace: Workspace) -> Blueprint:
    """Slack's face of one workspace."""
    face = Blueprint("slack", __name__)

    @face.route("/api/<name>", methods=["GET", "POST"])
    def method(name: str) -> Response:
        return dispatch.answer(workspace, name, request)

    @face.route("/link", websocket=True)
    def link() -> Response:
        attended = workspace.sockets.attend(request.environ, request.args.get("ticket", ""))
        return Ended() if attended else Response("invalid ticket", 403)

    @face.post("/response/<token>")
    def response(token: str) -> Response:
        return _respond(workspace, token)

    @face.post("/upload/<token>")
    def upload(token: str) -> Response:
        return _upload(workspace, token)

    @face.get("/files/<file_id>/<name>")
    def download(file_id: str, name: str) -> Response:
        return _download(workspace, file_id)

    return face


def _respond(workspace: Workspace, token: str) -> Response:
    with workspace.courier.flight.call():
        try:
            responses.use(workspace, token, request.get_json(silent=True))
        except ApiError as error:
            workspace.breaches.add(error.error, responses.WHERE, "; ".join(error.messages))
            refusal = jsonify(error.public())
            refusal.status_code = 404 if error.error in DEAD else 400
            return refusal
        return Response("ok", mimetype="text/plain")


def _upload(workspace: Workspace, token: str) -> Response:
    with workspace.courier.flight.call(), workspace.lock:
        file = next(
            (f for f in workspace.files.values() if f.upload_token == token and f.content is None), None
        )
        if file is None:
            return Response("not found", 404)
        many = request.mimetype == "multipart/form-data"
        sent = b"".join(part.read() for part in request.files.values()) if many else request.get_data()
        if len(sent) != file.length:
            workspace.breaches.add("upload_length", "upload", f"{len(sent)} bytes, {file.length} announced")
            return Response("length mismatch", 400)
        file.content = sent
        return Response(f"OK - {file.length}")


def _download(workspace: Workspace, file_id: str) -> Response:
    if request.headers.get("Authorization") != f"Bearer {workspace.tokens.bot}":
        return Response("", 403)
    with workspace.lock:
        file = workspace.files.get(file_id)
        if "files:read" not in workspace.manifest.scopes or file is None or file.content is None:
            return Response("", 404)
        bot = workspace.bot.id
        shared = any(bot in workspace.channels[channel].members for channel in file.channels)
        if file.owner != bot and not file.granted and not shared:
            return Response("", 404)
        return Response(file.content, mimetype="application/octet-stream")
