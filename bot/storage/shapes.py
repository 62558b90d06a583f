"""Reads the shape of a kept class from its annotations: which fields, of what kind, secret or not."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from enum import StrEnum
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from bot.domain.kept import Kept


@dataclass(frozen=True)
class Field:
    """One field of a kept class: `kind` is str, bool, int, date, datetime, tuple or a StrEnum."""

    name: str
    kind: type[Any]
    secret: bool
    optional: bool

    def to_column(self, value: object) -> object:
        """The value as its column takes it. Never names the value when it is refused."""
        if value is None:
            if not self.optional:
                raise TypeError(f"{self.name} cannot be empty")
            return None
        fits = type(value) is self.kind if self.kind in (bool, int, date) else isinstance(value, self.kind)
        if not fits:
            raise TypeError(f"{self.name} takes {self.kind.__name__}, not {type(value).__name__}")
        if isinstance(value, tuple):
            return [_storable(self.name, item) for item in value]
        if isinstance(value, datetime):
            return in_utc(self.name, value)
        return value if self.secret or not isinstance(value, str) else _storable(self.name, value)

    def from_column(self, value: Any) -> Any:
        """The field's value from its column."""
        if value is None or self.kind in (str, bool, int, date, datetime):
            return value
        return self.kind(value)


def in_utc(name: str, value: datetime) -> datetime:
    """The same moment in UTC; a time without a zone is nobody's time and is refused."""
    if value.tzinfo is None:
        raise ValueError(f"{name} needs a time zone")
    return value.astimezone(UTC)


def _storable(name: str, text: str) -> str:
    # PostgreSQL cannot keep NUL in text, and half a surrogate pair is in no encoding.
    # (Words are encrypted bytes and keep whatever was written.)
    # Most are plain ids, and for those there is nothing to look through.
    if "\0" in text or (not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text)):
        raise ValueError(f"{name} holds a character that cannot be kept")
    return str(text)


def fields_of(kind: type[Kept]) -> Mapping[str, Field]:
    """The fields of a kept class by name, in their order."""
    hints = get_type_hints(kind, include_extras=True)
    return MappingProxyType({field.name: _field(field.name, hints[field.name]) for field in fields(kind)})


def _field(name: str, hint: Any) -> Field:
    optional = get_origin(hint) in (Union, UnionType)
    if optional:
        (hint,) = (part for part in get_args(hint) if part is not NoneType)
    secret = get_origin(hint) is Annotated
    if secret:
        hint = get_args(hint)[0]
    kind = get_origin(hint) or hint
    if kind not in (str, bool, int, date, datetime, tuple) and not issubclass(kind, StrEnum):
        raise TypeError(f"{name}: no column for {kind.__name__}")
    return Field(name, kind, secret, optional)
