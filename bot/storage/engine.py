"""Opens the database: SQLite for one process, PostgreSQL for any number, the same behaviour on both."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from threading import Lock

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from bot.storage.connections import BY_HAND
from bot.storage.errors import OneProcessOnly

POOL = {"pool_size": 10, "max_overflow": 5, "pool_timeout": 10}
BUSY_MILLISECONDS = 10_000
WAIT_FOR_WRITER_SECONDS = 30
# Slack waits three seconds: whoever stands in line for a row hears "busy" before that.
POSTGRESQL_LIMITS = "-c timezone=UTC -c statement_timeout=5000 -c lock_timeout=2000"
# A server that is gone without a word must not hold a listener for minutes.
POSTGRESQL_PATIENCE = {"connect_timeout": 5, "tcp_user_timeout": 10_000}


def make_engine(database_url: str, name: str = BY_HAND) -> Engine:
    """An engine for `sqlite:///…`, `postgresql://…` or `postgresql+psycopg://…`.

    PostgreSQL lists its connections under `name`, so that whoever counts them can tell whose they are.
    """
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        return _sqlite_engine(url)
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        hide_parameters=True,
        pool_pre_ping=True,
        connect_args={"options": POSTGRESQL_LIMITS, "application_name": name, **POSTGRESQL_PATIENCE},
        **POOL,
    )


def sqlite_file(engine: Engine) -> Path | None:
    """Where the SQLite file is; None for PostgreSQL and for a database in memory."""
    name = engine.url.database
    if engine.dialect.name != "sqlite" or not name or name == ":memory:":
        return None
    return Path(name)


def _sqlite_engine(url: URL) -> Engine:
    in_memory = not url.database or url.database == ":memory:"
    # A database in memory lives in its one connection, so units of work take turns.
    pool = {"pool_size": 1, "max_overflow": 0, "pool_timeout": 10} if in_memory else POOL
    if not in_memory:
        _make_private_file(Path(str(url.database)))
    engine = create_engine(
        url, hide_parameters=True, poolclass=QueuePool, connect_args={"check_same_thread": False}, **pool
    )
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_private_file(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _set_up_sqlite(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    # The driver's own transactions begin too late and lose updates; ours begin in _begin_sqlite.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={BUSY_MILLISECONDS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        # In KiB, for each connection of the pool; what is read often stays with the system anyway.
        "cache_size=-512",
        # An ended key must not stay readable in the file's free space.
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    reads = connection.get_execution_options().get("postgresql_readonly", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


class WriterGate:
    """On SQLite one writer at a time, in turn: SQLite's own waiting is unfair and slow under load."""

    def __init__(self, engine: Engine) -> None:
        self._lock = Lock() if engine.dialect.name == "sqlite" else None

    def turn(self) -> AbstractContextManager[None]:
        """Holds the writer's place; on PostgreSQL there is no need for one."""
        return nullcontext() if self._lock is None else self._wait(self._lock)

    @contextmanager
    def _wait(self, lock: Lock) -> Iterator[None]:
        if not lock.acquire(timeout=WAIT_FOR_WRITER_SECONDS):
            raise TimeoutError("another unit of work stayed open too long")
        try:
            yield
        finally:
            lock.release()


class ProcessLock:
    """Keeps a second bot process away from a SQLite file for as long as it is held."""

    def __init__(self, database: Path) -> None:
        # Only here: the module does not exist on Windows, where PostgreSQL can still be used.
        import fcntl

        self._file = os.open(f"{database}.lock", os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._file)
            raise OneProcessOnly(str(database)) from None

    def release(self) -> None:
        """Lets another process in. The empty file stays: removing it would race with that process."""
        os.close(self._file)
