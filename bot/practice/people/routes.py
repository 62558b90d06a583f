"""The addresses of the people's face, and who may call them."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Blueprint, Response, jsonify, request

from bot.practice.model import Json, User
from bot.practice.people import acting, asking, commands, forms, talking
from bot.practice.people.refusals import Refused
from bot.practice.people.watching import watching_routes
from bot.practice.people.workspace_routes import workspace_routes
from bot.practice.workspace import Workspace

LOOPBACK = frozenset({"127.0.0.1", "localhost"})

Deed = Callable[[Workspace, User, Json], Json]

DEEDS: dict[str, Deed] = {
    "command": commands.command,
    "shortcut": commands.shortcut,
    "message": talking.say,
    "edit_message": talking.edit,
    "delete_message": talking.delete,
    "react": talking.react,
    "upload": talking.upload,
    "home": talking.home,
    "act": acting.act,
    "fill": acting.fill,
    "options": acting.options,
    "submit": forms.submit,
    "close": forms.close,
}


def people_face(workspace: Workspace) -> Blueprint:
    """The people's face of one workspace."""
    face = Blueprint("people", __name__, url_prefix="/people")
    face.before_request(refuse_strangers)
    face.register_error_handler(Refused, _refusal)
    face.register_blueprint(workspace_routes(workspace))
    face.register_blueprint(watching_routes(workspace))

    @face.post("/<user_id>/<deed>")
    def act(user_id: str, deed: str) -> Response:
        if deed not in DEEDS:
            return Response(status=404)
        with workspace.lock:
            user = asking.person(workspace, user_id)
        return jsonify(DEEDS[deed](workspace, user, asking.body()))

    return face


def refuse_strangers() -> Response | None:
    """A page from elsewhere, open in the same browser, must not play anybody."""
    host = urlsplit(f"//{request.host}").hostname
    origin = request.headers.get("Origin")
    foreign = origin is not None and urlsplit(origin).netloc != request.host
    if host not in LOOPBACK or foreign:
        return Response("practice is for this machine only", 403)
    if request.method == "POST" and request.data and request.mimetype != "application/json":
        return Response("JSON only", 415)
    return None


def _refusal(refused: Refused) -> tuple[Response, int]:
    return jsonify(refused.public()), refused.status
