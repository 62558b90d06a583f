"""Refuses what is no delivery of Slack's before a listener reads it: a part that must be there is missing."""

import logging
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import BoltResponse

log = logging.getLogger(__name__)

VIEW = (
    "user.id",
    "view.id",
    "view.hash",
    "view.type",
    "view.callback_id",
    "view.state.values",
    "view.blocks",
)
# What each kind of delivery must have for its listeners to read it; a number is a place in a list.
PARTS: Mapping[str, tuple[str, ...]] = {
    "view_submission": (*VIEW, "view.private_metadata"),
    "view_closed": ("user.id", "view.callback_id"),
    "block_actions": ("user.id", "actions.0.action_id", "actions.0.action_ts"),
    "block_suggestion": ("user.id", "block_id", "action_id"),
    "shortcut": ("user.id", "callback_id", "trigger_id"),
    "message_action": ("user.id", "callback_id", "trigger_id", "message.ts"),
    "event_callback": ("event.type", "event_id"),
    "command": ("command", "user_id", "channel_id", "trigger_id"),
    # Bolt answers these by itself.
    "ssl_check": (),
    "url_verification": ("challenge",),
    "app_rate_limited": (),
}
# These have no type.
BY_THEIR_FIELD = ("ssl_check", "command")
NOT_READABLE = 400


def refuse_misshapen(body: Mapping[str, Any], next: Callable[[], Any]) -> Any:
    """The middleware: whoever sent it hears that it cannot be read; of what it held nothing is logged."""
    missing = missing_in(body)
    if missing:
        log.warning("a delivery was not read: it has no %s", missing)
        return BoltResponse(status=NOT_READABLE)
    return next()


def missing_in(body: Mapping[str, Any]) -> str:
    """The first part that is missing; `type` for a kind that nobody knows; nothing where all is there."""
    kind = next((name for name in BY_THEIR_FIELD if name in body), body.get("type"))
    if not isinstance(kind, str) or kind not in PARTS:
        return "type"
    return next((path for path in PARTS[kind] if _at(body, path) is None), "")


def _at(body: object, path: str) -> object:
    """What stands at a path; None where there is nothing, or something of another shape on the way."""
    found = body
    for name in path.split("."):
        if isinstance(found, Mapping):
            found = found.get(name)
        elif isinstance(found, list) and name.isdecimal() and int(name) < len(found):
            found = found[int(name)]
        else:
            return None
    return found
