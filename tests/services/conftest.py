"""A desk for tests of the outbox: the practice Slack on loopback and a real database of each kind."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.practice.server import Running, serve
from bot.practice.settings import Limits
from bot.practice.workspace import Workspace
from bot.storage import Storage, open_storage
from tests import sqlite
from tests.postgres import empty_postgresql_url, postgresql_url
from tests.practice.conftest import manifest
from tests.services.slack_desk import Desk, PracticeTime

__all__ = ["empty_postgresql_url", "postgresql_url"]

MASTER_KEY = bytes(range(32))


@pytest.fixture
def slack(tmp_path: Path) -> Iterator[Running]:
    """A practice Slack without rates; its clock is kept in a file, as the bot would read it."""
    workspace = Workspace(manifest(), limits=Limits(rate=False), clock_file=tmp_path / "clock")
    with serve(workspace) as running:
        yield running


@pytest.fixture
def slack_time(slack: Running) -> PracticeTime:
    """The practice Slack's clock."""
    return PracticeTime(slack.workspace)


@pytest.fixture
def sqlite_storage(tmp_path: Path, slack_time: PracticeTime) -> Iterator[Storage]:
    """An open SQLite database."""
    opened = open_storage(sqlite.make_database(tmp_path), MASTER_KEY, slack_time)
    yield opened
    opened.close()


@pytest.fixture
def desk(slack: Running, sqlite_storage: Storage, slack_time: PracticeTime) -> Desk:
    """The outbox of a SQLite database before the practice Slack."""
    return Desk(slack, sqlite_storage, slack_time)


@pytest.fixture(params=["sqlite", "postgresql"])
def either_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind in turn, by its address."""
    if request.param == "sqlite":
        return sqlite.make_database(tmp_path, "either.db")
    return str(request.getfixturevalue("postgresql_url"))


@pytest.fixture
def either_storage(either_url: str, slack_time: PracticeTime) -> Iterator[Storage]:
    """An open database of each kind in turn."""
    opened = open_storage(either_url, MASTER_KEY, slack_time)
    yield opened
    opened.close()


@pytest.fixture
def either_desk(slack: Running, either_storage: Storage, slack_time: PracticeTime) -> Desk:
    """The outbox of each kind of database before the practice Slack."""
    return Desk(slack, either_storage, slack_time)


@pytest.fixture
def keeps_slacks_rules(desk: Desk) -> Iterator[None]:
    """Whatever a test does, the app breaks none of Slack's serious rules."""
    yield
    # One test shows a token that is no good, and one a file of somebody else's, on purpose.
    on_purpose = {"invalid_auth", "cant_delete_file"}
    assert {breach.rule for breach in desk.workspace.breaches.serious()} <= on_purpose
