"""Holds the whole record against its audit chains: whatever was written past the bot is found."""

import json
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import MISSING, fields
from typing import Literal, NamedTuple

from sqlalchemy import Connection, select, text

from bot.domain.case import Case
from bot.domain.kept import Kept, OfCase
from bot.storage import audit
from bot.storage.anchors import NONE, Anchor, Anchors
from bot.storage.digests import digest_of
from bot.storage.encryption import DataKey
from bot.storage.errors import CannotDecrypt
from bot.storage.own_tables import AUDIT_ENTRIES, AUDIT_HEADS, DATA_KEYS, WORKSPACE
from bot.storage.tables import PASSING, TABLES
from bot.storage.transactions import Open, Transactions

NOT_IN_THE_CHAIN = ("workspace_id", "id", "version")
# Of each thing that a chain tells of: the table, and the last digest of each of its fields.
Told = dict[tuple[str, str], dict[str, str | None]]


class Chain(NamedTuple):
    """Whose chain it is: a case's by its id, or the workspace's own."""

    workspace_id: str
    owner: str


class Finding(NamedTuple):
    """Something that is not as the bot left it.

    `where` is a line's number, a thing's table and id, or what an anchor says that the chain does not.
    """

    chain: Chain
    what: Literal["line", "changed", "gone", "unknown", "unreadable", "cut", "anchor"]
    where: str


class Inspection(NamedTuple):
    """How much was looked at, and what was found."""

    chains: int
    lines: int
    things: int
    findings: Sequence[Finding]


def inspect(
    transactions: Transactions, anchors: Anchors = NONE, only: Container[str] | None = None
) -> Inspection:
    """Look at every chain and at every thing that it tells of, as they stand at one moment.

    With `anchors` an end that was cut off is found too; `only` are the owners to look at, none: all.
    """
    known = _by_chain(anchors)
    lines = things = 0
    findings: list[Finding] = []
    with transactions.begin(read_only=True) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        there = _chains(connection) | set(known)
        chains = sorted(chain for chain in there if only is None or chain.owner in only)
        for chain in chains:
            findings += _cut_off(connection, chain, known.get(chain, ()))
            report = audit.verify(connection, *chain)
            lines += report.lines
            if not report.whole:
                # What a chain says that was meddled with proves nothing about its things.
                findings.append(Finding(chain, "line", str(report.first_bad)))
                continue
            looked = _Looking(chain, transactions.within(connection, chain.workspace_id))
            findings += looked.findings()
            things += looked.things
    findings += [Finding(Chain("", "anchors"), "anchor", str(number)) for number in anchors.bad_lines]
    return Inspection(len(chains), lines, things, tuple(findings))


def _by_chain(anchors: Anchors) -> dict[Chain, list[Anchor]]:
    found: dict[Chain, list[Anchor]] = defaultdict(list)
    for anchor in anchors.anchors:
        found[Chain(anchor.workspace_id, anchor.chain)].append(anchor)
    return dict(found)


def _cut_off(connection: Connection, chain: Chain, anchors: Sequence[Anchor]) -> Iterator[Finding]:
    """The first anchor whose line the chain does not have any more, or has otherwise."""
    entries = AUDIT_ENTRIES.c
    of_chain = (entries.workspace_id == chain.workspace_id, entries.chain == chain.owner)
    lines = connection.execute(select(entries.seq, entries.hash).where(*of_chain)) if anchors else ()
    hashes = {row.seq: row.hash for row in lines}
    for anchor in anchors:
        found = hashes.get(anchor.seq)
        if found != anchor.hash:
            state = "is missing" if found is None else "is another one"
            yield Finding(chain, "cut", f"line {anchor.seq}, which was there at {anchor.at}, {state}")
            return


def _chains(connection: Connection) -> set[Chain]:
    """Every owner of a chain or of a key: a chain that was deleted whole is missed as well."""
    found: set[Chain] = set()
    for table, owner in ((AUDIT_HEADS, "chain"), (AUDIT_ENTRIES, "chain"), (DATA_KEYS, "owner")):
        rows = connection.execute(select(table.c.workspace_id, table.c[owner]).distinct())
        found |= {Chain(*row) for row in rows}
    return found


class _Looking:
    """One owner's things, against what their chain says of them last."""

    def __init__(self, chain: Chain, opened: Open) -> None:
        self._chain, self._opened = chain, opened
        self.things = 0

    def findings(self) -> Iterator[Finding]:
        """What differs; nothing where the key was ended, for then nobody can say."""
        key = self._opened.keyring.readable(self._chain.owner)
        if key is None:
            return
        told = self._told()
        for kind in (kind for kind in TABLES if kind not in PASSING):
            table = TABLES[kind].name
            try:
                there = self._of(kind)
            except CannotDecrypt:
                yield Finding(self._chain, "unreadable", table)
                told = {place: said for place, said in told.items() if place[0] != table}
                continue
            for thing in there:
                self.things += 1
                said = told.pop((table, thing.id), None)
                if said is None:
                    yield Finding(self._chain, "unknown", f"{table} {thing.id}")
                elif names := _differing(key, thing, said):
                    yield Finding(self._chain, "changed", f"{table} {thing.id} ({', '.join(names)})")
        yield from (Finding(self._chain, "gone", f"{table} {thing_id}") for table, thing_id in told)

    def _told(self) -> Told:
        found: Told = defaultdict(dict)
        for line in audit.lines(self._opened.connection, *self._chain):
            entry = json.loads(line)["entry"]
            if entry["action"] in ("added", "changed"):
                last = {name: digests[1] for name, digests in entry["fields"].items()}
                found[entry["table"], entry["id"]] |= last
        return dict(found)

    def _of(self, kind: type[Kept]) -> Sequence[Kept]:
        records, owner = self._opened.records, self._chain.owner
        if owner == WORKSPACE:
            return () if issubclass(kind, OfCase | Case) else records.matching(kind, {})
        if kind is Case:
            return records.matching(kind, {"id": owner})
        return records.matching(kind, {"case_id": owner}) if issubclass(kind, OfCase) else ()


def _differing(key: DataKey, thing: Kept, said: dict[str, str | None]) -> list[str]:
    """Fields that hold something else; one that came after its thing has its default, which nobody told."""
    names = []
    for field in fields(thing):
        if field.name in NOT_IN_THE_CHAIN or digest_of(key, thing, field.name) == said.get(field.name):
            continue
        came_later = field.name not in said and field.default is not MISSING
        if not came_later or getattr(thing, field.name) != field.default:
            names.append(field.name)
    return names
