"""From what a person chose or wrote to the state that Slack keeps of it."""

from __future__ import annotations

import re
from typing import Any

from bot.practice.blockkit.choices import all_options
from bot.practice.blockkit.inputs import is_date
from bot.practice.model import Json, User
from bot.practice.people.asking import can_see
from bot.practice.people.refusals import Refused
from bot.practice.shapes import file_json
from bot.practice.values import LISTS, STATE
from bot.practice.workspace import Workspace

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
PRESSED = frozenset({"button", "workflow_button", "icon_button"})


def refuse(sentence: str) -> Refused:
    return Refused("invalid_value", sentence)


def chosen(workspace: Workspace, user: User, block_id: str, element: Json, value: Any) -> Json:
    """The part of an element's state, or of an action, that holds the value."""
    kind = element["type"]
    if kind in PRESSED:
        return {}
    if kind == "feedback_buttons":
        return _feedback(element, value)
    if kind == "overflow":
        return {"selected_option": _option(list(all_options(element)), value)}
    name = STATE[kind][0]
    if value is None or value == []:
        return {name: [] if name in LISTS else None}
    if name in ("selected_option", "selected_options"):
        return {name: _options(workspace, user, (block_id, element), value)}
    return {name: _VALUES[name](workspace, user, element, value)}


def _feedback(element: Json, value: Any) -> Json:
    for button in (element["positive_button"], element["negative_button"]):
        if button["value"] == value:
            return {"text": button["text"], "value": value}
    raise Refused("no_such_option", "There is no such button.")


def _option(options: list[Json], value: Any) -> Json:
    for option in options:
        if option.get("value") == value:
            return option
    raise Refused("no_such_option", "There is no such choice.")


def _options(workspace: Workspace, user: User, place: tuple[str, Json], value: Any) -> Any:
    block_id, element = place
    known = list(all_options(element)) + workspace.known_options.get(
        (user.id, block_id, element["action_id"]), []
    )
    initial = element.get("initial_option")
    known += [initial] if initial else element.get("initial_options", [])
    if STATE[element["type"]][0] == "selected_option":
        return _option(known, value)
    return [_option(known, one) for one in _several(element, value)]


def _several(element: Json, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise refuse("A list is needed here.")
    most = element.get("max_selected_items") or element.get("max_files")
    if most and len(value) > most:
        raise refuse(f"You can choose {most} at most.")
    if len({str(one) for one in value}) < len(value):
        raise refuse("Each can be chosen once.")
    return value


def _text(workspace: Workspace, user: User, element: Json, value: Any) -> str:
    if not isinstance(value, str):
        raise refuse("Text is needed here.")
    return value


def _rich_text(workspace: Workspace, user: User, element: Json, value: Any) -> Json:
    if isinstance(value, dict) and value.get("type") == "rich_text":
        return value
    inline = [{"type": "text", "text": _text(workspace, user, element, value)}]
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": inline}]}


def _day(workspace: Workspace, user: User, element: Json, value: Any) -> str:
    if not (isinstance(value, str) and is_date(value)):
        raise refuse("A date like 2026-03-18 is needed here.")
    return value


def _time(workspace: Workspace, user: User, element: Json, value: Any) -> str:
    if not (isinstance(value, str) and _TIME.fullmatch(value)):
        raise refuse("A time like 15:30 is needed here.")
    return value


def _moment(workspace: Workspace, user: User, element: Json, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise refuse("A moment in unix seconds is needed here.")
    return value


def _user(workspace: Workspace, user: User, element: Json, value: Any) -> str:
    found = workspace.users.get(value) if isinstance(value, str) else None
    if found is None or found.deleted:
        raise Refused("no_such_option", "There is no such person.")
    return found.id


def _channel(workspace: Workspace, user: User, element: Json, value: Any) -> str:
    found = workspace.channels.get(value) if isinstance(value, str) else None
    if found is None or not can_see(user, found):
        raise Refused("no_such_option", "There is no such channel.")
    if "channels_select" in element["type"] and found.kind != "public":
        raise Refused("no_such_option", "Only public channels are listed here.")
    return found.id


def _conversation(workspace: Workspace, user: User, element: Json, value: Any) -> str:
    if value in workspace.users:
        return _user(workspace, user, element, value)
    found = workspace.channels[_channel(workspace, user, element, value)]
    only = element.get("filter", {})
    if found.kind not in only.get("include", ["public", "private", "im", "mpim"]):
        raise Refused("no_such_option", "This kind of conversation is not listed here.")
    if found.ext_shared and only.get("exclude_external_shared_channels"):
        raise Refused("no_such_option", "Shared channels are not listed here.")
    return found.id


def _files(workspace: Workspace, user: User, element: Json, value: Any) -> list[Json]:
    files = [workspace.files.get(one) for one in _several(element, value)]
    allowed = element.get("filetypes")
    for file in files:
        if file is None or file.owner != user.id:
            raise Refused("no_such_option", "Upload this file first.")
        if allowed and file.name.rpartition(".")[2].lower() not in allowed:
            raise refuse("Files of this kind are not taken here.")
        file.granted = True
    return [file_json(workspace, file) for file in files if file is not None]


def _each(one: Any) -> Any:
    return lambda workspace, user, element, value: [
        one(workspace, user, element, item) for item in _several(element, value)
    ]


_VALUES: dict[str, Any] = {
    "value": _text,
    "rich_text_value": _rich_text,
    "selected_date": _day,
    "selected_time": _time,
    "selected_date_time": _moment,
    "selected_user": _user,
    "selected_users": _each(_user),
    "selected_channel": _channel,
    "selected_channels": _each(_channel),
    "selected_conversation": _conversation,
    "selected_conversations": _each(_conversation),
    "files": _files,
}
