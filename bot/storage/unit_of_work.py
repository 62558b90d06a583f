"""One action, one transaction: its changes, their history, their audit lines and its messages."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, Self, TypeVar

import uuid_utils

from bot.domain.case import Case
from bot.domain.delivery import Outgoing, Received
from bot.domain.errors import AlreadyDone, NotFound, SomeoneElseChangedThis
from bot.domain.kept import Kept
from bot.storage import audit, history, inbox, outbox, turns
from bot.storage.asked import Asked, question
from bot.storage.contention import said_plainly
from bot.storage.digests import digest_of
from bot.storage.own_tables import WORKSPACE
from bot.storage.remembered import Head
from bot.storage.repositories import changed_fields, owner_of
from bot.storage.tables import PASSING, TABLES
from bot.storage.transactions import Open, Transactions

T = TypeVar("T", bound=Kept)


class Clock(Protocol):
    """Where the time comes from (the port of services, by shape)."""

    def now(self) -> datetime:
        """The time, aware, in UTC."""
        ...


class StoredUnit:
    """The unit of work of services/ports.py on a database: for one thread and one action."""

    def __init__(
        self, transactions: Transactions, workspace_id: str, actor: str, now: datetime, read_only: bool
    ) -> None:
        self.workspace_id, self.actor, self.now = workspace_id, actor, now
        self._transactions, self._read_only = transactions, read_only
        self._ending = ExitStack()
        self._open: Open | None = None
        self._deeds: defaultdict[str, list[audit.Deed]] = defaultdict(list)
        self._heads: dict[str, Head | None] = {}
        self._turns: dict[str, Head] = {}
        self._asked = Asked()
        self._to_send: list[dict[str, Any]] = []
        self._within, self._given_up = 0, False

    def __enter__(self) -> Self:
        """Begin; within itself, go on: a part of the whole, which is kept or not as a whole."""
        if self._open is not None:
            self._within += 1
            return self
        connection = self._ending.enter_context(self._transactions.begin(read_only=self._read_only))
        self._open = self._transactions.within(connection, self.workspace_id)
        return self

    def __exit__(self, *exc: object) -> None:
        if self._within:
            self._within -= 1
            self._given_up = self._given_up or exc[0] is not None
            return
        if self._open is not None:
            connection, self._open = self._open.connection, None
            with self._ending:
                connection.rollback()

    def new_id(self) -> str:
        """A new id; ids made later sort later."""
        return str(uuid_utils.uuid7())

    def add(self, thing: Kept) -> None:
        """Keep a new thing. Raises AlreadyDone when it, or its like by a unique key, is there."""
        with self._writing() as opened:
            self._asked.changed(type(thing))
            if isinstance(thing, Case):
                opened.keyring.make(thing.id, self.now)
            if not opened.records.insert(thing, self.now):
                raise AlreadyDone(TABLES[type(thing)].name)
            self._note_change("added", None, thing)

    def replace(self, thing: Kept, why: str | None = None) -> None:
        """Keep a changed thing; its older self goes to the history."""
        with self._writing() as opened:
            self._asked.changed(type(thing))
            older = opened.records.by_id(type(thing), thing.id, lock=True)
            if older.version != thing.version:
                raise SomeoneElseChangedThis(TABLES[type(thing)].name, id=thing.id)
            if owner_of(older) != owner_of(thing):
                raise ValueError("a thing never moves to another case")
            if older == thing:
                return
            if not opened.records.change(older, thing, self.now):
                raise SomeoneElseChangedThis(TABLES[type(thing)].name, id=thing.id)
            if not isinstance(thing, PASSING):
                owner = owner_of(thing)
                change = history.Change(self.actor, self.now, why)
                history.note(opened.connection, older, owner, opened.keyring.of(owner, self.now), change)
            self._note_change("changed", older, thing)

    def drop(self, kind: type[Kept], /, **equals: object) -> None:
        """Let go of those with these values. Only of what passes: the record itself keeps everything."""
        if kind not in PASSING:
            raise TypeError(f"{kind.__name__} is part of the record")
        with self._writing() as opened:
            self._asked.changed(kind)
            opened.records.delete(kind, equals)
            self._asked.keep(question(kind, equals, only_first=True), ())

    def get(self, kind: type[T], thing_id: str) -> T:
        """The thing by its id. Raises NotFound."""
        records = self._reading().records
        return self._asked.thing(kind, thing_id) or self._asked.see(records.by_id(kind, thing_id))

    def turn(self, **known_by: str) -> Case:
        """The case with this `id` or `channel_id`, once nobody else changes it. Raises NotFound."""
        ((name, value),) = known_by.items()
        if value in self._turns:
            return self.get(Case, value)
        taken = turns.take(self._reading().records, self.workspace_id, name, value)
        if taken is None:
            raise NotFound(TABLES[Case].name, **known_by)
        self._turns[taken.case.id] = taken.head
        # Their turn was waited for: whatever was read before may be old by now.
        self._asked = Asked()
        return self._asked.see(taken.case)

    def find(self, kind: type[T], /, **equals: object) -> tuple[T, ...]:
        """All with these values, oldest first; a tuple value means any of, a Span all within it."""
        records, asked = self._reading().records, question(kind, equals)
        told = self._asked.answer(asked, kind)
        if told is not None:
            return told
        head = self._head(kind, equals)
        if head is None:
            return self._asked.keep(asked, records.matching(kind, equals))
        owner = self.workspace_id, str(equals["case_id"])
        found = self._transactions.remembered.recall(owner, head, kind)
        if found is None:
            found = records.matching(kind, equals)
            self._transactions.remembered.keep(owner, head, kind, found)
        return self._asked.keep(asked, found)

    def first(self, kind: type[T], /, **equals: object) -> T | None:
        """The oldest with these values, or None."""
        seen = self._asked.thing(kind, str(equals["id"])) if equals.keys() == {"id"} else None
        if seen is not None:
            return seen
        records, asked = self._reading().records, question(kind, equals, only_first=True)
        found = self._asked.answer(asked, kind)
        if found is None:
            found = self._asked.keep(asked, records.matching(kind, equals, limit=1))
        return next(iter(found), None)

    def count(self, kind: type[T], /, **equals: object) -> int:
        """How many there are with these values; none of them is read."""
        return self._reading().records.count(kind, equals)

    def tally(self, kind: type[Kept], by: str, /, **equals: object) -> Mapping[str | None, int]:
        """How many with these values there are for each value of a field; none of them is read."""
        return self._reading().records.tally(kind, by, equals)

    def newest(self, kind: type[T], most: int, /, **equals: object) -> tuple[T, ...]:
        """At most so many with these values, the newest first."""
        return self._reading().records.newest(kind, equals, most)

    def once(self, key: str) -> None:
        """Note a delivery's key with this work. Raises AlreadyDone."""
        with self._writing() as opened:
            self._asked.changed(Received)
            if not inbox.note(opened.connection, opened.records, self.workspace_id, key, self.now):
                raise AlreadyDone("delivery")

    def send(self, message: Outgoing) -> None:
        """Put a message in the outbox, once by its key; a card's key may be asked for again."""
        self._must_write()
        self._asked.changed(Outgoing)
        self._to_send.append(self._opened().records.row_of(message, self.now))

    def send_again(self, *keys: str) -> None:
        """Ask again for messages with these keys, each a card's; one that never went out stays unsent."""
        with self._writing() as opened:
            self._asked.changed(Outgoing)
            outbox.put_again(opened.connection, self.workspace_id, keys, self.now)

    def audit(
        self, action: str, subject_id: str, fields: Iterable[str] = (), case_id: str | None = None
    ) -> None:
        """One line of a case's chain (or the workspace's) for what is not a change."""
        with self._writing():
            changes = dict.fromkeys(fields, (None, None))
            deed = audit.Deed(self.now, self.actor, action, None, subject_id, changes)
            self._deeds[case_id or WORKSPACE].append(deed)

    def history(self, thing_id: str) -> Sequence[tuple[Kept, str, datetime, str | None]]:
        """Older selves: (thing, who changed it, when, why), oldest first."""
        opened = self._reading()
        return history.older_selves(opened.connection, self.workspace_id, thing_id, opened.keyring)

    def commit(self) -> None:
        """Keep all of it. The unit is over then: its place is free for the next."""
        opened = self._reading()
        if self._within:
            return
        if self._given_up:
            raise RuntimeError("a part of this unit of work was given up, so nothing of it can be kept")
        with said_plainly():
            # Sorted, so that two units which touch two chains never wait for each other.
            for chain in sorted(self._deeds):
                end = self._turns.get(chain)
                audit.append(opened.connection, self.workspace_id, chain, self._deeds[chain], end)
        self._open = None
        self._ending.close()

    def inside(self) -> Open:
        """The transaction, for storage's own steps: services know the port alone."""
        return self._reading()

    def _head(self, kind: type[Kept], equals: Mapping[str, object]) -> Head | None:
        """Where the chain of a case ends whose things are all asked for; None for any other question.

        It is read once, before the first of them: what is read later is of then, or newer. Whoever
        writes reads the rows themselves, their own changes among them.
        """
        case_id = equals.get("case_id")
        if (
            not self._read_only
            or len(equals) != 1
            or not isinstance(case_id, str)
            or issubclass(kind, PASSING)
        ):
            return None
        if case_id not in self._heads:
            self._heads[case_id] = audit.head_of(self._reading().connection, self.workspace_id, case_id)
        return self._heads[case_id]

    def _opened(self) -> Open:
        if self._open is None:
            raise RuntimeError("this unit of work is not open; make a fresh one for each action")
        return self._open

    def _reading(self) -> Open:
        """The transaction, with all in it that was done so far: messages are put in several at a time."""
        opened = self._opened()
        if self._to_send:
            rows, self._to_send = self._to_send, []
            with said_plainly():
                outbox.put(opened.connection, rows)
        return opened

    @contextmanager
    def _writing(self) -> Iterator[Open]:
        self._must_write()
        with said_plainly():
            yield self._reading()

    def _must_write(self) -> None:
        if self._read_only:
            raise RuntimeError("this unit of work was made for reading only")

    def _note_change(self, action: str, older: Kept | None, newer: Kept) -> None:
        if isinstance(newer, PASSING):
            return
        owner = owner_of(newer)
        key = self._reading().keyring.of(owner, self.now)

        def digest(thing: Kept | None, name: str) -> str | None:
            return None if thing is None else digest_of(key, thing, name)

        changes = {name: (digest(older, name), digest(newer, name)) for name in changed_fields(older, newer)}
        table = TABLES[type(newer)].name
        self._deeds[owner].append(audit.Deed(self.now, self.actor, action, table, newer.id, changes))


@dataclass(frozen=True)
class StoredUnits:
    """Makes a fresh unit of work for one action."""

    transactions: Transactions
    clock: Clock

    def __call__(self, workspace_id: str, actor: str, *, read_only: bool = False) -> StoredUnit:
        """For one workspace and one actor."""
        return StoredUnit(self.transactions, workspace_id, actor, self.clock.now(), read_only)
