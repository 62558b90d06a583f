"""Elements in which a person chooses: selects, radio buttons, checkboxes, overflow menus."""

from collections.abc import Iterator
from typing import Any

from bot.practice.blockkit.composition import (
    ACTION_ID,
    CHANNEL_ID,
    CONFIRM,
    CONVERSATION_FILTER,
    CONVERSATION_ID,
    OPTION,
    OPTION_GROUP,
    OVERFLOW_OPTION,
    PLACEHOLDER,
    RICH_OPTION,
    USER_ID,
    exactly_one,
)
from bot.practice.blockkit.findings import Findings
from bot.practice.blockkit.rules import Boolean, Integer, ListOf, Rule, Shape

COMMON: dict[str, Rule] = {"action_id": ACTION_ID, "confirm": CONFIRM, "focus_on_load": Boolean()}
SELECT: dict[str, Rule] = {**COMMON, "placeholder": PLACEHOLDER}
MULTI: dict[str, Rule] = {**SELECT, "max_selected_items": Integer(1)}


def all_options(element: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every option that an element offers, grouped or not."""
    yield from element.get("options", [])
    for group in element.get("option_groups", []):
        yield from group["options"]


def initial_among_options(element: dict[str, Any], at: str, found: Findings) -> None:
    offered = list(all_options(element))
    if "initial_option" in element and element["initial_option"] not in offered:
        found.add("must match exactly one of the provided options", f"{at}/initial_option")
    for index, option in enumerate(element.get("initial_options", [])):
        if option not in offered:
            found.add("must match exactly one of the provided options", f"{at}/initial_options/{index}")


def values_differ(element: dict[str, Any], at: str, found: Findings) -> None:
    seen: set[str] = set()
    for option in all_options(element):
        if option.get("value") in seen:
            found.add("option values must be unique", at)
            return
        seen.add(option.get("value", ""))


def initial_count(element: dict[str, Any], at: str, found: Findings) -> None:
    most = element.get("max_selected_items")
    for name, value in element.items():
        if name.startswith("initial_") and isinstance(value, list) and most and len(value) > most:
            found.add(f"no more than {most} items allowed", f"{at}/{name}")


def _static(initial: dict[str, Rule], base: dict[str, Rule]) -> Shape:
    offered: dict[str, Rule] = {
        "options": ListOf(OPTION, 1, 100),
        "option_groups": ListOf(OPTION_GROUP, 1, 100),
    }
    extras = (exactly_one("options", "option_groups"), values_differ, initial_among_options, initial_count)
    return Shape({}, {**base, **offered, **initial}, extras)


def _listed(option: Rule, most: int, optional: dict[str, Rule]) -> Shape:
    return Shape({"options": ListOf(option, 1, most)}, optional, (values_differ, initial_among_options))


def _picks(single: str, item: Rule, more: dict[str, Rule] | None = None) -> tuple[Shape, Shape]:
    """The single and the multi form of a select over ids."""
    one = Shape({}, {**SELECT, single: item, **(more or {})})
    many_more = {name: rule for name, rule in (more or {}).items() if name != "response_url_enabled"}
    many = Shape({}, {**MULTI, f"{single}s": ListOf(item), **many_more}, (initial_count,))
    return one, many


_USERS, _MULTI_USERS = _picks("initial_user", USER_ID)
_CONVERSATIONS, _MULTI_CONVERSATIONS = _picks(
    "initial_conversation",
    CONVERSATION_ID,
    {
        "default_to_current_conversation": Boolean(),
        "response_url_enabled": Boolean(),
        "filter": CONVERSATION_FILTER,
    },
)
_CHANNELS, _MULTI_CHANNELS = _picks("initial_channel", CHANNEL_ID, {"response_url_enabled": Boolean()})

CHOICES: dict[str, Rule] = {
    "static_select": _static({"initial_option": OPTION}, SELECT),
    "multi_static_select": _static({"initial_options": ListOf(OPTION, 1, 100)}, MULTI),
    "external_select": Shape({}, {**SELECT, "initial_option": OPTION, "min_query_length": Integer(0)}),
    "multi_external_select": Shape(
        {},
        {**MULTI, "initial_options": ListOf(OPTION, 1, 100), "min_query_length": Integer(0)},
        (initial_count,),
    ),
    "users_select": _USERS,
    "multi_users_select": _MULTI_USERS,
    "conversations_select": _CONVERSATIONS,
    "multi_conversations_select": _MULTI_CONVERSATIONS,
    "channels_select": _CHANNELS,
    "multi_channels_select": _MULTI_CHANNELS,
    "radio_buttons": _listed(RICH_OPTION, 10, {**COMMON, "initial_option": RICH_OPTION}),
    "checkboxes": _listed(RICH_OPTION, 10, {**COMMON, "initial_options": ListOf(RICH_OPTION, 1, 10)}),
    "overflow": _listed(OVERFLOW_OPTION, 5, {"action_id": ACTION_ID, "confirm": CONFIRM}),
}
