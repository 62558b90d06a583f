"""Elements in which a person writes, or picks a date, a time or a file."""

import re
from datetime import date
from typing import Any
from zoneinfo import available_timezones

from bot.practice.blockkit.composition import ACTION_ID, CONFIRM, DISPATCH_CONFIG, PLACEHOLDER
from bot.practice.blockkit.findings import Findings
from bot.practice.blockkit.rich_text import RICH_TEXT
from bot.practice.blockkit.rules import Boolean, ByType, Integer, ListOf, Rule, Shape, String

BASE: dict[str, Rule] = {"action_id": ACTION_ID, "focus_on_load": Boolean(), "placeholder": PLACEHOLDER}
WRITTEN: dict[str, Rule] = {**BASE, "dispatch_action_config": DISPATCH_CONFIG}
PICKED: dict[str, Rule] = {**BASE, "confirm": CONFIRM}
_DECIMAL = String(pattern=re.compile(r"-?\d+(\.\d+)?"), form="a number as a string")


class _Date:
    """A day that exists, written YYYY-MM-DD."""

    def check(self, value: Any, at: str, found: Findings) -> None:
        if not (isinstance(value, str) and is_date(value)):
            found.add("must be a valid date in the format YYYY-MM-DD", at)


class _Zone:
    """A time zone of the IANA list."""

    def check(self, value: Any, at: str, found: Findings) -> None:
        if value not in available_timezones():
            found.add("must be a valid IANA time zone", at)


def is_date(text: str) -> bool:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def bounds_in_order(least: str, most: str) -> Any:
    """Build a check that a lower bound does not exceed the upper one, and that the initial value fits."""

    def check(element: dict[str, Any], at: str, found: Findings) -> None:
        if least in element and most in element and float(element[least]) > float(element[most]):
            found.add(f"{least} must not be more than {most}", at)

    return check


def initial_text_fits(element: dict[str, Any], at: str, found: Findings) -> None:
    if len(element.get("initial_value", "")) > element.get("max_length", 3000):
        found.add(
            f"must be less than {element.get('max_length', 3000) + 1} characters", f"{at}/initial_value"
        )


def whole_numbers(element: dict[str, Any], at: str, found: Findings) -> None:
    for name in ("initial_value", "min_value", "max_value"):
        if not element["is_decimal_allowed"] and "." in element.get(name, ""):
            found.add("must be a whole number", f"{at}/{name}")


_TIME = String(pattern=re.compile(r"([01]\d|2[0-3]):[0-5]\d"), form="a valid time in the format HH:mm")
_LENGTHS = bounds_in_order("min_length", "max_length")

INPUTS: dict[str, Rule] = {
    "plain_text_input": Shape(
        {},
        {
            **WRITTEN,
            "initial_value": String(),
            "multiline": Boolean(),
            "min_length": Integer(0, 3000),
            "max_length": Integer(1, 3000),
        },
        (_LENGTHS, initial_text_fits),
    ),
    "email_text_input": Shape({}, {**WRITTEN, "initial_value": String()}),
    "url_text_input": Shape({}, {**WRITTEN, "initial_value": String()}),
    "number_input": Shape(
        {"is_decimal_allowed": Boolean()},
        {**WRITTEN, "initial_value": _DECIMAL, "min_value": _DECIMAL, "max_value": _DECIMAL},
        (bounds_in_order("min_value", "max_value"), whole_numbers),
    ),
    "rich_text_input": Shape(
        {},
        {
            **WRITTEN,
            "initial_value": ByType({"rich_text": RICH_TEXT}),
            "min_lines": Integer(1, 100),
            "max_lines": Integer(1, 100),
        },
        (bounds_in_order("min_lines", "max_lines"),),
    ),
    "datepicker": Shape({}, {**PICKED, "initial_date": _Date()}),
    "timepicker": Shape({}, {**PICKED, "initial_time": _TIME, "timezone": _Zone()}),
    "datetimepicker": Shape(
        {},
        {
            "action_id": ACTION_ID,
            "focus_on_load": Boolean(),
            "confirm": CONFIRM,
            "initial_date_time": Integer(1_000_000_000, 9_999_999_999),
        },
    ),
    "file_input": Shape(
        {}, {"action_id": ACTION_ID, "filetypes": ListOf(String(shortest=1), 1), "max_files": Integer(1, 10)}
    ),
}
