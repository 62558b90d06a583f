"""Takes a batch of waiting rows for one worker, never the same row for two."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, select, update


def claim(
    connection: Connection,
    table: Table,
    waits: Sequence[ColumnElement[bool]],
    oldest_first: ColumnElement[Any],
    change: Mapping[str, Any],
    limit: int,
) -> Sequence[Row[Any]]:
    """Change up to `limit` rows that wait and give them as they are now.

    On PostgreSQL rows that another worker is claiming are skipped. The subquery is materialized:
    else a plan is possible that takes more rows than the limit.
    """
    due = (
        select(table.c.workspace_id, table.c.id)
        .where(*waits)
        .order_by(oldest_first)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("due")
        .prefix_with("MATERIALIZED")
    )
    return connection.execute(
        update(table)
        .where(table.c.workspace_id == due.c.workspace_id, table.c.id == due.c.id)
        .values(change)
        .returning(table)
    ).all()
