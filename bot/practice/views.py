"""Modals and home tabs: their stack, their hash, what was typed in them."""

from __future__ import annotations

import copy
import json

from bot.practice.messages import with_ids
from bot.practice.model import Json, View
from bot.practice.values import initial_values
from bot.practice.workspace import Workspace

MOST_STACKED = 3
MOST_BYTES = 250_000


def too_large(view: Json) -> bool:
    return len(json.dumps(view, ensure_ascii=False, separators=(",", ":")).encode()) > MOST_BYTES


def view_json(workspace: Workspace, view: View) -> Json:
    """A view as payloads and answers show it."""
    body = copy.deepcopy(view.body)
    team = workspace.team
    return {
        "id": view.id,
        "team_id": team.id,
        "private_metadata": "",
        "callback_id": "",
        "external_id": "",
        "title": None,
        "submit": None,
        "close": None,
        "clear_on_close": False,
        "notify_on_close": False,
        **body,
        "state": {"values": copy.deepcopy(view.values)},
        "hash": view.hash,
        "previous_view_id": view.previous,
        "root_view_id": view.root,
        "app_id": team.app_id,
        "app_installed_team_id": team.id,
        "bot_id": team.bot_id,
    }


def _hash(workspace: Workspace) -> str:
    return f"{int(workspace.clock.now())}.{workspace.ids.new('', 8)}"


def _body(workspace: Workspace, body: Json) -> Json:
    return {**copy.deepcopy(body), "blocks": with_ids(workspace, body["blocks"])}


def _make(workspace: Workspace, user: str, body: Json, below: View | None) -> View:
    made = workspace.ids.new("V")
    kept = _body(workspace, body)
    root, previous = (below.root, below.id) if below else (made, None)
    view = View(made, user, kept, _hash(workspace), root, previous, initial_values(kept["blocks"]))
    workspace.views[made] = view
    return view


def open_modal(workspace: Workspace, user: str, body: Json) -> View:
    """Open a modal in place of whatever modal this person had open."""
    clear_modals(workspace, user)
    view = _make(workspace, user, body, None)
    workspace.modals[user] = [view.id]
    workspace.note("modal_opened", view_json(workspace, view), audience=[user])
    return view


def push_modal(workspace: Workspace, user: str, body: Json) -> View:
    """Put a modal on top of the open one."""
    below = top_modal(workspace, user)
    view = _make(workspace, user, body, below)
    workspace.modals[user].append(view.id)
    workspace.note("modal_opened", view_json(workspace, view), audience=[user])
    return view


def update_view(workspace: Workspace, view: View, body: Json) -> None:
    """Give a view new content; typed input stays under the same ids."""
    view.body = _body(workspace, body)
    view.values = initial_values(view.body["blocks"], view.values)
    view.hash = _hash(workspace)
    what = "home" if view.kind == "home" else "modal_updated"
    workspace.note(what, view_json(workspace, view), audience=[view.user])


def publish_home(workspace: Workspace, user: str, body: Json) -> View:
    """Show a home tab to one person."""
    known = workspace.homes.get(user)
    if known is not None:
        update_view(workspace, workspace.views[known], body)
        return workspace.views[known]
    view = _make(workspace, user, body, None)
    workspace.homes[user] = view.id
    workspace.note("home", view_json(workspace, view), audience=[user])
    return view


def top_modal(workspace: Workspace, user: str) -> View | None:
    stack = workspace.modals[user]
    return workspace.views[stack[-1]] if stack else None


def pop_modal(workspace: Workspace, user: str) -> None:
    """Take the top modal away; the one below, if any, is seen again."""
    gone = workspace.modals[user].pop()
    del workspace.views[gone]
    workspace.note("modal_closed", {"id": gone}, audience=[user])


def clear_modals(workspace: Workspace, user: str) -> None:
    while workspace.modals[user]:
        pop_modal(workspace, user)
