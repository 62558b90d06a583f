"""The audit chain of each case: who did what to which field; each line holds the hash of the one before.

A line names fields and keyed digests, never words, so a chain can be checked after its case's key
was ended. The head stands in a row of its own: without it nobody would miss a tail that was cut off.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import rfc8785
from sqlalchemy import Connection, bindparam, insert, select, update

from bot.storage.own_tables import AUDIT_ENTRIES, AUDIT_HEADS
from bot.storage.remembered import Head
from bot.storage.upsert import insert_if_new

NOTHING_BEFORE = "0" * 64

# Written and read with every change, so made once.
_IS_HEAD = (
    AUDIT_HEADS.c.workspace_id == bindparam("of_workspace"),
    AUDIT_HEADS.c.chain == bindparam("of_chain"),
)
_HEAD = select(AUDIT_HEADS.c.seq, AUDIT_HEADS.c.hash).where(*_IS_HEAD)
_HEAD_LOCKED = _HEAD.with_for_update()
_ADD = insert(AUDIT_ENTRIES)
_MOVE = update(AUDIT_HEADS).where(*_IS_HEAD).values(seq=bindparam("seq"), hash=bindparam("hash"))

# A field's name -> keyed digests of its value before and after.
Changes = Mapping[str, tuple[str | None, str | None]]


@dataclass(frozen=True)
class Deed:
    """One thing done: by whom, when, what, to which thing and which of its fields."""

    at: datetime
    actor: str
    action: str
    table: str | None
    subject_id: str
    changes: Changes


@dataclass(frozen=True)
class ChainReport:
    """What checking a chain found: `first_bad` is the first line that is not as it was written."""

    lines: int
    head: str
    first_bad: int | None

    @property
    def whole(self) -> bool:
        """Whether nothing was changed, moved, put in or taken away."""
        return self.first_bad is None


def append(
    connection: Connection, workspace_id: str, chain: str, deeds: Sequence[Deed], end: Head | None = None
) -> None:
    """Write deeds at the chain's end, which stays locked until the transaction ends.

    `end` is where it ends, for whoever has locked it in this transaction already.
    """
    seq, prev = end or _locked_head(connection, workspace_id, chain)
    rows = []
    for deed in deeds:
        seq += 1
        body = _body(deed, {"workspace": workspace_id, "chain": chain, "seq": seq, "prev": prev})
        prev = hashlib.sha256(body).hexdigest()
        rows.append(
            {"workspace_id": workspace_id, "chain": chain, "seq": seq, "body": body.decode(), "hash": prev}
        )
    connection.execute(_ADD, rows)
    connection.execute(_MOVE, {"of_workspace": workspace_id, "of_chain": chain, "seq": seq, "hash": prev})


def lines(connection: Connection, workspace_id: str, chain: str) -> Iterator[str]:
    """The chain as JSON lines: each the very text that was hashed, with its hash."""
    for _, body, line_hash in _entries(connection, workspace_id, chain):
        yield json.dumps({"hash": line_hash, "entry": json.loads(body)}, ensure_ascii=False, sort_keys=True)


def verify(connection: Connection, workspace_id: str, chain: str) -> ChainReport:
    """Compute the whole chain anew and compare."""
    head_seq, head_hash = head_of(connection, workspace_id, chain) or (0, NOTHING_BEFORE)
    seq, prev = 0, NOTHING_BEFORE
    for found_seq, body, line_hash in _entries(connection, workspace_id, chain):
        seq += 1
        place = {"workspace": workspace_id, "chain": chain, "seq": seq, "prev": prev}
        is_hashed = hashlib.sha256(body.encode()).hexdigest() == line_hash
        if found_seq != seq or not is_hashed or not _stands_at(body, place):
            return ChainReport(seq, head_hash, seq)
        prev = line_hash
    if head_seq != seq:
        return ChainReport(seq, head_hash, min(head_seq, seq) + 1)
    return ChainReport(seq, head_hash, None if head_hash == prev else max(seq, 1))


def _body(deed: Deed, place: Mapping[str, object]) -> bytes:
    entry: dict[str, Any] = {
        **place,
        "at": deed.at.isoformat(),
        "actor": deed.actor,
        "action": deed.action,
        "table": deed.table,
        "id": deed.subject_id,
        "fields": {name: list(digests) for name, digests in deed.changes.items()},
    }
    return bytes(rfc8785.dumps(entry))


def _stands_at(body: str, place: Mapping[str, object]) -> bool:
    entry = json.loads(body)
    return {name: entry.get(name) for name in place} == place


def _entries(connection: Connection, workspace_id: str, chain: str) -> Iterator[tuple[int, str, str]]:
    entries = AUDIT_ENTRIES.c
    found = connection.execution_options(yield_per=1000).execute(
        select(entries.seq, entries.body, entries.hash)
        .where(entries.workspace_id == workspace_id, entries.chain == chain)
        .order_by(entries.seq)
    )
    yield from ((seq, body, line_hash) for seq, body, line_hash in found)


def head_of(connection: Connection, workspace_id: str, chain: str, lock: bool = False) -> Head | None:
    """Where a chain ends; locked until the transaction ends, if asked for. None before its first line."""
    head = {"of_workspace": workspace_id, "of_chain": chain}
    found = connection.execute(_HEAD_LOCKED if lock else _HEAD, head).one_or_none()
    return None if found is None else Head(found.seq, found.hash)


def _locked_head(connection: Connection, workspace_id: str, chain: str) -> Head:
    head = head_of(connection, workspace_id, chain, lock=True)
    if head is None:
        first = {"workspace_id": workspace_id, "chain": chain, "seq": 0, "hash": NOTHING_BEFORE}
        insert_if_new(connection, AUDIT_HEADS, first)
        head = head_of(connection, workspace_id, chain, lock=True)
    return head or Head(0, NOTHING_BEFORE)
