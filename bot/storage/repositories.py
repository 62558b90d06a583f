"""Rows to frozen things and back, for one workspace in one transaction: nothing else reads the record."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any, Literal, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, update

from bot.domain.case import Case
from bot.domain.errors import NotFound
from bot.domain.kept import Kept, OfCase, Span
from bot.storage import queries
from bot.storage.encryption import Place
from bot.storage.keyring import Keyring
from bot.storage.keys import LookupIndex
from bot.storage.own_tables import WORKSPACE
from bot.storage.queries import OUR_WORKSPACE, Condition
from bot.storage.tables import FIELDS, TABLES
from bot.storage.upsert import insert_if_new

T = TypeVar("T", bound=Kept)
Side = Literal["this", "since", "until"]


def owner_of(thing: Kept) -> str:
    """Whose key encrypts a thing: its case's, or the workspace's."""
    if isinstance(thing, OfCase):
        return thing.case_id
    return thing.id if isinstance(thing, Case) else WORKSPACE


class Records:
    """The kept things of one workspace. Another workspace's cannot be named here."""

    def __init__(
        self, connection: Connection, workspace_id: str, keyring: Keyring, index: LookupIndex
    ) -> None:
        self._connection, self._workspace_id = connection, workspace_id
        self._keyring, self._index = keyring, index

    def insert(self, thing: Kept, now: datetime) -> bool:
        """Keep a new thing; False when one with its id or its unique key is there."""
        return insert_if_new(self._connection, TABLES[type(thing)], self.row_of(thing, now))

    def change(self, older: T, newer: T, now: datetime) -> bool:
        """Write what differs, if the kept one still is `older`'s version."""
        names = {name for name in FIELDS[type(newer)] if getattr(older, name) != getattr(newer, name)}
        if isinstance(newer, Case) and "reference" in names:
            names.add("reference_index")
        row = self.row_of(newer, now)
        table = TABLES[type(newer)]
        changed = self._connection.execute(
            update(table)
            .where(*self._is(table, newer.id), table.c.version == older.version)
            .values({name: row[name] for name in names} | {"version": older.version + 1})
        )
        return changed.rowcount == 1

    def by_id(self, kind: type[T], thing_id: str, lock: bool = False) -> T:
        """The thing by its id. Raises NotFound, also for one whose case was ended."""
        query = queries.one(TABLES[kind], locked=lock)
        found = self.read(kind, query, {OUR_WORKSPACE: self._workspace_id, "id": thing_id})
        if not found:
            raise NotFound(TABLES[kind].name, id=thing_id)
        return found[0]

    def matching(
        self, kind: type[T], equals: Mapping[str, object], limit: int | None = None
    ) -> tuple[T, ...]:
        """All of a kind with these values, oldest first (ids carry their time)."""
        conditions, values = self._asked(kind, equals)
        return self.read(kind, queries.matching(TABLES[kind], conditions, limit), values)

    def newest(self, kind: type[T], equals: Mapping[str, object], limit: int) -> tuple[T, ...]:
        """The last of a kind with these values, newest first."""
        conditions, values = self._asked(kind, equals)
        return self.read(kind, queries.matching(TABLES[kind], conditions, limit, newest_first=True), values)

    def count(self, kind: type[Kept], equals: Mapping[str, object]) -> int:
        """How many of a kind have these values."""
        conditions, values = self._asked(kind, equals)
        return int(self._connection.execute(queries.counting(TABLES[kind], conditions), values).scalar_one())

    def tally(self, kind: type[Kept], by: str, equals: Mapping[str, object]) -> dict[str | None, int]:
        """How many of a kind have these values, for each value of a field that is no secret."""
        if FIELDS[kind][by].secret:
            raise TypeError(f"{kind.__name__}.{by} is encrypted and cannot be counted by")
        conditions, values = self._asked(kind, equals)
        rows = self._connection.execute(queries.tallying(TABLES[kind], by, conditions), values)
        return {value: int(count) for value, count in rows}

    def delete(self, kind: type[Kept], equals: Mapping[str, object]) -> None:
        """Remove those of a kind with these values."""
        conditions, values = self._asked(kind, equals)
        self._connection.execute(queries.deleting(TABLES[kind], conditions), values)

    def row(self, query: Select[Any], values: Mapping[str, object]) -> Row[Any] | None:
        """The one row of a query that is more than a thing; None when there is none."""
        return self._connection.execute(query, values).one_or_none()

    def read(self, kind: type[T], query: Select[Any], values: Mapping[str, object]) -> tuple[T, ...]:
        """The things of a query's rows, without those whose case's key was ended."""
        return self.things(kind, self._connection.execute(query, values).all())

    def things(self, kind: type[T], rows: Sequence[Row[Any]]) -> tuple[T, ...]:
        """The things in these rows; one more statement at most, for keys not yet known."""
        if _may_end(kind) or any(field.secret for field in FIELDS[kind].values()):
            self._keyring.load({_owner_of_row(kind, row) for row in rows})
        return tuple(self.thing(kind, row) for row in rows if self._is_readable(kind, row))

    def row_of(self, thing: Kept, now: datetime) -> dict[str, Any]:
        """The row of a thing, its words encrypted for that row."""
        kind = type(thing)
        if thing.workspace_id != self._workspace_id:
            raise ValueError(f"{TABLES[kind].name}: this unit of work is for another workspace")
        row: dict[str, Any] = {
            name: field.to_column(getattr(thing, name)) for name, field in FIELDS[kind].items()
        }
        for name, field in FIELDS[kind].items():
            if field.secret and row[name] is not None:
                key = self._keyring.of(owner_of(thing), now)
                row[name] = key.encrypt(self._place(kind, name, thing.id), row[name])
        if isinstance(thing, Case):
            row["reference_index"] = self._index.of(self._workspace_id, thing.reference)
        return row

    def thing(self, kind: type[T], row: Row[Any]) -> T:
        """The thing in a row, its words decrypted. Raises NotFound when their key was ended."""
        found, values = row._mapping, {}
        for name, field in FIELDS[kind].items():
            value = found[name]
            if field.secret and value is not None:
                key = self._keyring.known(_owner_of_row(kind, row))
                value = key.decrypt(self._place(kind, name, found["id"]), value)
            values[name] = field.from_column(value)
        return kind(**values)

    def _is_readable(self, kind: type[Kept], row: Row[Any]) -> bool:
        return not _may_end(kind) or self._keyring.readable(_owner_of_row(kind, row)) is not None

    def _place(self, kind: type[Kept], column: str, row_id: str) -> Place:
        return Place(self._workspace_id, TABLES[kind].name, column, row_id)

    def _is(self, table: Table, thing_id: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
        return table.c.workspace_id == self._workspace_id, table.c.id == thing_id

    def _asked(
        self, kind: type[Kept], equals: Mapping[str, object]
    ) -> tuple[tuple[Condition, ...], dict[str, object]]:
        """The shape of a question, and its values by their columns' names."""
        wanted = [
            self._wanted(kind, name, end, side)
            for name, value in equals.items()
            for side, end in _ends(value)
        ]
        found = {condition.value: value for condition, value in wanted if value is not None}
        return tuple(condition for condition, _ in wanted), {OUR_WORKSPACE: self._workspace_id, **found}

    def _wanted(self, kind: type[Kept], name: str, value: object, side: Side) -> tuple[Condition, object]:
        """What a column is asked for: the shape of the question, and the value as the column has it."""
        field = FIELDS[kind].get(name)
        if field is None or field.kind is tuple:
            raise TypeError(f"{kind.__name__} cannot be found by {name}")
        wanted = value if isinstance(value, tuple) else (value,)
        if field.secret:
            if (kind, name) != (Case, "reference"):
                raise TypeError(f"{kind.__name__}.{name} is encrypted and cannot be searched")
            name = "reference_index"
            values: list[object] = [self._index.of(self._workspace_id, str(one)) for one in wanted]
        else:
            values = [replace(field, optional=True).to_column(one) for one in wanted]
        if isinstance(value, tuple):
            return Condition(name, "some", None in values), [one for one in values if one is not None]
        return Condition(name, "nothing" if value is None else side), values[0]


def _ends(value: object) -> tuple[tuple[Side, object], ...]:
    """The one value that is asked for, or each end of a span that is not open."""
    if not isinstance(value, Span):
        return (("this", value),)
    ends: tuple[tuple[Side, object], ...] = (("since", value.since), ("until", value.until))
    return tuple((side, end) for side, end in ends if end is not None)


def _may_end(kind: type[Kept]) -> bool:
    # Where a case's key was ended, what holds no words is gone as well: half a case helps nobody.
    return issubclass(kind, OfCase) or kind is Case


def _owner_of_row(kind: type[Kept], row: Row[Any]) -> str:
    if issubclass(kind, OfCase):
        return str(row._mapping["case_id"])
    return str(row._mapping["id"]) if kind is Case else WORKSPACE


def changed_fields(older: Kept | None, newer: Kept) -> tuple[str, ...]:
    """The names of the fields that differ; of a new thing, those that hold something."""
    names = (field.name for field in fields(newer) if field.name not in ("workspace_id", "id", "version"))
    return tuple(
        name for name in names if getattr(newer, name) != (None if older is None else getattr(older, name))
    )
