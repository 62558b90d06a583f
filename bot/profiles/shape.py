"""What a profile file may hold: its JSON Schema and its dataclasses, both from the same annotations."""

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from bot.domain.clock_rules import Clock
from bot.domain.profile import PracticeProfile
from bot.profiles.problem import WrongValue

T = TypeVar("T")

# What an including file may leave to the file that it includes.
INHERITED = (
    *("roles", "stage_lists", "needs_domains", "youth", "independence"),
    *("hard_stages", "safety", "plan_counts_as"),
)
# An id stands in the buttons of Slack, where a colon parts one from the next, and in file names.
ID = "^[a-z0-9][a-z0-9_-]*$"
LOCALE = "^[a-z]{2,3}-[A-Z]{2}$"
_PATTERNS = {"id": ID, "locale": LOCALE}
# A hundred years of days: what is longer is a slip, and runs out of the calendar.
MOST = 36_500
_PLAIN = {str: "string", int: "integer", bool: "boolean"}
_SET_BY_LOADER = {(Clock, "profile")}


def file_schema() -> dict[str, object]:
    """The JSON Schema of one profile file: every key named, no other allowed."""
    table = _table_schema(PracticeProfile)
    table["properties"]["sources"] = {
        "type": "object",
        "additionalProperties": {"type": "string", "minLength": 1},
    }
    everything = [*table["required"], "sources"]
    own = [name for name in everything if name not in INHERITED]
    table["required"] = own
    table["if"] = {"not": {"required": ["includes"]}}
    table["then"] = {"required": sorted(set(everything) - set(own))}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Practice profile", **table}


def built(kind: type[T], table: Mapping[str, Any], where: str = "") -> T:
    """The dataclass of a table that fits the schema. Raises WrongValue where a rule of its own is broken."""
    hints = get_type_hints(kind)
    given = {name: _value(hints[name], value, f"{where}.{name}") for name, value in table.items()}
    try:
        return kind(**given)
    except ValueError as problem:
        raise WrongValue(where.lstrip("."), str(problem)) from problem


def _value(hint: Any, value: Any, where: str) -> Any:
    hint = _without_none(hint)
    if get_origin(hint) is tuple:
        kind = get_args(hint)[0]
        return tuple(_value(kind, item, f"{where}.{_name_of(item, nth)}") for nth, item in enumerate(value))
    if is_dataclass(hint) and isinstance(hint, type):
        return built(hint, value, where)
    return hint(value)


def _name_of(item: Any, nth: int) -> str:
    return str(item.get("id", nth)) if isinstance(item, Mapping) else str(nth)


def _table_schema(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    of_file = [field for field in fields(kind) if (kind, field.name) not in _SET_BY_LOADER]
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {field.name: _field_schema(field, hints[field.name]) for field in of_file},
        "required": [field.name for field in of_file if _must_be_given(field)],
    }


def _field_schema(field: "Field[Any]", hint: Any) -> dict[str, Any]:
    """A list that must be given holds something; ids and places are written in one way."""
    found = _schema(hint)
    if found.get("type") == "array" and _must_be_given(field):
        return {**found, "minItems": 1}
    return {**found, "pattern": _PATTERNS[field.name]} if field.name in _PATTERNS else found


def _schema(hint: Any) -> dict[str, Any]:
    hint = _without_none(hint)
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _schema(get_args(hint)[0])}
    if is_dataclass(hint) and isinstance(hint, type):
        return _table_schema(hint)
    if issubclass(hint, StrEnum):
        return {"enum": [member.value for member in hint]}
    least = {"minLength": 1} if hint is str else {"minimum": 0, "maximum": MOST} if hint is int else {}
    return {"type": _PLAIN[hint], **least}


def _must_be_given(field: "Field[Any]") -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        return next(part for part in get_args(hint) if part is not type(None))
    return hint
