"""Small sound pieces of Block Kit that tests stretch to their limits."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def plain(text: str = "x") -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "x") -> Json:
    return {"type": "mrkdwn", "text": text}


def option(value: str = "v", text: str = "x", **more: Any) -> Json:
    return {"text": plain(text), "value": value, **more}


def options(count: int) -> list[Json]:
    return [option(str(number)) for number in range(count)]


def button(action_id: str = "press", **more: Any) -> Json:
    return {"type": "button", "action_id": action_id, "text": plain(), **more}


def select(**more: Any) -> Json:
    chosen = {} if "options" in more or "option_groups" in more else {"options": options(2)}
    return {"type": "static_select", "action_id": "pick", **chosen, **more}


def actions(*elements: Json, **more: Any) -> Json:
    return {"type": "actions", "elements": list(elements), **more}


def section(text: str = "x", **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(text), **more}


def entry(element: Json | None = None, block_id: str = "field", **more: Any) -> Json:
    """An input block."""
    held = element or {"type": "plain_text_input", "action_id": "answer"}
    return {"type": "input", "block_id": block_id, "label": plain(), "element": held, **more}


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": plain("Title"), "submit": plain("Save"), "blocks": list(blocks), **more}


def home(*blocks: Json, **more: Any) -> Json:
    return {"type": "home", "blocks": list(blocks), **more}
