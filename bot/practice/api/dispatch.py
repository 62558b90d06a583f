"""One Web API request from its token to its answer."""

from __future__ import annotations

import socket
import time

from flask import Request, Response, jsonify

from bot.practice.api import arguments
from bot.practice.api.call import ApiError, Call, RateLimited
from bot.practice.api.methods import METHODS
from bot.practice.facts import Method, facts
from bot.practice.model import Json
from bot.practice.workspace import Workspace

WITHOUT_TOKEN = frozenset({"api.test", "blocks.validate"})
WITH_APP_TOKEN = frozenset({"apps.connections.open"})


def answer(workspace: Workspace, name: str, request: Request) -> Response:
    """Run one method and answer as Slack would, faults included."""
    with workspace.courier.flight.call():
        time.sleep(workspace.faults.now.latency_ms / 1000)
        if workspace.faults.strikes("rate_500", name):
            return Response("", 500)
        try:
            response = jsonify({"ok": True, **_run(workspace, name, request)})
        except RateLimited as limited:
            response = _refuse(workspace, name, limited)
            response.status_code = 429
            response.headers["Retry-After"] = str(limited.seconds)
        except ApiError as error:
            response = _refuse(workspace, name, error)
        response.headers["x-oauth-scopes"] = ",".join(sorted(workspace.manifest.scopes))
        if workspace.faults.strikes("lost_response", name):
            _hang_up(request)
        if workspace.faults.strikes("cut_response", name):
            # A proxy on the way gave up: with status 200, half a JSON, of something that was done.
            response.set_data(response.get_data()[: len(response.get_data()) // 2])
        return response


def _run(workspace: Workspace, name: str, request: Request) -> Json:
    method = facts().methods.get(name)
    if method is None or name not in METHODS:
        raise ApiError("unknown_method", more={"req_method": name})
    app_token = _authorize(workspace, name, request)
    _pace(workspace, method)
    _allow(workspace, method)
    call = Call(workspace, method, arguments.read(method, request), app_token)
    with workspace.lock:
        return METHODS[name](call)


def _authorize(workspace: Workspace, name: str, request: Request) -> bool:
    """Check the token; True when it was the app's own."""
    if name in WITHOUT_TOKEN:
        return False
    header = request.headers.get("Authorization", "")
    token = (
        header.removeprefix("Bearer ") if header.startswith("Bearer ") else request.values.get("token", "")
    )
    if not token:
        raise ApiError("not_authed")
    if token not in (workspace.tokens.bot, workspace.tokens.app):
        raise ApiError("invalid_auth")
    if not workspace.installed:
        raise ApiError("account_inactive")
    app_token = token == workspace.tokens.app
    if app_token != (name in WITH_APP_TOKEN) and not (app_token and name == "auth.test"):
        raise ApiError("not_allowed_token_type")
    return app_token


def _pace(workspace: Workspace, method: Method) -> None:
    key = f"method {method.name}"
    if workspace.pacing.called_too_soon(key):
        workspace.breaches.add("ignored_retry_after", method.name)
    if workspace.faults.strikes("rate_429", method.name):
        seconds = workspace.faults.now.retry_after
        workspace.pacing.tell(key, seconds)
        limited = RateLimited(seconds, key)
        limited.noted = False
        raise limited
    if seconds := workspace.pacing.wait_for_method(method.name, method.per_minute):
        workspace.pacing.tell(key, seconds)
        raise RateLimited(seconds, key)


def _allow(workspace: Workspace, method: Method) -> None:
    """Refuse a method for which the app has none of the scopes."""
    wanted = list(method.scopes)
    for scopes in method.scopes_by_kind.values():
        wanted += [scope for scope in scopes if scope not in wanted]
    if wanted and not workspace.manifest.scopes & set(wanted):
        raise Call(workspace, method).missing_scope(wanted)


def _refuse(workspace: Workspace, name: str, error: ApiError) -> Response:
    if error.noted:
        detail = "; ".join(error.messages) or error.more.get("needed", "")
        workspace.breaches.add(error.error, name, detail)
    return jsonify(error.public())


def _hang_up(request: Request) -> None:
    """Close the line although the method took effect: the caller cannot know."""
    line = request.environ.get("werkzeug.socket")
    if isinstance(line, socket.socket):
        line.shutdown(socket.SHUT_RDWR)
