"""Opens the database that the settings name, for the commands that look after it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Engine

from bot.clock import SystemClock
from bot.master_key import master_key
from bot.settings import StorageSettings, WrongSetting, load
from bot.storage import migrations, open_storage
from bot.storage.engine import ProcessLock, make_engine, sqlite_file
from bot.storage.inspection import Inspection
from bot.storage.made_papers import KnownPaper, known_papers


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
    settings = load(StorageSettings)
    _must_be_there(settings)
    with _engine(settings) as engine:
        migrations.require_current(engine)
        return known_papers(engine, sha256)


def inspection() -> Inspection:
    """Hold the record against its audit chains, also beside a running bot. Raises one of PROBLEMS."""
    settings = load(StorageSettings)
    _must_be_there(settings)
    with _engine(settings) as engine:
        migrations.require_current(engine)
    url, key = settings.database_url.get_secret_value(), master_key(settings)
    storage = open_storage(url, key, SystemClock(), alone=False)
    try:
        return storage.inspect()
    finally:
        storage.close()


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


def _must_be_there(settings: StorageSettings) -> None:
    if settings.sqlite_file is not None and not settings.sqlite_file.exists():
        raise WrongSetting("DATABASE_URL", f"names {settings.sqlite_file}, which is not there")


@contextmanager
def _engine(settings: StorageSettings) -> Iterator[Engine]:
    engine = make_engine(settings.database_url.get_secret_value())
    try:
        yield engine
    finally:
        engine.dispose()
