"""What an answer is, and the plain form in which answers travel: text, lists of text, or nothing."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

Value = str | bool | int | date | time | tuple[str, ...]
Raw = str | Sequence[str] | None
# A step that is here with None was asked and skipped; one that is not here was not asked yet.
Answers = Mapping[str, Value | None]
Facts = Mapping[str, object]


@dataclass(frozen=True)
class Option:
    """One thing to choose: what is kept, what is read, and perhaps a second line."""

    value: str
    text: str
    description: str = ""


def raw(value: Value | Raw) -> str | tuple[str, ...] | None:
    """The plain form of an answer, as a form gives it back."""
    match value:
        case None | str():
            return value
        case bool():
            return "yes" if value else "no"
        case int():
            return str(value)
        case date():
            return value.isoformat()
        case time():
            return value.strftime("%H:%M")
        case _:
            return tuple(value)


def dump(values: Mapping[str, Value | Raw]) -> str:
    """Answers, or half-filled fields just as they were typed, as JSON for a draft."""
    return json.dumps({name: raw(value) for name, value in values.items()}, ensure_ascii=False)


def load(text: str) -> dict[str, str | tuple[str, ...] | None]:
    """What `dump` wrote, in plain form; `answers.typed` turns it into values."""
    kept: dict[str, str | list[str] | None] = json.loads(text)
    return {name: tuple(value) if isinstance(value, list) else value for name, value in kept.items()}
