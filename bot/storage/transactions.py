"""Begins and ends transactions: the engine, the writer's turn, the keys, in one place."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import Connection, Engine

from bot.storage.contention import said_plainly
from bot.storage.engine import WriterGate
from bot.storage.keyring import KeyCache, Keyring
from bot.storage.keys import LookupIndex, MasterKey
from bot.storage.remembered import Remembered
from bot.storage.repositories import Records


class Open(NamedTuple):
    """What an open transaction of one workspace offers."""

    connection: Connection
    keyring: Keyring
    records: Records


@dataclass(frozen=True)
class Transactions:
    """Makes transactions; shared by all threads, holds nothing of any one of them."""

    engine: Engine
    master: MasterKey
    gate: WriterGate
    cache: KeyCache = field(default_factory=KeyCache)
    remembered: Remembered = field(default_factory=Remembered)

    @contextmanager
    def begin(self, *, read_only: bool = False) -> Iterator[Connection]:
        """A transaction that is kept when the block ends well."""
        with said_plainly(), self.engine.connect() as fresh:
            connection = fresh.execution_options(postgresql_readonly=True) if read_only else fresh
            if read_only:
                with connection.begin():
                    yield connection
            else:
                with self.gate.turn(), connection.begin():
                    yield connection

    @contextmanager
    def one_statement(self) -> Iterator[Connection]:
        """For a single statement, kept as it ends: PostgreSQL is asked once for it, not three times."""
        if self.engine.dialect.name == "sqlite":
            with self.begin() as connection:
                yield connection
        else:
            with said_plainly(), self.engine.connect() as fresh:
                yield fresh.execution_options(isolation_level="AUTOCOMMIT")

    def within(self, connection: Connection, workspace_id: str) -> Open:
        """The keys and the record of one workspace in this transaction."""
        keyring = Keyring(connection, workspace_id, self.master, self.cache)
        records = Records(connection, workspace_id, keyring, LookupIndex(self.master))
        return Open(connection, keyring, records)
