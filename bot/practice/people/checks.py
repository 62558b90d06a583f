"""What Slack's client checks in a modal before it sends anything."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from bot.practice.model import Json, View
from bot.practice.values import STATE, is_empty

LONGEST = 3000
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_URL = re.compile(r"https?://\S+\.\S+")


def errors(view: View) -> dict[str, str]:
    """A sentence for each input block that keeps the form from being sent."""
    found: dict[str, str] = {}
    for block in view.body["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            state = view.values[block["block_id"]][element["action_id"]]
            if sentence := _problem(block, element, state):
                found[block["block_id"]] = sentence
    return found


def _problem(block: Json, element: Json, state: Json) -> str | None:
    if is_empty(state):
        return None if block.get("optional") else "Please complete this required field."
    value = state[STATE[element["type"]][0]]
    check = _CHECKS.get(element["type"])
    return check(element, value) if check else None


def _length(element: Json, value: str) -> str | None:
    least, most = element.get("min_length", 0), element.get("max_length", LONGEST)
    if len(value) < least:
        return f"Please use at least {least} characters."
    if len(value) > most:
        return f"Please use at most {most} characters."
    return None


def _number(element: Json, value: str) -> str | None:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return "Please enter a number."
    if not element["is_decimal_allowed"] and number != number.to_integral_value():
        return "Please enter a whole number."
    if "min_value" in element and number < Decimal(element["min_value"]):
        return f"Please enter a number of at least {element['min_value']}."
    if "max_value" in element and number > Decimal(element["max_value"]):
        return f"Please enter a number of at most {element['max_value']}."
    return None


def _email(element: Json, value: str) -> str | None:
    return None if _EMAIL.fullmatch(value) else "Please enter an email address."


def _url(element: Json, value: str) -> str | None:
    return None if _URL.fullmatch(value) else "Please enter a valid URL."


_CHECKS = {
    "plain_text_input": _length,
    "number_input": _number,
    "email_text_input": _email,
    "url_text_input": _url,
}
