"""Middleware: who is asking, in which language, with which key for this one delivery."""

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import BoltContext, BoltResponse

from bot.handlers.acks import LastingAck
from bot.handlers.desk import Desk
from bot.handlers.languages import Languages
from bot.services.acting import Acting, Agency


def acting_for(agency: Agency, desk: Desk) -> Callable[..., Any]:
    """The middleware that puts `acting`, `language` and `desk` within reach of every listener."""

    languages = Languages(agency.units)

    def put_in_context(context: BoltContext, body: Mapping[str, Any], next: Callable[[], Any]) -> Any:
        workspace, user = context.team_id, context.user_id
        if workspace and user:
            context["acting"] = Acting(
                agency=agency, workspace_id=workspace, user=user, delivery=delivery_key(body)
            )
            context["language"] = languages.of(workspace, user)
        context["desk"] = desk
        context["ack"] = LastingAck(context.get("answer"))
        return next()

    return put_in_context


def delivery_key(body: Mapping[str, Any]) -> str:
    """Slack's own name for this delivery: the same when it is delivered again (design decision 9)."""
    if "event_id" in body:
        return str(body["event_id"])
    if body.get("type") == "view_submission":
        return f"{body['view']['id']}:{body['view']['hash']}"
    if body.get("actions"):
        action = body["actions"][0]
        return f"{body['user']['id']}:{action['action_id']}:{action['action_ts']}"
    return str(body.get("trigger_id") or body.get("action_ts") or "")


def events_to_inbox(
    is_read: Callable[[Mapping[str, Any]], bool],
    keep: Callable[[Mapping[str, Any]], bool],
    wake: Callable[[], None],
) -> Callable[..., Any]:
    """The middleware that keeps an event before Slack hears that it came; the inbox works it later.

    What the agency does not want read is let go here, before any of it is stored.
    """

    def put_in_inbox(body: Mapping[str, Any], next: Callable[[], Any]) -> Any:
        if not is_read(body):
            return BoltResponse(status=200)
        if keep(body):
            wake()
            return BoltResponse(status=200)
        return next()

    return put_in_inbox
