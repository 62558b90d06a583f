"""Opens the database that the settings name, for the commands that look after it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from bot.clock import SystemClock
from bot.master_key import master_key
from bot.settings import StorageSettings, WrongSetting, load
from bot.storage import Storage, migrations, open_storage
from bot.storage.connections import Connections, connections
from bot.storage.engine import POOL, ProcessLock, make_engine, sqlite_file
from bot.storage.made_papers import KnownPaper, KnownPlan, known_papers, known_plans


@dataclass(frozen=True)
class Revisions:
    """Where the database is and where it should be."""

    found: str | None
    needed: str | None

    @property
    def current(self) -> bool:
        """Whether nothing needs to be done."""
        return self.found == self.needed


def revisions() -> Revisions:
    """Look without changing anything; a SQLite file that is not there yet is not made."""
    settings = load(StorageSettings)
    if settings.sqlite_file is not None and not settings.sqlite_file.exists():
        return Revisions(None, migrations.newest())
    with _engine(settings) as engine:
        return Revisions(migrations.current(engine), migrations.newest())


def papers_with(sha256: str) -> tuple[KnownPaper, ...]:
    """Which papers of the record are exactly this file. Raises one of PROBLEMS."""
    with _current() as engine:
        return known_papers(engine, sha256)


def plans_with(beginning: str) -> tuple[KnownPlan, ...]:
    """Which sealed versions have a fingerprint that begins so. Raises one of PROBLEMS."""
    with _current() as engine:
        return known_plans(engine, beginning)


def connections_now() -> Connections:
    """What the PostgreSQL server gives and who holds how much of it. Raises one of PROBLEMS."""
    with _current() as engine, engine.connect() as connection:
        return connections(connection, POOL["pool_size"] + POOL["max_overflow"])


@contextmanager
def the_record(anchors: Path | None = None) -> Iterator[Storage]:
    """The open record, to look at also beside a running bot. Raises one of PROBLEMS."""
    settings = load(StorageSettings)
    with _current():
        url, key = settings.database_url.get_secret_value(), master_key(settings)
    storage = open_storage(url, key, SystemClock(), alone=False, anchors=anchors)
    try:
        yield storage
    finally:
        storage.close()


def anchor_file() -> Path | None:
    """Where the settings have the anchors kept."""
    return load(StorageSettings).anchor_file


def upgrade() -> None:
    """Migrate. Raises OneProcessOnly while a bot works with the SQLite file."""
    settings = load(StorageSettings)
    # First, because a new SQLite database must never be without its key.
    master_key(settings)
    with _engine(settings) as engine:
        file = sqlite_file(engine)
        lock = ProcessLock(file) if file else None
        try:
            migrations.upgrade(engine)
        finally:
            if lock:
                lock.release()


@contextmanager
def _current() -> Iterator[Engine]:
    """The database as it is there, and up to date."""
    settings = load(StorageSettings)
    if settings.sqlite_file is not None and not settings.sqlite_file.exists():
        raise WrongSetting("DATABASE_URL", f"names {settings.sqlite_file}, which is not there")
    with _engine(settings) as engine:
        migrations.require_current(engine)
        yield engine


@contextmanager
def _engine(settings: StorageSettings) -> Iterator[Engine]:
    engine = make_engine(settings.database_url.get_secret_value())
    try:
        yield engine
    finally:
        engine.dispose()
