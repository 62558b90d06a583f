"""INSERT that gives way to a row that is there already, alike on both engines."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_if_new(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """Insert a row; False, and nothing changed, when it breaks a unique key.

    The transaction stays usable. When another process inserts the same, this waits for its end.
    """
    statement = _insert(connection, table).values(row).on_conflict_do_nothing()
    return _changed_a_row(connection, statement)


def insert_or_change(
    connection: Connection,
    table: Table,
    row: Mapping[str, Any],
    key: Sequence[str],
    change: tuple[Mapping[str, Any], ColumnElement[bool]],
) -> bool:
    """Insert a row, or change the one with the same key if the condition holds; False if neither."""
    values, condition = change
    statement = _insert(connection, table).values(row)
    statement = statement.on_conflict_do_update(index_elements=list(key), set_=dict(values), where=condition)
    return _changed_a_row(connection, statement)


def _changed_a_row(connection: Connection, statement: postgresql.Insert | sqlite.Insert) -> bool:
    # Drivers forget how many rows an INSERT made unless they are asked to keep it.
    return connection.execute(statement.execution_options(preserve_rowcount=True)).rowcount == 1


def _insert(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)
