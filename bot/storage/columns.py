"""Column types: what each kind of field becomes in the database, alike on both engines."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Integer,
    LargeBinary,
    Text,
    TypeDecorator,
)

from bot.storage.shapes import Field


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware and in UTC in Python on both engines; SQLite keeps it without its zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Into the database."""
        if value is None or dialect.name != "sqlite":
            return value
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Out of the database."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


TYPE_OF: Mapping[type[Any], Any] = MappingProxyType(
    {bool: Boolean, int: Integer, date: Date, datetime: UtcDateTime, tuple: JSON}
)


def column_of(field: Field) -> Column[Any]:
    """The column of one field: words are kept as ciphertext, states as their names."""
    column_type = LargeBinary if field.secret else TYPE_OF.get(field.kind, Text)
    return Column(field.name, column_type(), nullable=field.optional)
