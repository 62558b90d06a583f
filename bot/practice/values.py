"""What a person has chosen or written in the elements of a view or message: Slack's `state.values`."""

from __future__ import annotations

from typing import Any

from bot.practice.messages import interactive_elements
from bot.practice.model import Json

# For each stateful element: the property that holds its value, and the one that it starts from.
STATE: dict[str, tuple[str, str]] = {
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "file_input": ("files", ""),
}
LISTS = frozenset(
    {"selected_options", "selected_users", "selected_conversations", "selected_channels", "files"}
)

Values = dict[str, dict[str, Json]]


def initial_value(element: Json) -> Json:
    """The state of an element that nobody has touched."""
    name, initial = STATE[element["type"]]
    empty: Any = [] if name in LISTS else None
    state: Json = {"type": element["type"], name: element.get(initial, empty)}
    if element["type"] == "timepicker" and "timezone" in element:
        state["timezone"] = element["timezone"]
    return state


def initial_values(blocks: list[Json], kept: Values | None = None) -> Values:
    """State for all elements; what was typed stays where block_id, action_id and type are the same."""
    values: Values = {}
    for block in blocks:
        for element in interactive_elements(block):
            if element["type"] not in STATE:
                continue
            before = (kept or {}).get(block["block_id"], {}).get(element["action_id"])
            same = before is not None and before["type"] == element["type"]
            state = before if same and before is not None else initial_value(element)
            values.setdefault(block["block_id"], {})[element["action_id"]] = state
    return values


def is_empty(state: Json) -> bool:
    """Whether nothing is chosen or written."""
    content = state[STATE[state["type"]][0]]
    return content in (None, "", [])
