"""Opens the storage and offers what the other parts need of it; each of these fits its port by shape."""

from collections.abc import Callable, Container, Iterator
from contextlib import ExitStack
from pathlib import Path

from sqlalchemy import delete, select, update

from bot.domain.case import Case
from bot.domain.deadlines import Deadline
from bot.domain.errors import NotFound
from bot.storage import anchors, audit, inspection, migrations, outbox
from bot.storage.backlog import StoredBacklog
from bot.storage.connections import BY_HAND, bot_process
from bot.storage.engine import ProcessLock, WriterGate, make_engine, sqlite_file
from bot.storage.errors import WrongMasterKey
from bot.storage.inbox import StoredInbox
from bot.storage.keys import ContentSigner, LocalMasterKey, LookupIndex, MasterKey
from bot.storage.moves import move_what_people_held
from bot.storage.outbox import StoredOutbox
from bot.storage.own_tables import DATA_KEYS, WORKSPACE
from bot.storage.paces import SharedTimes
from bot.storage.tables import TABLES
from bot.storage.transactions import Transactions
from bot.storage.unit_of_work import Clock, StoredUnits


class Storage:
    """An open database. `units`, `outbox`, `inbox` and `signer` fit the ports; threads may share it."""

    def __init__(
        self,
        transactions: Transactions,
        clock: Clock,
        signer: ContentSigner,
        lock: ProcessLock | None,
        anchors: Path | None = None,
    ) -> None:
        self.units = StoredUnits(transactions, clock)
        self.outbox = StoredOutbox(transactions)
        self.backlog = StoredBacklog(transactions)
        self.inbox = StoredInbox(transactions)
        self.signer = signer
        self._transactions, self._clock, self._lock, self._anchors = transactions, clock, lock, anchors

    def times(self, workspace: Callable[[], str]) -> SharedTimes | None:
        """Where several processes keep their pace together; None where there is only one."""
        alone = self._transactions.engine.dialect.name == "sqlite"
        return None if alone else SharedTimes(self._transactions, workspace)

    def verify_chain(self, workspace_id: str, case_id: str | None = None) -> audit.ChainReport:
        """Check a case's audit chain (or the workspace's own) and name its first bad line."""
        with self._transactions.begin(read_only=True) as connection:
            return audit.verify(connection, workspace_id, case_id or WORKSPACE)

    def inspect(self, anchored: bytes = b"", only: Container[str] | None = None) -> inspection.Inspection:
        """Hold the record, or these cases of it, against its audit chains and their anchors."""
        known = anchors.read(anchored, self.signer.public_key())
        return inspection.inspect(self._transactions, known, only)

    def anchor(self) -> int:
        """Write down in the file for it where the chains end that grew; how many. Raises OSError."""
        if self._anchors is None:
            return 0
        with self._transactions.begin(read_only=True) as connection:
            ends = anchors.ends(connection)
        return anchors.add(self._anchors, ends, self.signer, self._clock.now())

    def cases_called(self, reference: str) -> tuple[str, ...]:
        """The ids of the cases with this number, in every workspace."""
        index, cases = LookupIndex(self._transactions.master), TABLES[Case].c
        rows = select(cases.workspace_id, cases.id, cases.reference_index)
        with self._transactions.begin(read_only=True) as connection:
            found = connection.execute(rows).all()
        return tuple(row.id for row in found if row.reference_index == index.of(row.workspace_id, reference))

    def audit_lines(self, workspace_id: str, case_id: str | None = None) -> Iterator[str]:
        """A case's audit chain (or the workspace's own) as JSON lines."""
        with self._transactions.begin(read_only=True) as connection:
            yield from audit.lines(connection, workspace_id, case_id or WORKSPACE)

    def shred(self, workspace_id: str, case_id: str, actor: str) -> None:
        """End a case for good: its key is destroyed and its words mean nothing, in backups too.

        The audit chain stays and can still be checked; it names no words. Raises NotFound.
        """
        now = self._clock.now()
        with self._transactions.begin() as connection:
            if not self._transactions.within(connection, workspace_id).keyring.end(case_id, now):
                raise NotFound("key", owner=case_id)
            cases = TABLES[Case].c
            connection.execute(
                update(TABLES[Case])
                .where(cases.workspace_id == workspace_id, cases.id == case_id)
                .values(reference_index=None)
            )
            outbox.drop_all_of(connection, workspace_id, case_id)
            due = TABLES[Deadline]
            connection.execute(
                delete(due).where(due.c.workspace_id == workspace_id, due.c.case_id == case_id)
            )
            deed = audit.Deed(now, actor, "key_ended", "data_keys", case_id, {})
            audit.append(connection, workspace_id, case_id, [deed])
        self._forget_old_pages()

    def close(self) -> None:
        """Close all connections; on SQLite, let another process in."""
        self._transactions.engine.dispose()
        if self._lock is not None:
            self._lock.release()

    def _forget_old_pages(self) -> None:
        if sqlite_file(self._transactions.engine) is None:
            return
        with self._transactions.engine.connect() as connection:
            driver = connection.connection.driver_connection
            if driver is not None:
                # The write-ahead log still holds the page with the wrapped key.
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def open_storage(
    database_url: str, master_key: bytes, clock: Clock, *, alone: bool = True, anchors: Path | None = None
) -> Storage:
    """Open the database at this address.

    SQLite is brought up to date by itself, and kept from other bot processes unless `alone` is
    False (a command that looks something up beside the running bot). PostgreSQL must have been
    upgraded before. Raises a StorageError that says what to do.
    """
    with ExitStack() as undo:
        engine = make_engine(database_url, bot_process() if alone else BY_HAND)
        undo.callback(engine.dispose)
        file = sqlite_file(engine)
        lock = ProcessLock(file) if file is not None and alone else None
        if lock is not None:
            undo.callback(lock.release)
        master = LocalMasterKey(master_key)
        if engine.dialect.name == "sqlite" and not migrations.is_current(engine):
            migrations.upgrade(engine)
        migrations.require_current(engine)
        transactions = Transactions(engine, master, WriterGate(engine))
        _refuse_another_master_key(transactions, master)
        move_what_people_held(StoredUnits(transactions, clock))
        undo.pop_all()
    return Storage(transactions, clock, ContentSigner(master), lock, anchors)


def _refuse_another_master_key(transactions: Transactions, master: MasterKey) -> None:
    others = select(DATA_KEYS.c.id).where(DATA_KEYS.c.master != master.fingerprint).limit(1)
    with transactions.begin(read_only=True) as connection:
        if connection.execute(others).first() is not None:
            raise WrongMasterKey
