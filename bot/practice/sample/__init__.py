"""The invented people of the sample workspace, and the team channel with which the sample case begins."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from bot.practice import populate, rooms
from bot.practice.model import Channel
from bot.practice.workspace import Workspace

USER_FIELDS = ("real_name", "guest", "admin", "deleted")


@cache
def cast() -> dict[str, Any]:
    """Who is who, as `people.json` has it. Not to be changed."""
    read: dict[str, Any] = json.loads(files(__package__).joinpath("people.json").read_text("utf-8"))
    return read


def administrator() -> str:
    """Whom ROUNDTABLE_ADMINS names in practice."""
    found: str = cast()["administrator"]
    return found


def about() -> dict[str, str]:
    """What each person is in the sample, by id."""
    return {one["id"]: one["about"] for one in (*cast()["with_slack"], *cast()["without_slack"])}


def people_come(workspace: Workspace) -> None:
    """Fill an empty workspace with the people, and with one public channel."""
    people = cast()
    for one in people["with_slack"]:
        more = {name: one[name] for name in USER_FIELDS if name in one}
        email = f"{one['name']}@example.org"
        populate.add_user(workspace, one["name"], wanted_id=one["id"], email=email, tz=people["zone"], **more)
    for one in people["without_slack"]:
        populate.add_without_slack(workspace, one["name"], one["about"], one["id"])
    public = people["public_channel"]
    everyone = tuple(
        one["id"] for one in people["with_slack"] if not one.get("deleted") and not one.get("guest")
    )
    populate.add_channel(workspace, public["name"], public["by"], members=everyone, wanted_id=public["id"])


def is_prepared(workspace: Workspace) -> bool:
    """Whether the team's channel is there."""
    with workspace.lock:
        return cast()["channel"]["id"] in workspace.channels


def prepare(workspace: Workspace) -> Channel:
    """The facilitator makes the private channel and brings in the bot and everyone who has Slack."""
    wanted = cast()["channel"]
    with workspace.lock:
        channel = populate.add_channel(
            workspace,
            wanted["name"],
            wanted["by"],
            private=True,
            members=tuple(wanted["members"]),
            wanted_id=wanted["id"],
        )
        rooms.join(workspace, channel, workspace.bot.id, wanted["by"])
        return channel
