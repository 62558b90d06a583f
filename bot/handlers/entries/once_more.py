"""One after another: a form that stays open when it was kept, empty for the next, what was kept above it."""

from collections.abc import Mapping
from typing import Any

from bot.handlers.desk import View
from bot.render import Message

# Block ids of what stands above the questions, so that it can be told from them.
ABOVE = "recorded"
# What Slack takes of a view; what it tells of one is more.
OF_A_VIEW = ("type", "title", "submit", "close", "callback_id", "private_metadata")


def emptied(form: View, said: Message, tag: str) -> View:
    """A form for the next, below what was just kept.

    Slack leaves what was typed where it finds the same ids: with another `tag` every field is empty.
    """
    return {**form, "blocks": [*_above(said), *(_anew(block, tag) for block in form["blocks"])]}


def stays_open(view: Mapping[str, Any]) -> bool:
    """Whether this is such a form, in which somebody may be typing the next."""
    return any(str(block.get("block_id", "")).startswith(ABOVE) for block in view["blocks"])


def saying(view: Mapping[str, Any], said: Message) -> View:
    """The same form with other words above it: its fields stay as they are, and so does what is typed."""
    below = [block for block in view["blocks"] if not str(block["block_id"]).startswith(ABOVE)]
    frame = {name: view[name] for name in OF_A_VIEW if view.get(name)}
    return {**frame, "blocks": [*_above(said), *below]}


def _above(said: Message) -> list[dict[str, Any]]:
    return [{**block, "block_id": f"{ABOVE}:{nth}"} for nth, block in enumerate(said.blocks)]


def _anew(block: dict[str, Any], tag: str) -> dict[str, Any]:
    if block["type"] != "input":
        return block
    return {**block, "element": {**block["element"], "action_id": f"answer:{tag}"}}
