"""Each length and count of Block Kit, at its limit and one past it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.practice.blockkit import check_blocks, check_view
from tests.practice.blocks import (
    actions,
    button,
    entry,
    home,
    modal,
    mrkdwn,
    option,
    options,
    plain,
    section,
    select,
)

Build = Callable[[int], Any]


def confirm(**more: Any) -> Any:
    whole = {"title": plain(), "text": plain(), "confirm": plain(), "deny": plain(), **more}
    return actions(button(confirm=whole))


def written(**more: Any) -> Any:
    return entry({"type": "plain_text_input", "action_id": "answer", **more})


def groups(count: int) -> Any:
    return [{"label": plain(), "options": [option(str(number))]} for number in range(count)]


def context(*elements: Any) -> Any:
    return {"type": "context", "elements": list(elements)}


def table(rows: int, cells: int = 1, text: str = "x") -> Any:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": text}] * cells for _ in range(rows)]}


BUTTONS = [button(f"b{number}") for number in range(26)]

# (what, surface, the limit, a block that reaches it)
MOST: list[tuple[str, str, int, Build]] = [
    ("block_id", "message", 255, lambda n: section(block_id="i" * n)),
    ("action_id", "message", 255, lambda n: actions(button("i" * n))),
    ("section text", "message", 3000, lambda n: section("t" * n)),
    ("section fields", "message", 10, lambda n: {"type": "section", "fields": [plain()] * n}),
    ("section field", "message", 2000, lambda n: {"type": "section", "fields": [mrkdwn("t" * n)]}),
    ("header", "message", 150, lambda n: {"type": "header", "text": plain("t" * n)}),
    ("context elements", "message", 10, lambda n: context(*[plain()] * n)),
    ("context text", "message", 3000, lambda n: context(mrkdwn("t" * n))),
    ("actions elements", "message", 25, lambda n: actions(*BUTTONS[:n])),
    ("button text", "message", 75, lambda n: actions(button(text=plain("t" * n)))),
    ("button value", "message", 2000, lambda n: actions(button(value="t" * n))),
    ("button url", "message", 3000, lambda n: actions(button(url="https://" + "u" * (n - 8)))),
    ("button accessibility_label", "message", 75, lambda n: actions(button(accessibility_label="t" * n))),
    ("button agent_prompt", "message", 4000, lambda n: actions(button(agent_prompt="t" * n))),
    ("confirm title", "message", 100, lambda n: confirm(title=plain("t" * n))),
    ("confirm text", "message", 300, lambda n: confirm(text=plain("t" * n))),
    ("confirm button", "message", 30, lambda n: confirm(confirm=plain("t" * n))),
    ("confirm deny", "message", 30, lambda n: confirm(deny=plain("t" * n))),
    ("option text", "message", 75, lambda n: actions(select(options=[option(text="t" * n)]))),
    ("option value", "message", 150, lambda n: actions(select(options=[option("v" * n)]))),
    (
        "option description",
        "message",
        75,
        lambda n: actions(select(options=[option(description=plain("t" * n))])),
    ),
    ("select options", "message", 100, lambda n: actions(select(options=options(n)))),
    ("option groups", "message", 100, lambda n: actions(select(option_groups=groups(n)))),
    (
        "option group label",
        "message",
        75,
        lambda n: actions(select(option_groups=[{"label": plain("t" * n), "options": options(1)}])),
    ),
    ("placeholder", "message", 150, lambda n: actions(select(placeholder=plain("t" * n)))),
    ("overflow", "message", 5, lambda n: actions({"type": "overflow", "options": options(n)})),
    ("radio buttons", "message", 10, lambda n: actions({"type": "radio_buttons", "options": options(n)})),
    ("checkboxes", "message", 10, lambda n: actions({"type": "checkboxes", "options": options(n)})),
    (
        "image alt_text",
        "message",
        2000,
        lambda n: {"type": "image", "image_url": "https://x.y", "alt_text": "t" * n},
    ),
    (
        "image title",
        "message",
        2000,
        lambda n: {"type": "image", "image_url": "https://x.y", "alt_text": "t", "title": plain("t" * n)},
    ),
    (
        "image url",
        "message",
        3000,
        lambda n: {"type": "image", "image_url": "https://" + "u" * (n - 8), "alt_text": "t"},
    ),
    ("markdown", "message", 12000, lambda n: {"type": "markdown", "text": "t" * n}),
    ("table rows", "message", 100, table),
    ("table cells", "message", 20, lambda n: table(1, n)),
    ("table text", "message", 10000, lambda n: table(1, 1, "t" * n)),
    ("input label", "modal", 2000, lambda n: entry(label=plain("t" * n))),
    ("input hint", "modal", 2000, lambda n: entry(hint=plain("t" * n))),
    ("plain_text_input max_length", "modal", 3000, lambda n: written(max_length=n)),
    ("plain_text_input min_length", "modal", 3000, lambda n: written(min_length=n)),
    ("plain_text_input initial_value", "modal", 3000, lambda n: written(initial_value="t" * n)),
    ("initial_value under max_length", "modal", 5, lambda n: written(initial_value="t" * n, max_length=5)),
    ("input placeholder", "modal", 150, lambda n: written(placeholder=plain("t" * n))),
    ("file_input files", "modal", 10, lambda n: entry({"type": "file_input", "max_files": n})),
    ("rich_text_input lines", "modal", 100, lambda n: entry({"type": "rich_text_input", "max_lines": n})),
    ("alert", "modal", 200, lambda n: {"type": "alert", "text": plain("t" * n)}),
    ("card body", "message", 200, lambda n: {"type": "card", "body": mrkdwn("t" * n)}),
    ("card actions", "message", 3, lambda n: {"type": "card", "title": plain(), "actions": BUTTONS[:n]}),
    (
        "carousel",
        "message",
        10,
        lambda n: {"type": "carousel", "elements": [{"type": "card", "title": plain()}] * n},
    ),
    (
        "container children",
        "message",
        10,
        lambda n: {"type": "container", "title": plain(), "child_blocks": [{"type": "divider"}] * n},
    ),
    (
        "plan tasks",
        "message",
        50,
        lambda n: {
            "type": "plan",
            "title": "t",
            "tasks": [{"type": "task_card", "task_id": str(i), "title": "t"} for i in range(n)],
        },
    ),
]


@pytest.mark.parametrize(("surface", "most", "build"), [c[1:] for c in MOST], ids=[c[0] for c in MOST])
def test_a_limit_is_kept_to_the_last_one(surface: str, most: int, build: Build) -> None:
    assert check_blocks([build(most)], surface) == []
    assert check_blocks([build(most + 1)], surface) != []


@pytest.mark.parametrize(("surface", "most"), [("message", 50), ("modal", 100), ("home", 100)])
def test_a_surface_holds_so_many_blocks(surface: str, most: int) -> None:
    assert check_blocks([{"type": "divider"}] * most, surface) == []
    assert (
        check_blocks([{"type": "divider"}] * (most + 1), surface)[0].sentence
        == f"no more than {most} items allowed"
    )


VIEW_MOST: list[tuple[str, int, Build]] = [
    ("title", 24, lambda n: modal(section(), title=plain("t" * n))),
    ("submit", 24, lambda n: modal(section(), submit=plain("t" * n))),
    ("close", 24, lambda n: modal(section(), close=plain("t" * n))),
    ("private_metadata", 3000, lambda n: modal(section(), private_metadata="m" * n)),
    ("callback_id", 255, lambda n: modal(section(), callback_id="c" * n)),
    ("external_id", 255, lambda n: modal(section(), external_id="e" * n)),
    ("home metadata", 3000, lambda n: home(private_metadata="m" * n)),
]


@pytest.mark.parametrize(("most", "build"), [c[1:] for c in VIEW_MOST], ids=[c[0] for c in VIEW_MOST])
def test_a_limit_of_a_view_is_kept_to_the_last_one(most: int, build: Build) -> None:
    assert check_view(build(most)) == []
    assert check_view(build(most + 1)) != []


def test_the_markdown_of_a_message_counts_together() -> None:
    halves = [{"type": "markdown", "text": "t" * 6000}] * 2
    assert check_blocks(halves, "message") == []
    assert check_blocks([*halves, {"type": "markdown", "text": "t"}], "message") != []
