"""Takes a batch of waiting rows for one worker, never the same row for two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Row,
    Table,
    TextClause,
    Update,
    bindparam,
    select,
    update,
)


@dataclass(frozen=True, eq=False)
class Waiting:
    """The rows of a table that wait under some conditions, in which order they are taken, and as what.

    Conditions and changes name their values by bindparam: the statement is made once.
    """

    table: Table
    conditions: Sequence[ColumnElement[bool] | TextClause]
    oldest_first: ColumnElement[Any]
    change: Mapping[str, Any]

    def claim(self, connection: Connection, limit: int, **values: Any) -> Sequence[Row[Any]]:
        """Change up to `limit` of them and give them as they are now.

        On PostgreSQL rows that another worker is claiming are skipped. The subquery is materialized:
        else a plan is possible that takes more rows than the limit.
        """
        return connection.execute(self._statement, values | {"most": limit}).all()

    @cached_property
    def _statement(self) -> Update:
        keys = self.table.c.workspace_id, self.table.c.id
        due = (
            select(*keys)
            .where(*self.conditions)
            .order_by(self.oldest_first)
            .limit(bindparam("most", type_=Integer()))
            .with_for_update(skip_locked=True)
            .cte("due")
            .prefix_with("MATERIALIZED")
        )
        return (
            update(self.table)
            .where(*(column == due.c[column.name] for column in keys))
            .values(self.change)
            .returning(self.table)
        )
