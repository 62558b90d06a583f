"""Turns kept things into plain JSON values that RFC 8785 can write: no floats, dates as ISO text."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from typing import Any


def plain(value: object) -> Any:
    """The same value as dicts, lists, text, whole numbers, booleans and None."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return _writable(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {_writable(str(key)): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(inner) for inner in value]
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} has no plain form")


def _writable(text: str) -> str:
    """Half of a surrogate pair is no character and no file can hold it; U+FFFD shows that one was here."""
    # str() also turns a StrEnum's member into its value.
    return str(text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
