"""views.*: opening, pushing, updating modals and publishing home tabs."""

from __future__ import annotations

from time import monotonic

from bot.practice import views
from bot.practice.api.call import ApiError, Call
from bot.practice.blockkit import check_view
from bot.practice.model import Json, Trigger, View
from bot.practice.workspace import Workspace


def sound_view(workspace: Workspace, body: Json, kind: str, replaced: View | None = None) -> Json:
    """A view that Slack would take; every other ends with Slack's own error."""
    if views.too_large(body):
        raise ApiError("view_too_large")
    if found := check_view(body):
        raise ApiError("invalid_arguments", found.messages())
    if body["type"] != kind:
        raise ApiError(
            "invalid_arguments", [f"[ERROR] unsupported type: {body['type']} [json-pointer:/view/type]"]
        )
    external = body.get("external_id")
    holder = workspace.view_by_external_id(external) if external else None
    if holder is not None and holder is not replaced:
        raise ApiError("duplicate_external_id")
    return body


def spend_trigger(call: Call) -> Trigger:
    """Use up the trigger_id: it lives three real seconds and opens one modal."""
    wanted = call.get("trigger_id") or call.get("interactivity_pointer")
    if not wanted:
        raise ApiError("invalid_arguments", ["[ERROR] missing required field: trigger_id"])
    trigger = call.workspace.triggers.get(wanted)
    if trigger is None:
        raise ApiError("invalid_trigger_id")
    if trigger.used:
        raise ApiError("exchanged_trigger_id")
    if monotonic() - trigger.born > call.workspace.limits.trigger_seconds:
        raise ApiError("expired_trigger_id")
    trigger.used = True
    return trigger


def open_view(call: Call) -> Json:
    body = sound_view(call.workspace, call.get("view"), "modal")
    trigger = spend_trigger(call)
    return _answer(call, views.open_modal(call.workspace, trigger.user, body))


def push_view(call: Call) -> Json:
    body = sound_view(call.workspace, call.get("view"), "modal")
    trigger = spend_trigger(call)
    stack = call.workspace.modals[trigger.user]
    if trigger.view is None or trigger.view not in stack:
        raise ApiError("not_found")
    if len(stack) >= views.MOST_STACKED:
        raise ApiError("push_limit_reached")
    return _answer(call, views.push_modal(call.workspace, trigger.user, body))


def update_view(call: Call) -> Json:
    wanted, external = call.get("view_id"), call.get("external_id")
    if bool(wanted) == bool(external):
        raise ApiError("invalid_arguments", ["[ERROR] provide one of view_id and external_id"])
    workspace = call.workspace
    view = workspace.views.get(wanted) if wanted else workspace.view_by_external_id(external)
    body = sound_view(workspace, call.get("view"), view.kind if view else "modal", view)
    if view is None:
        raise ApiError("not_found")
    same_hash(call, view)
    views.update_view(workspace, view, body)
    return _answer(call, view)


def same_hash(call: Call, view: View) -> None:
    if call.get("hash") and call.get("hash") != view.hash:
        raise ApiError("hash_conflict")


def publish(call: Call) -> Json:
    workspace = call.workspace
    user = call.user("user_id")
    known = workspace.views.get(workspace.homes.get(user.id, ""))
    body = sound_view(workspace, call.get("view"), "home", known)
    if not workspace.manifest.home_tab:
        raise ApiError("not_enabled")
    if known is not None:
        same_hash(call, known)
    return _answer(call, views.publish_home(workspace, user.id, body))


def _answer(call: Call, view: View) -> Json:
    return {"view": views.view_json(call.workspace, view)}


METHODS = {
    "views.open": open_view,
    "views.push": push_view,
    "views.update": update_view,
    "views.publish": publish,
}
