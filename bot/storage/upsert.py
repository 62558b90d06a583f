"""INSERT that gives way to a row that is there already, alike on both engines."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.base import ReadOnlyColumnCollection
from sqlalchemy.sql.elements import KeyedColumnElement

Insert = postgresql.Insert | sqlite.Insert
# What becomes of the row that is there, from the columns of the one that was to be inserted, and when.
Columns = ReadOnlyColumnCollection[str, KeyedColumnElement[Any]]
Change = tuple[Mapping[str, Any], ColumnElement[bool]]
ChangeFrom = Callable[[Columns], Change]


def insert_if_new(connection: Connection, table: Table, *rows: Mapping[str, Any]) -> bool:
    """Insert these rows but those that break a unique key; False when nothing changed.

    The transaction stays usable. When another process inserts the same, this waits for its end.
    """
    return bool(rows) and connection.execute(_if_new(connection.dialect.name, table), rows).rowcount > 0


def insert_or_change(
    connection: Connection,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    key: tuple[str, ...],
    change: ChangeFrom,
) -> bool:
    """Insert each row, or change the one with its key if the condition holds; False if nothing changed."""
    statement = _or_change(connection.dialect.name, table, key, change)
    return bool(rows) and connection.execute(statement, rows).rowcount > 0


# Each statement is made once: building one costs more than running it.
@cache
def _if_new(dialect: str, table: Table) -> Insert:
    return _insert(dialect, table).on_conflict_do_nothing()


@cache
def _or_change(dialect: str, table: Table, key: tuple[str, ...], change: ChangeFrom) -> Insert:
    statement = _insert(dialect, table)
    values, condition = change(statement.excluded)
    return statement.on_conflict_do_update(index_elements=key, set_=dict(values), where=condition)


def _insert(dialect: str, table: Table) -> Insert:
    statement = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
    # Drivers forget how many rows an INSERT made unless they are asked to keep it.
    return statement.execution_options(preserve_rowcount=True)
