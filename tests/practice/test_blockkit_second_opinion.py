"""The same limits asked of slackblocks, a library that keeps its own list of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from slackblocks import _limits

from bot.practice.blockkit import check_blocks, check_view
from tests.practice.test_blockkit_limits import MOST, VIEW_MOST

SAME_LIMIT = {
    "block_id": "BLOCK_ID_MAX_LENGTH",
    "action_id": "ACTION_ID_MAX_LENGTH",
    "section text": "SECTION_TEXT_MAX_LENGTH",
    "section fields": "SECTION_FIELDS_MAX_ITEMS",
    "section field": "SECTION_FIELDS_ITEM_MAX_LENGTH",
    "header": "HEADER_TEXT_MAX_LENGTH",
    "context elements": "CONTEXT_ELEMENTS_MAX_ITEMS",
    "context text": "TEXT_MAX_LENGTH",
    "actions elements": "ACTIONS_ELEMENTS_MAX_ITEMS",
    "button text": "BUTTON_TEXT_MAX_LENGTH",
    "button value": "BUTTON_VALUE_MAX_LENGTH",
    "button url": "BUTTON_URL_MAX_LENGTH",
    "button accessibility_label": "BUTTON_ACCESSIBILITY_LABEL_MAX_LENGTH",
    "button agent_prompt": "BUTTON_AGENT_PROMPT_MAX_LENGTH",
    "confirm title": "CONFIRMATION_TITLE_MAX_LENGTH",
    "confirm text": "CONFIRMATION_TEXT_MAX_LENGTH",
    "confirm button": "CONFIRMATION_CONFIRM_MAX_LENGTH",
    "confirm deny": "CONFIRMATION_DENY_MAX_LENGTH",
    "option text": "OPTION_TEXT_MAX_LENGTH",
    "option value": "OPTION_VALUE_MAX_LENGTH",
    "option description": "OPTION_DESCRIPTION_MAX_LENGTH",
    "select options": "SELECT_OPTIONS_MAX_ITEMS",
    "option groups": "SELECT_OPTION_GROUPS_MAX_ITEMS",
    "option group label": "OPTION_GROUP_LABEL_MAX_LENGTH",
    "placeholder": "SELECT_PLACEHOLDER_MAX_LENGTH",
    "overflow": "OVERFLOW_OPTIONS_MAX_ITEMS",
    "radio buttons": "RADIO_BUTTONS_OPTIONS_MAX_ITEMS",
    "checkboxes": "CHECKBOXES_OPTIONS_MAX_ITEMS",
    "image alt_text": "IMAGE_ALT_TEXT_MAX_LENGTH",
    "image title": "IMAGE_TITLE_MAX_LENGTH",
    "image url": "IMAGE_IMAGE_URL_MAX_LENGTH",
    "markdown": "MARKDOWN_TEXT_MAX_LENGTH",
    "table rows": "TABLE_ROWS_MAX_ITEMS",
    "table cells": "TABLE_COLUMNS_MAX_ITEMS",
    "input label": "INPUT_LABEL_MAX_LENGTH",
    "input hint": "INPUT_HINT_MAX_LENGTH",
    "plain_text_input max_length": "PLAIN_TEXT_INPUT_MAX_LENGTH_MAX",
    "plain_text_input min_length": "PLAIN_TEXT_INPUT_MIN_LENGTH_MAX",
    "input placeholder": "PLAIN_TEXT_INPUT_PLACEHOLDER_MAX_LENGTH",
    "file_input files": "FILE_INPUT_MAX_FILES_MAX",
    "rich_text_input lines": "RICH_TEXT_INPUT_MAX_LINES_MAX",
    "alert": "ALERT_TEXT_MAX_LENGTH",
    "card body": "CARD_BODY_MAX_LENGTH",
    "card actions": "CARD_ACTIONS_MAX_ITEMS",
    "carousel": "CAROUSEL_ELEMENTS_MAX_ITEMS",
    "container children": "CONTAINER_CHILD_BLOCKS_MAX_ITEMS",
    "plan tasks": "PLAN_TASKS_MAX_ITEMS",
}
SAME_VIEW_LIMIT = {
    "title": "VIEW_TITLE_MAX_LENGTH",
    "submit": "VIEW_SUBMIT_MAX_LENGTH",
    "close": "VIEW_CLOSE_MAX_LENGTH",
    "private_metadata": "VIEW_PRIVATE_METADATA_MAX_LENGTH",
    "callback_id": "VIEW_CALLBACK_ID_MAX_LENGTH",
    "external_id": "VIEW_EXTERNAL_ID_MAX_LENGTH",
}
BLOCK_CASES = {name: (surface, build) for name, surface, _, build in MOST}
VIEW_CASES = {name: build for name, _, build in VIEW_MOST}


@pytest.mark.parametrize(("name", "constant"), SAME_LIMIT.items(), ids=SAME_LIMIT.keys())
def test_the_validator_and_slackblocks_agree(name: str, constant: str) -> None:
    surface, build = BLOCK_CASES[name]
    most = getattr(_limits, constant)
    assert check_blocks([build(most)], surface) == []
    assert check_blocks([build(most + 1)], surface) != []


@pytest.mark.parametrize(("name", "constant"), SAME_VIEW_LIMIT.items(), ids=SAME_VIEW_LIMIT.keys())
def test_they_agree_on_views(name: str, constant: str) -> None:
    build: Callable[[int], Any] = VIEW_CASES[name]
    most = getattr(_limits, constant)
    assert check_view(build(most)) == []
    assert check_view(build(most + 1)) != []
