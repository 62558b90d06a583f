"""Taking one's turn at a case: its row and the end of its audit chain, locked together by one statement.

Whoever changes a case adds to its chain: so they need not ask for the chain's end once more.
"""

from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, Text, and_, bindparam, select

from bot.domain.case import Case
from bot.storage.own_tables import AUDIT_HEADS
from bot.storage.queries import OUR_WORKSPACE
from bot.storage.remembered import Head
from bot.storage.repositories import Records
from bot.storage.tables import TABLES

CASES = TABLES[Case]
# By these a case is known alone.
KNOWN_BY = ("id", "channel_id")


class Turn(NamedTuple):
    """A case that nobody else changes until the transaction ends, and where its chain ends."""

    case: Case
    head: Head


def take(records: Records, workspace_id: str, name: str, value: str) -> Turn | None:
    """Wait for one's turn at the case with this id or channel; None when there is none (any more)."""
    row = records.row(_locked(name), {OUR_WORKSPACE: workspace_id, name: value})
    found = records.things(Case, [row] if row else [])
    return Turn(found[0], Head(row.seq, row.hash)) if row and found else None


@cache
def _locked(name: str) -> Select[Any]:
    ends = and_(AUDIT_HEADS.c.workspace_id == CASES.c.workspace_id, AUDIT_HEADS.c.chain == CASES.c.id)
    ours = CASES.c.workspace_id == bindparam(OUR_WORKSPACE, type_=Text())
    is_this = CASES.c[name] == bindparam(name, type_=Text())
    together = select(CASES, AUDIT_HEADS.c.seq, AUDIT_HEADS.c.hash).join(AUDIT_HEADS, ends)
    return together.where(ours, is_this).with_for_update()
