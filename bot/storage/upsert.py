"""INSERT that gives way to a row that is there already, alike on both engines."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_if_new(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """Insert a row; False, and nothing changed, when it breaks a unique key.

    The transaction stays usable. When another process inserts the same, this waits for its end.
    """
    return connection.execute(_if_new(connection.dialect.name, table), row).rowcount == 1


def insert_or_change(
    connection: Connection,
    table: Table,
    row: Mapping[str, Any],
    key: Sequence[str],
    change: tuple[Mapping[str, Any], ColumnElement[bool]],
) -> bool:
    """Insert a row, or change the one with the same key if the condition holds; False if neither."""
    values, condition = change
    statement = _insert(connection.dialect.name, table).values(row)
    statement = statement.on_conflict_do_update(index_elements=list(key), set_=dict(values), where=condition)
    return connection.execute(statement).rowcount == 1


@cache
def _if_new(dialect: str, table: Table) -> postgresql.Insert | sqlite.Insert:
    return _insert(dialect, table).on_conflict_do_nothing()


def _insert(dialect: str, table: Table) -> postgresql.Insert | sqlite.Insert:
    statement = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
    # Drivers forget how many rows an INSERT made unless they are asked to keep it.
    return statement.execution_options(preserve_rowcount=True)
