"""Takes a batch of waiting rows for one worker, never the same row for two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, TextClause, select, update


@dataclass(frozen=True)
class Waiting:
    """The rows of a table that wait under some conditions, and in which order they are taken."""

    table: Table
    conditions: Sequence[ColumnElement[bool] | TextClause]
    oldest_first: ColumnElement[Any]

    def claim(self, connection: Connection, change: Mapping[str, Any], limit: int) -> Sequence[Row[Any]]:
        """Change up to `limit` of them and give them as they are now.

        On PostgreSQL rows that another worker is claiming are skipped. The subquery is materialized:
        else a plan is possible that takes more rows than the limit.
        """
        keys = self.table.c.workspace_id, self.table.c.id
        due = (
            select(*keys)
            .where(*self.conditions)
            .order_by(self.oldest_first)
            .limit(limit)
            .with_for_update(skip_locked=True)
            .cte("due")
            .prefix_with("MATERIALIZED")
        )
        return connection.execute(
            update(self.table)
            .where(*(column == due.c[column.name] for column in keys))
            .values(change)
            .returning(self.table)
        ).all()
