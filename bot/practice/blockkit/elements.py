"""Every element, in which blocks it may stand and on which surfaces."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.practice.blockkit.choices import CHOICES
from bot.practice.blockkit.composition import ACTION_ID, CONFIRM, SLACK_FILE, URL, USER_ID, exactly_one, plain
from bot.practice.blockkit.inputs import INPUTS
from bot.practice.blockkit.rules import ByType, ListOf, OneOf, Rule, Shape, String

ALL = frozenset({"message", "modal", "home"})
LABEL = String(75, 1)

IMAGE_ELEMENT = Shape(
    {"alt_text": String(2000, 1)},
    {"image_url": URL, "slack_file": SLACK_FILE},
    (exactly_one("image_url", "slack_file"),),
)
BUTTON = Shape(
    {"text": plain(75)},
    {
        "action_id": ACTION_ID,
        "url": URL,
        "value": String(2000),
        "style": OneOf(("primary", "danger")),
        "confirm": CONFIRM,
        "accessibility_label": LABEL,
        "agent_prompt": String(4000, 1),
    },
)
_FEEDBACK_BUTTON = Shape({"text": plain(75), "value": String(2000, 1)}, {"accessibility_label": LABEL})
_TRIGGER = Shape(
    {"url": URL},
    {"customizable_input_parameters": ListOf(Shape({"name": String(shortest=1), "value": String()}))},
)
_OTHER: dict[str, Rule] = {
    "button": BUTTON,
    "image": IMAGE_ELEMENT,
    "workflow_button": Shape(
        {"text": plain(75), "workflow": Shape({"trigger": _TRIGGER})},
        {"action_id": ACTION_ID, "style": OneOf(("primary", "danger")), "accessibility_label": LABEL},
    ),
    "feedback_buttons": Shape(
        {"positive_button": _FEEDBACK_BUTTON, "negative_button": _FEEDBACK_BUTTON}, {"action_id": ACTION_ID}
    ),
    "icon_button": Shape(
        {"icon": OneOf(("trash",)), "text": plain(75)},
        {
            "action_id": ACTION_ID,
            "value": String(2000),
            "confirm": CONFIRM,
            "accessibility_label": LABEL,
            "visible_to_user_ids": ListOf(USER_ID, 0, 10),
        },
    ),
}
SHAPES: Mapping[str, Rule] = MappingProxyType({**CHOICES, **INPUTS, **_OTHER})


@dataclass(frozen=True)
class Place:
    """Where an element may stand."""

    blocks: frozenset[str]
    surfaces: frozenset[str] = ALL


_EVERYWHERE = Place(frozenset({"section", "actions", "input"}))
_PRESSED = Place(frozenset({"section", "actions"}))
_MODAL_INPUT = Place(frozenset({"input"}), frozenset({"modal"}))

# After the surface table of docs.slack.dev's block element reference.
PLACES: Mapping[str, Place] = MappingProxyType(
    {
        **dict.fromkeys(CHOICES, _EVERYWHERE),
        "overflow": _PRESSED,
        "datepicker": _EVERYWHERE,
        "timepicker": _EVERYWHERE,
        "datetimepicker": Place(frozenset({"actions", "input"}), frozenset({"modal", "message"})),
        "plain_text_input": Place(frozenset({"input"})),
        "rich_text_input": Place(frozenset({"input"}), frozenset({"modal", "home"})),
        "email_text_input": _MODAL_INPUT,
        "url_text_input": _MODAL_INPUT,
        "number_input": _MODAL_INPUT,
        "file_input": _MODAL_INPUT,
        "button": _PRESSED,
        "workflow_button": Place(frozenset({"section", "actions"}), frozenset({"message"})),
        "image": Place(frozenset({"section", "context"})),
        "feedback_buttons": Place(frozenset({"context_actions"}), frozenset({"message"})),
        "icon_button": Place(frozenset({"context_actions"}), frozenset({"message"})),
    }
)


def elements_for(block: str, surface: str) -> ByType:
    """The rule for elements inside one kind of block on one surface."""
    allowed = {
        name: SHAPES[name]
        for name, place in PLACES.items()
        if block in place.blocks and surface in place.surfaces
    }
    return ByType(allowed)
