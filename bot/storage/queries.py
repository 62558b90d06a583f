"""The questions that are asked of the tables, each made once: building one costs more than asking it."""

from functools import lru_cache
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, Delete, Select, Table, Text, bindparam, delete, func, select

# As many shapes of questions as the services ask, with room to spare.
SHAPES = 512
OUR_WORKSPACE = "our_workspace"


class Condition(NamedTuple):
    """What a column must hold: this value, nothing, some of several (of which nothing may be one), a span."""

    column: str
    holds: Literal["this", "nothing", "some", "since", "until"]
    or_nothing: bool = False

    @property
    def value(self) -> str:
        """The name by which the question takes its value: both ends of a span have one."""
        return f"{self.column}__{self.holds}" if self.holds in ("since", "until") else self.column


@lru_cache(SHAPES)
def one(table: Table, *, locked: bool = False) -> Select[Any]:
    """The row with `id` in OUR_WORKSPACE; `locked` until the transaction ends."""
    query = select(table).where(_is_ours(table), _is(table, "id"))
    return query.with_for_update() if locked else query


@lru_cache(SHAPES)
def matching(
    table: Table, conditions: tuple[Condition, ...], limit: int | None = None, newest_first: bool = False
) -> Select[Any]:
    """The rows of OUR_WORKSPACE under all conditions, oldest first; values go by their column's name."""
    query = select(table).where(_is_ours(table), *(_where(table, condition) for condition in conditions))
    if newest_first:
        return query.order_by(table.c.id.desc()).limit(limit)
    asked = {condition.column for condition in conditions}
    # Ordered by the bare id, SQLite walks through the whole workspace to be spared sorting a few rows.
    order = table.c.id.concat("") if asked and "id" not in asked else table.c.id
    return query.order_by(order).limit(limit)


@lru_cache(SHAPES)
def counting(table: Table, conditions: tuple[Condition, ...]) -> Select[Any]:
    """How many rows `matching` would give."""
    wanted = (_is_ours(table), *(_where(table, condition) for condition in conditions))
    return select(func.count()).select_from(table).where(*wanted)


@lru_cache(SHAPES)
def tallying(table: Table, by: str, conditions: tuple[Condition, ...]) -> Select[Any]:
    """How many rows `matching` would give, for each value of a column."""
    wanted = (_is_ours(table), *(_where(table, condition) for condition in conditions))
    return select(table.c[by], func.count()).where(*wanted).group_by(table.c[by])


@lru_cache(SHAPES)
def deleting(table: Table, conditions: tuple[Condition, ...]) -> Delete:
    """Removes the rows that `matching` would give."""
    return delete(table).where(_is_ours(table), *(_where(table, condition) for condition in conditions))


def _where(table: Table, condition: Condition) -> ColumnElement[bool]:
    column = table.c[condition.column]
    if condition.holds == "nothing":
        return column.is_(None)
    if condition.holds == "this":
        return _is(table, condition.column)
    if condition.holds in ("since", "until"):
        end: ColumnElement[Any] = bindparam(condition.value, type_=column.type)
        return column >= end if condition.holds == "since" else column <= end
    some = column.in_(bindparam(condition.column, expanding=True))
    return some | column.is_(None) if condition.or_nothing else some


def _is_ours(table: Table) -> ColumnElement[bool]:
    # A name of its own: no condition on the column can take the place of this one.
    ours: ColumnElement[bool] = table.c.workspace_id == bindparam(OUR_WORKSPACE, type_=Text())
    return ours


def _is(table: Table, name: str) -> ColumnElement[bool]:
    column: ColumnElement[Any] = table.c[name]
    return column == bindparam(name, type_=column.type)
