"""The blocks that Slack added in 2025 and 2026."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.practice.blockkit.charts import CHART
from bot.practice.blockkit.composition import BLOCK_ID, either, plain
from bot.practice.blockkit.elements import BUTTON, IMAGE_ELEMENT
from bot.practice.blockkit.findings import Findings
from bot.practice.blockkit.rich_text import RICH_TEXT
from bot.practice.blockkit.rules import (
    Boolean,
    ByType,
    Integer,
    Later,
    ListOf,
    Number,
    OneOf,
    Rule,
    Shape,
    String,
)

_ID: dict[str, Rule] = {"block_id": BLOCK_ID}
_SURFACES = {
    "alert": {"modal"},
    "card": {"message", "modal", "home"},
    "carousel": {"message", "home"},
    "container": {"message", "home"},
    "table": {"message", "home"},
    "data_table": {"message", "home"},
    "data_visualization": {"message", "home"},
    "task_card": {"message"},
    "plan": {"message"},
}
_CELL = ByType(
    {
        "raw_text": Shape({"text": String(shortest=1)}),
        "raw_number": Shape({"value": Number()}, {"text": String()}),
        "rich_text": RICH_TEXT,
    }
)
_COLUMN = Shape({}, {"align": OneOf(("left", "center", "right")), "is_wrapped": Boolean()})


def text_length(value: Any) -> int:
    """How many characters of text a nested object shows."""
    if isinstance(value, dict):
        own = len(value["text"]) if isinstance(value.get("text"), str) else 0
        return own + sum(text_length(inner) for inner in value.values())
    if isinstance(value, list):
        return sum(text_length(inner) for inner in value)
    return 0


def content_within(most: int) -> Callable[[dict[str, Any], str, Findings], None]:
    """Build a check on all the text of a table together."""

    def check(block: dict[str, Any], at: str, found: Findings) -> None:
        if text_length(block["rows"]) > most:
            found.add(f"must be less than {most + 1} characters over all cells", f"{at}/rows")

    return check


def rows_equal(block: dict[str, Any], at: str, found: Findings) -> None:
    if len({len(row) for row in block["rows"]}) > 1:
        found.add("all rows must have the same number of cells", f"{at}/rows")


def standalone_not_pending(block: dict[str, Any], at: str, found: Findings) -> None:
    if block.get("status") == "pending":
        found.add("only a task of a plan can be pending", f"{at}/status")


_CARD = Shape(
    {},
    {
        "icon": IMAGE_ELEMENT,
        "hero_image": IMAGE_ELEMENT,
        "title": either(150),
        "subtitle": either(150),
        "body": either(200),
        "subtext": either(200),
        "actions": ListOf(ByType({"button": BUTTON}), 1, 3),
        **_ID,
    },
)
_TASK: dict[str, Rule] = {
    "details": RICH_TEXT,
    "output": RICH_TEXT,
    "sources": ListOf(Shape({"url": String(shortest=1), "text": String(shortest=1)})),
    "status": OneOf(("pending", "in_progress", "complete", "error")),
    **_ID,
}
_TASK_ID: dict[str, Rule] = {"task_id": String(shortest=1), "title": String(shortest=1)}
_LEVELS = OneOf(("default", "info", "warning", "error", "success"))


def newer_blocks(surface: str, any_block: Callable[[], Rule]) -> Mapping[str, Rule]:
    """The newer blocks that one surface can show; `any_block` is the rule for a container's children."""
    shapes: dict[str, Rule] = {
        "alert": Shape({"text": either(200)}, {"level": _LEVELS, **_ID}),
        "card": _CARD,
        "carousel": Shape({"elements": ListOf(ByType({"card": _CARD}), 1, 10)}, _ID),
        "container": Shape(
            {"title": plain(150), "child_blocks": ListOf(Later(any_block), 1, 10)},
            {
                "subtitle": either(150),
                "icon": IMAGE_ELEMENT,
                "is_collapsible": Boolean(),
                "default_collapsed": Boolean(),
                "width": OneOf(("narrow", "standard", "wide", "full")),
                **_ID,
            },
        ),
        "table": Shape(
            {"rows": ListOf(ListOf(_CELL, 1, 20), 1, 100)},
            {"column_settings": ListOf(_COLUMN, 0, 20), **_ID},
            (rows_equal, content_within(10_000)),
        ),
        "data_table": Shape(
            {"rows": ListOf(ListOf(_CELL, 1, 20), 2, 201)},
            {"caption": String(), "page_size": Integer(1, 100), "row_header_column_index": Integer(0), **_ID},
            (rows_equal, content_within(20_000)),
        ),
        "data_visualization": Shape({"title": String(50, 1), "chart": CHART}, _ID),
        "task_card": Shape(_TASK_ID, _TASK, (standalone_not_pending,)),
        "plan": Shape(
            {"title": String(shortest=1)},
            {"tasks": ListOf(ByType({"task_card": Shape(_TASK_ID, _TASK)}), 0, 50), **_ID},
        ),
    }
    return {name: rule for name, rule in shapes.items() if surface in _SURFACES[name]}
