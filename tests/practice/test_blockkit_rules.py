"""What must and must not stand together in blocks and views."""

from __future__ import annotations

from typing import Any

import pytest

from bot.practice.blockkit import check_blocks, check_view
from tests.practice.blocks import actions, button, entry, home, modal, mrkdwn, option, plain, section, select


def sentences(blocks: Any, surface: str = "message") -> list[str]:
    return [finding.sentence for finding in check_blocks(blocks, surface)]


def test_a_finding_names_its_place_the_way_slack_does() -> None:
    found = check_blocks([section("t" * 3001)], "message")
    assert found.messages() == [
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    ]


WRONG: dict[str, tuple[str, Any]] = {
    "no such block": ("unsupported type: paragraph", [{"type": "paragraph"}]),
    "a block without type": ("missing required field: type", [{"text": plain()}]),
    "a block that is no object": ("must be an object", ["text"]),
    "blocks that are no list": ("must be an array", {"type": "divider"}),
    "an unknown property": ("invalid additional property: colour", [section(colour="red")]),
    "an empty text": ("must be more than 0 characters", [section("")]),
    "markup in a header": ("unsupported type: mrkdwn", [{"type": "header", "text": mrkdwn()}]),
    "markup in a button": ("unsupported type: mrkdwn", [actions(button(text=mrkdwn()))]),
    "a section without words": ("missing required field: text or fields", [{"type": "section"}]),
    "a repeated block_id": ("`block_id` must be unique: a", [section(block_id="a"), section(block_id="a")]),
    "a repeated action_id": (
        "`action_id` must be unique within a block: a",
        [actions(button("a"), button("a"))],
    ),
    "an input in actions": ("unsupported type: plain_text_input", [actions({"type": "plain_text_input"})]),
    "a button in an input": ("unsupported type: button", [entry(button())]),
    "an image without alt text": (
        "missing required field: alt_text",
        [{"type": "image", "image_url": "https://a.b"}],
    ),
    "a style that is not one": (
        "must be a valid enum value: primary, danger",
        [actions(button(style="green"))],
    ),
    "a stranger among the options": (
        "must match exactly one of the provided options",
        [actions(select(initial_option=option("elsewhere")))],
    ),
    "the same value twice": (
        "option values must be unique",
        [actions(select(options=[option("a"), option("a")]))],
    ),
    "options and groups": (
        "only one of options, option_groups is allowed",
        [actions(select(options=[option()], option_groups=[{"label": plain(), "options": [option()]}]))],
    ),
    "no options at all": (
        "missing required field: options or option_groups",
        [actions({"type": "static_select"})],
    ),
    "a day that is none": (
        "must be a valid date in the format YYYY-MM-DD",
        [actions({"type": "datepicker", "initial_date": "2026-02-30"})],
    ),
    "a time that is none": (
        "must be a valid time in the format HH:mm",
        [actions({"type": "timepicker", "initial_time": "24:00"})],
    ),
    "a person that is none": (
        "must be a valid user id",
        [actions({"type": "users_select", "initial_user": "omar"})],
    ),
    "a string that is a number": ("must be a string", [section(block_id=7)]),
    "a modal's alert in a message": ("unsupported type: alert", [{"type": "alert", "text": plain()}]),
    "a number input in a message": (
        "unsupported type: number_input",
        [entry({"type": "number_input", "is_decimal_allowed": False})],
    ),
    "a pending task on its own": (
        "only a task of a plan can be pending",
        [{"type": "task_card", "task_id": "1", "title": "t", "status": "pending"}],
    ),
    "two tables": (
        "no more than 1 table blocks allowed",
        [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}] * 2,
    ),
    "two focused fields": (
        "only one element can have `focus_on_load`",
        [
            entry({"type": "plain_text_input", "action_id": "a", "focus_on_load": True}, "one"),
            entry({"type": "plain_text_input", "action_id": "a", "focus_on_load": True}, "two"),
        ],
    ),
}


@pytest.mark.parametrize(("sentence", "blocks"), WRONG.values(), ids=WRONG.keys())
def test_a_message_is_refused(sentence: str, blocks: Any) -> None:
    assert sentence in sentences(blocks)


def test_a_form_with_inputs_needs_a_submit_button() -> None:
    form = modal(entry())
    assert check_view(form) == []
    del form["submit"]
    assert check_view(form).messages() == ["[ERROR] missing required field: submit [json-pointer:/view]"]


def test_a_modal_without_inputs_needs_none() -> None:
    shown = modal(section())
    del shown["submit"]
    assert check_view(shown) == []


def test_a_home_tab_takes_inputs_without_submit_and_may_be_empty() -> None:
    assert check_view(home(entry())) == []
    assert check_view(home()) == []
    assert check_view(home(title=plain())) != []


@pytest.mark.parametrize("kind", ["markdown", "table", "file", "context_actions", "carousel"])
def test_some_blocks_have_no_place_in_a_modal(kind: str) -> None:
    assert f"unsupported type: {kind}" in sentences([{"type": kind}], "modal")


@pytest.mark.parametrize("kind", ["number_input", "email_text_input", "url_text_input", "file_input"])
def test_some_inputs_stand_in_modals_only(kind: str) -> None:
    element = {"type": kind, "is_decimal_allowed": True} if kind == "number_input" else {"type": kind}
    assert sentences([entry(element)], "modal") == []
    assert sentences([entry(element)], "home") == [f"unsupported type: {kind}"]


def test_a_view_says_nothing_of_what_slack_adds_itself() -> None:
    assert "invalid additional property: hash" in [f.sentence for f in check_view(modal(section(), hash="1"))]


def test_rich_text_is_read_down_to_its_last_piece() -> None:
    def spoken(piece: Any) -> Any:
        return [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [piece]}]}]

    assert sentences(spoken({"type": "text", "text": "hello", "style": {"bold": True}})) == []
    assert sentences(spoken({"type": "text", "text": "hello", "style": {"loud": True}})) == [
        "invalid additional property: loud"
    ]
    assert sentences(spoken({"type": "shout", "text": "hello"})) == ["unsupported type: shout"]


def test_bounds_stand_in_order() -> None:
    assert sentences([entry({"type": "plain_text_input", "min_length": 5, "max_length": 4})], "modal")
    assert sentences(
        [entry({"type": "number_input", "is_decimal_allowed": True, "min_value": "2", "max_value": "1.5"})],
        "modal",
    )
