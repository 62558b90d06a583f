"""Older selves of things: encrypted under the same key, with who changed them, when and why."""

import dataclasses
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from bot.domain.kept import Kept
from bot.storage.encryption import DataKey, Place
from bot.storage.keyring import Keyring
from bot.storage.own_tables import HISTORY
from bot.storage.shapes import Field
from bot.storage.tables import CLASS_OF, FIELDS, TABLES

OlderSelf = tuple[Kept, str, datetime, str | None]


@dataclasses.dataclass(frozen=True)
class Change:
    """Who changed a thing, when, and why."""

    by: str
    at: datetime
    why: str | None


def note(connection: Connection, older: Kept, owner: str, key: DataKey, change: Change) -> None:
    """Keep a thing's older self."""
    table = TABLES[type(older)].name
    connection.execute(
        insert(HISTORY).values(
            workspace_id=older.workspace_id,
            thing_id=older.id,
            thing_table=table,
            version=older.version,
            owner=owner,
            changed_by=change.by,
            changed_at=change.at,
            why=None if change.why is None else key.encrypt(_place(older, table, "why"), change.why),
            body=key.encrypt(_place(older, table, "body"), as_json(older)),
        )
    )


def older_selves(
    connection: Connection, workspace_id: str, thing_id: str, keyring: Keyring
) -> tuple[OlderSelf, ...]:
    """The older selves of a thing, oldest first; none once its case's key was ended."""
    columns = HISTORY.c
    rows = connection.execute(
        select(HISTORY)
        .where(columns.workspace_id == workspace_id, columns.thing_id == thing_id)
        .order_by(columns.version)
    ).all()
    keyring.load({row.owner for row in rows})
    found: list[OlderSelf] = []
    for row in rows:
        key = keyring.readable(row.owner)
        if key is not None:
            place = Place(workspace_id, "history", f"body {row.thing_table} {row.version}", thing_id)
            older = from_json(CLASS_OF[row.thing_table], key.decrypt(place, row.body))
            why_place = place._replace(column=f"why {row.thing_table} {row.version}")
            why = None if row.why is None else key.decrypt(why_place, row.why)
            found.append((older, row.changed_by, row.changed_at, why))
    return tuple(found)


def as_json(thing: Kept) -> str:
    """A thing as JSON, all of its fields."""
    return json.dumps({name: plain(getattr(thing, name)) for name in FIELDS[type(thing)]})


def plain(value: object) -> Any:
    """A field's value as JSON can hold it."""
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def from_json(kind: type[Kept], text: str) -> Kept:
    """The thing again; a field that the class gained since then has its default."""
    values: Mapping[str, Any] = json.loads(text)
    return kind(
        **{name: _revived(field, values[name]) for name, field in FIELDS[kind].items() if name in values}
    )


def _revived(field: Field, value: Any) -> Any:
    if value is not None and issubclass(field.kind, date):
        return field.kind.fromisoformat(value)
    return field.from_column(value)


def _place(thing: Kept, table: str, column: str) -> Place:
    return Place(thing.workspace_id, "history", f"{column} {table} {thing.version}", thing.id)
