"""Changes every text of a page at once, and makes text that a Word file can hold."""

import re
from collections.abc import Callable
from typing import Any

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# Signs that turn the words after them round, far beyond what their writer wrote.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_NOT_IN_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str, missing: set[str] | None = None) -> str:
    """Text that a Word file can hold: XML knows no control characters. `missing` gets those replaced."""
    whole = without_turns(text)
    if missing is not None:
        missing.update(_NOT_IN_XML.findall(whole))
    return _NOT_IN_XML.sub(REPLACEMENT, whole)


def without_turns(text: str) -> str:
    """The text without signs of direction; every script knows its own."""
    return _TURNS.sub("", text)


def each_text(value: Any, change: Callable[[str], str]) -> Any:
    """The same value with every text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: each_text(inner, change) for key, inner in value.items()}
    if isinstance(value, list):
        return [each_text(inner, change) for inner in value]
    return value
