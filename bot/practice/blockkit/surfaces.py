"""The entry points: check a message's blocks, or a whole modal or home view."""

from collections.abc import Iterator
from typing import Any

from bot.practice.blockkit.blocks import blocks_for
from bot.practice.blockkit.composition import plain
from bot.practice.blockkit.findings import Findings
from bot.practice.blockkit.rules import Boolean, ByType, ListOf, Rule, Shape, String

MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
ONCE_PER_MESSAGE = {"table": 1, "data_visualization": 2}
MARKDOWN_TOTAL = 12_000
_VIEW: dict[str, Rule] = {
    "private_metadata": String(3000),
    "callback_id": String(255),
    "external_id": String(255),
}


def check_blocks(blocks: Any, surface: str, at: str = "/blocks", fewest: int = 0) -> Findings:
    """What is wrong with a list of blocks on one surface."""
    found = Findings()
    ListOf(ByType(blocks_for(surface)), fewest, MOST_BLOCKS[surface]).check(blocks, at, found)
    if isinstance(blocks, list):
        sound = [block for block in blocks if isinstance(block, dict)]
        _block_ids_differ(blocks, at, found)
        _one_focus(sound, at, found)
        _counts(sound, at, found)
    return found


def check_view(view: Any, at: str = "/view") -> Findings:
    """What is wrong with a view given to views.open, push, update or publish, or in an ack."""
    found = Findings()
    if not isinstance(view, dict):
        found.add("must be an object", at)
        return found
    kind = view.get("type")
    if kind not in ("modal", "home"):
        found.add(f"unsupported type: {kind}", f"{at}/type")
        return found
    _SHAPES[kind].check({name: value for name, value in view.items() if name != "blocks"}, at, found)
    if "blocks" not in view:
        found.add("missing required field: blocks", at)
        return found
    found.extend(check_blocks(view["blocks"], kind, f"{at}/blocks", 1 if kind == "modal" else 0))
    _submit_with_inputs(view, at, found)
    return found


_SHAPES = {
    "modal": Shape(
        {"title": plain(24)},
        {
            "submit": plain(24),
            "close": plain(24),
            "clear_on_close": Boolean(),
            "notify_on_close": Boolean(),
            "submit_disabled": Boolean(),
            **_VIEW,
        },
    ),
    "home": Shape({}, _VIEW),
}


def elements_of(block: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The elements of one block, wherever it keeps them."""
    candidates = [block.get("element"), block.get("accessory")]
    inner = block.get("elements") if block.get("type") in ("actions", "context_actions") else None
    if isinstance(inner, list):
        candidates += inner
    if isinstance(block.get("actions"), list):
        candidates += block["actions"]
    yield from (element for element in candidates if isinstance(element, dict))


def _block_ids_differ(blocks: list[Any], at: str, found: Findings) -> None:
    seen: set[str] = set()
    for index, block in enumerate(blocks):
        name = block.get("block_id") if isinstance(block, dict) else None
        if isinstance(name, str) and name in seen:
            found.add(f"`block_id` must be unique: {name}", f"{at}/{index}/block_id")
        if isinstance(name, str):
            seen.add(name)


def _one_focus(blocks: list[dict[str, Any]], at: str, found: Findings) -> None:
    focused = [e for block in blocks for e in elements_of(block) if e.get("focus_on_load") is True]
    if len(focused) > 1:
        found.add("only one element can have `focus_on_load`", at)


def _counts(blocks: list[dict[str, Any]], at: str, found: Findings) -> None:
    for kind, most in ONCE_PER_MESSAGE.items():
        if sum(block.get("type") == kind for block in blocks) > most:
            found.add(f"no more than {most} {kind} blocks allowed", at)
    written = [block.get("text") for block in blocks if block.get("type") == "markdown"]
    if sum(len(text) for text in written if isinstance(text, str)) > MARKDOWN_TOTAL:
        found.add(f"must be less than {MARKDOWN_TOTAL + 1} characters in all markdown blocks", at)


def _submit_with_inputs(view: dict[str, Any], at: str, found: Findings) -> None:
    blocks = view["blocks"] if isinstance(view["blocks"], list) else []
    has_input = any(isinstance(block, dict) and block.get("type") == "input" for block in blocks)
    if view["type"] == "modal" and has_input and "submit" not in view:
        found.add("missing required field: submit", at)
