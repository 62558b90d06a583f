"""Storage tests run on both engines; a test that asks for `storage` or `database_url` runs twice."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.storage import Storage, open_storage
from tests import sqlite
from tests.postgres import empty_postgresql_url, postgresql_url
from tests.storage.things import MASTER_KEY

__all__ = ["empty_postgresql_url", "postgresql_url"]


class Watch:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.time = datetime(2027, 3, 4, 15, 0, tzinfo=UTC)

    def now(self) -> datetime:
        """The time it shows."""
        return self.time

    def move(self, **by: float) -> datetime:
        """Move it forward."""
        self.time += timedelta(**by)
        return self.time


@pytest.fixture
def clock() -> Watch:
    """A clock for one test."""
    return Watch()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind in turn."""
    if request.param == "sqlite":
        return sqlite.make_database(tmp_path)
    return str(request.getfixturevalue("postgresql_url"))


@pytest.fixture
def storage(database_url: str, clock: Watch) -> Iterator[Storage]:
    """An open storage of each kind in turn."""
    opened = open_storage(database_url, MASTER_KEY, clock)
    yield opened
    opened.close()
