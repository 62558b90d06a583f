"""Every block by surface: the long-standing ones here, the newer ones in newer_blocks."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from bot.practice.blockkit.composition import BLOCK_ID, SLACK_FILE, URL, either, exactly_one, plain
from bot.practice.blockkit.elements import IMAGE_ELEMENT, elements_for
from bot.practice.blockkit.findings import Findings
from bot.practice.blockkit.newer_blocks import newer_blocks
from bot.practice.blockkit.rich_text import RICH_TEXT
from bot.practice.blockkit.rules import Boolean, ByType, ListOf, OneOf, Rule, Shape, String

_ID: dict[str, Rule] = {"block_id": BLOCK_ID}


def text_or_fields(block: dict[str, Any], at: str, found: Findings) -> None:
    if "text" not in block and "fields" not in block:
        found.add("missing required field: text or fields", at)


def action_ids_differ(block: dict[str, Any], at: str, found: Findings) -> None:
    seen: set[str] = set()
    for index, element in enumerate(block["elements"]):
        name = element.get("action_id")
        if name in seen:
            found.add(
                f"`action_id` must be unique within a block: {name}", f"{at}/elements/{index}/action_id"
            )
        if name:
            seen.add(name)


def _section(surface: str) -> Shape:
    optional: dict[str, Rule] = {
        "text": either(3000),
        "fields": ListOf(either(2000), 1, 10),
        "accessory": elements_for("section", surface),
        "expand": Boolean(),
        **_ID,
    }
    return Shape({}, optional, (text_or_fields,))


def _input(surface: str) -> Shape:
    return Shape(
        {"label": plain(2000), "element": elements_for("input", surface)},
        {"hint": plain(2000), "optional": Boolean(), "dispatch_action": Boolean(), **_ID},
    )


def _actions(surface: str, block: str = "actions", most: int = 25) -> Shape:
    return Shape({"elements": ListOf(elements_for(block, surface), 1, most)}, _ID, (action_ids_differ,))


_IMAGE = Shape(
    {"alt_text": String(2000, 1)},
    {"image_url": URL, "slack_file": SLACK_FILE, "title": plain(2000), **_ID},
    (exactly_one("image_url", "slack_file"),),
)
_VIDEO = Shape(
    {
        "alt_text": String(2000, 1),
        "title": plain(199),
        "thumbnail_url": URL,
        "video_url": URL,
    },
    {
        "author_name": String(49),
        "description": plain(200),
        "provider_icon_url": String(2000),
        "provider_name": String(50),
        "title_url": String(2000),
        **_ID,
    },
)
_CONTEXT = ListOf(ByType({"image": IMAGE_ELEMENT, **either(3000).shapes}), 1, 10)


@cache
def blocks_for(surface: str) -> Mapping[str, Rule]:
    """Every block that one surface (message, modal, home) can show."""
    shared: dict[str, Rule] = {
        "section": _section(surface),
        "input": _input(surface),
        "actions": _actions(surface),
        "context": Shape({"elements": _CONTEXT}, _ID),
        "divider": Shape({}, _ID),
        "header": Shape({"text": plain(150)}, _ID),
        "image": _IMAGE,
        "rich_text": RICH_TEXT,
        "video": _VIDEO,
    }
    if surface == "message":
        shared["context_actions"] = _actions(surface, "context_actions", 5)
        shared["markdown"] = Shape({"text": String(12000, 1)}, _ID)
        shared["file"] = Shape({"external_id": String(shortest=1), "source": OneOf(("remote",))}, _ID)
    return {**shared, **newer_blocks(surface, lambda: ByType(blocks_for(surface)))}
