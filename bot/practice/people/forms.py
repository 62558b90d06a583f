"""A person submits or closes a modal, and what the bot's ack makes of it."""

from __future__ import annotations

from time import monotonic
from typing import Any

from bot.practice import payloads, views
from bot.practice.api.call import ApiError
from bot.practice.api.views import sound_view
from bot.practice.model import Json, ResponseUrl, User, View
from bot.practice.people import checks, seen
from bot.practice.people.acting import SORRY_MODAL, view_of
from bot.practice.people.asking import field
from bot.practice.people.commands import interactivity
from bot.practice.people.refusals import Refused
from bot.practice.workspace import Workspace

ACTIONS = frozenset({"errors", "update", "push", "clear"})
WHERE = "ack of view_submission"


def submit(workspace: Workspace, user: User, given: Json) -> Json:
    """Send the top modal, once Slack's client has nothing against it."""
    with workspace.lock:
        view = view_of(workspace, user, field(given, "view_id", str))
        if view.kind != "modal" or not view.body.get("submit"):
            raise Refused("no_submit", "There is nothing to send here.")
        if errors := checks.errors(view):
            raise Refused("invalid_input", "Some fields need a change.", {"errors": errors})
        interactivity(workspace)
        payload = {
            **payloads.base(workspace, "view_submission", user),
            "trigger_id": workspace.trigger(user.id, view.id),
            "view": views.view_json(workspace, view),
            "response_urls": _response_urls(workspace, user, view),
        }
    outcome = workspace.courier.interact("interactive", payload, user.id, takes_payload=True)
    with workspace.lock:
        error, fields = outcome.error, dict[str, str]()
        if outcome.acked:
            error, fields = _apply(workspace, view, outcome.body)
        message = SORRY_MODAL if error else None
        return {
            "ok": error is None,
            "error": error,
            "message": message,
            "outcome": {**outcome.public(message), "error": error},
            "errors": fields,
            "modals": seen.modals(workspace, user),
        }


def _response_urls(workspace: Workspace, user: User, view: View) -> list[Json]:
    """A response_url for each select that asked for one."""
    made = []
    for block in view.body["blocks"]:
        element = block.get("element", {})
        if block["type"] != "input" or not element.get("response_url_enabled"):
            continue
        state = view.values[block["block_id"]][element["action_id"]]
        channel = state.get("selected_conversation") or state.get("selected_channel")
        if channel in workspace.channels:
            url = workspace.response_url(ResponseUrl(user.id, channel, monotonic()))
            place = {"block_id": block["block_id"], "action_id": element["action_id"]}
            made.append({**place, "channel_id": channel, "response_url": url})
    return made


def _apply(workspace: Workspace, view: View, body: Any) -> tuple[str | None, dict[str, str]]:
    """Do what the ack of a submission asks: (the error that the person sees, errors by field)."""
    if body in (None, {}, ""):
        _take_away(workspace, view)
        return None, {}
    try:
        return None, _respond(workspace, view, body)
    except ApiError as refused:
        workspace.breaches.add(refused.error, WHERE, "; ".join(refused.messages))
        return refused.error, {}


def _take_away(workspace: Workspace, view: View) -> None:
    stack = workspace.modals[view.user]
    if stack and stack[-1] == view.id:
        views.pop_modal(workspace, view.user)
    elif view.id in stack:
        # The bot laid another modal on top before it acked; only the submitted one goes.
        stack.remove(view.id)
        del workspace.views[view.id]


def _respond(workspace: Workspace, view: View, body: Any) -> dict[str, str]:
    action = body.get("response_action") if isinstance(body, dict) else None
    if action not in ACTIONS:
        raise ApiError("invalid_response_action")
    if action == "errors":
        return _errors(view, body)
    if action == "clear":
        views.clear_modals(workspace, view.user)
        return {}
    if not isinstance(body.get("view"), dict):
        raise ApiError("invalid_arguments", ["[ERROR] missing required field: view"])
    if view.id not in workspace.modals[view.user]:
        raise ApiError("not_found")
    if action == "update":
        views.update_view(workspace, view, sound_view(workspace, body["view"], "modal", view))
        return {}
    sound = sound_view(workspace, body["view"], "modal")
    if len(workspace.modals[view.user]) >= views.MOST_STACKED:
        raise ApiError("push_limit_reached")
    views.push_modal(workspace, view.user, sound)
    return {}


def _errors(view: View, body: Json) -> dict[str, str]:
    """Errors belong to input blocks of the view that was submitted, each with words."""
    errors = body.get("errors")
    if not isinstance(errors, dict) or not errors:
        raise ApiError("invalid_errors", ["[ERROR] errors must name at least one block"])
    inputs = {block["block_id"] for block in view.body["blocks"] if block["type"] == "input"}
    if strangers := sorted(set(errors) - inputs):
        raise ApiError("errors_for_unknown_block", [f"[ERROR] no input block: {name}" for name in strangers])
    if not all(isinstance(sentence, str) and sentence for sentence in errors.values()):
        raise ApiError("invalid_errors", ["[ERROR] an error must be text"])
    return dict(errors)


def close(workspace: Workspace, user: User, given: Json) -> Json:
    """Close the top modal, or all of them."""
    with workspace.lock:
        stack = workspace.modals[user.id]
        if not stack:
            raise Refused("no_such_view", "No window is open.")
        if "view_id" in given:
            view_of(workspace, user, field(given, "view_id", str))
        top = workspace.views[stack[-1]]
        cleared = field(given, "all", bool, False) or bool(top.body.get("clear_on_close"))
        closed = [workspace.views[view] for view in reversed(stack)] if cleared else [top]
        told = [
            _closed(workspace, user, view, cleared) for view in closed if view.body.get("notify_on_close")
        ]
        for _ in closed:
            views.pop_modal(workspace, user.id)
    outcomes = [
        workspace.courier.interact("interactive", p, user.id, takes_payload=False).public() for p in told
    ]
    with workspace.lock:
        return {"ok": True, "outcomes": outcomes, "modals": seen.modals(workspace, user)}


def _closed(workspace: Workspace, user: User, view: View, cleared: bool) -> Json:
    shown = views.view_json(workspace, view)
    # A closed view brings no words with it: what was typed is gone.
    shown["state"] = {"values": {}}
    return {**payloads.base(workspace, "view_closed", user), "view": shown, "is_cleared": cleared}
