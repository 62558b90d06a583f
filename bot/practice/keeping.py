"""Keeps a practice workspace between two starts: the bot remembers, so Slack must remember too."""

from __future__ import annotations

import base64
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.practice.model import Channel, File, Json, Message, PersonWithoutSlack, User, View
from bot.practice.workspace import Workspace


def keep(workspace: Workspace, file: Path) -> None:
    """Write everything that should outlive the process; modals and triggers do not."""
    with workspace.lock:
        homes = [workspace.views[view] for view in workspace.homes.values()]
        kept = {
            "users": [asdict(user) for user in workspace.users.values()],
            "without_slack": [asdict(person) for person in workspace.without_slack],
            "channels": [asdict(channel) for channel in workspace.channels.values()],
            "files": [_file(one) for one in workspace.files.values()],
            "homes": [asdict(view) for view in homes],
        }
    draft = file.with_suffix(".draft")
    draft.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
    os.replace(draft, file)


def recall(workspace: Workspace, file: Path) -> bool:
    """Bring a new workspace back to what was kept; False when nothing was."""
    if not file.exists():
        return False
    kept: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    with workspace.lock:
        workspace.users.update({one["id"]: User(**one) for one in kept["users"]})
        workspace.without_slack.extend(PersonWithoutSlack(**one) for one in kept["without_slack"])
        workspace.channels.update({one["id"]: _channel(one) for one in kept["channels"]})
        workspace.files.update({one["id"]: _read_file(one) for one in kept["files"]})
        for one in kept["homes"]:
            workspace.views[one["id"]] = View(**one)
            workspace.homes[one["user"]] = one["id"]
        _reserve_ids(workspace)
    return True


def _file(file: File) -> Json:
    content = None if file.content is None else base64.b64encode(file.content).decode("ascii")
    return {**asdict(file), "content": content}


def _read_file(one: Json) -> File:
    content = None if one["content"] is None else base64.b64decode(one["content"])
    return File(**{**one, "content": content})


def _channel(one: Json) -> Channel:
    messages = {ts: Message(**message) for ts, message in one["messages"].items()}
    return Channel(**{**one, "messages": messages})


def _reserve_ids(workspace: Workspace) -> None:
    """What is new must not get an id that something kept has."""
    held = (workspace.users, workspace.channels, workspace.files, workspace.views)
    for id_ in {key for kind in held for key in kind} - {workspace.bot.id}:
        workspace.ids.take(id_)
    for person in workspace.without_slack:
        workspace.ids.take(person.id)
