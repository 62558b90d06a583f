"""What happens to an app in a workspace: lines drop, tokens are revoked, it is removed."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.practice.events import emit
from bot.practice.model import Json
from bot.practice.workspace import Workspace


def drop_sockets(workspace: Workspace) -> Json:
    return {"dropped": workspace.sockets.each(lambda connection: connection.cut())}


def refresh_sockets(workspace: Workspace) -> Json:
    """Warn every connection, and close it a little later, as Slack does every few hours."""
    warned = workspace.sockets.each(lambda c: c.send({"type": "disconnect", "reason": "warning"}))
    after = workspace.sockets.connections()

    def refresh() -> None:
        for connection in after:
            connection.send({"type": "disconnect", "reason": "refresh_requested"})
            connection.cut()

    timer = threading.Timer(workspace.limits.warning_seconds, refresh)
    timer.daemon = True
    timer.start()
    return {"warned": warned}


def verify_url(workspace: Workspace) -> Json:
    """Ask the events URL for its challenge, as Slack does when an address is entered."""
    challenge = secrets.token_urlsafe(24)
    payload = {"token": workspace.tokens.verification, "challenge": challenge, "type": "url_verification"}
    if workspace.posts is None:
        return {"verified": False, "reason": "no_events_url"}
    outcome = workspace.posts.deliver("events_api", payload, workspace.limits.ack_seconds)
    answered = (
        outcome.body.get("challenge", outcome.body.get("text")) if isinstance(outcome.body, dict) else None
    )
    verified = outcome.acked and answered == challenge
    if not verified:
        workspace.breaches.add("url_not_verified", "url_verification", outcome.reason or "")
    return {"verified": verified}


def revoke_tokens(workspace: Workspace) -> Json:
    event: Json = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [workspace.bot.id]}}
    with workspace.lock:
        emit(workspace, "tokens_revoked", event, workspace.bot.id)
        workspace.installed = False
    return {}


def uninstall(workspace: Workspace) -> Json:
    """Remove the app: it hears of it, then its token is dead."""
    with workspace.lock:
        emit(workspace, "app_uninstalled", {"type": "app_uninstalled"}, workspace.bot.id)
        return revoke_tokens(workspace)


DEEDS: Mapping[str, Callable[[Workspace], Json]] = MappingProxyType(
    {
        "drop_sockets": drop_sockets,
        "refresh_sockets": refresh_sockets,
        "verify_url": verify_url,
        "revoke_tokens": revoke_tokens,
        "uninstall": uninstall,
    }
)
