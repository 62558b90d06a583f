"""Both databases are opened so that nothing is lost, nobody waits for ever, and nothing is logged."""

import dataclasses
import os
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bot.domain.case import Case, CaseState
from bot.domain.errors import DatabaseAway, SomeoneElseChangedThis
from bot.render import Words
from bot.starting import in_one_line
from bot.storage import Storage, open_storage
from bot.storage.engine import make_engine
from bot.storage.errors import OneProcessOnly
from tests.storage.conftest import Watch
from tests.storage.things import ACTOR, MASTER_KEY, TEAM, a_case, keep, unit

HOLD_THE_LOCK = """
import sys
from pathlib import Path
from bot.storage.engine import ProcessLock
lock = ProcessLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_sqlite_is_set_to_lose_nothing(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'new' / 'record.db'}")
    with engine.connect() as connection:
        found = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "secure_delete")
        }
    engine.dispose()
    assert found.pop("busy_timeout") >= 5000
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


def test_the_sqlite_files_are_their_owners_alone(tmp_path: Path, clock: Watch) -> None:
    storage = open_storage(f"sqlite:///{tmp_path / 'record.db'}", MASTER_KEY, clock)
    keep(storage, a_case())
    files = list(tmp_path.iterdir())
    assert {file.name for file in files} == {"record.db", "record.db-wal", "record.db-shm", "record.db.lock"}
    assert [file for file in files if file.stat().st_mode & 0o077] == []
    storage.close()


def test_a_second_process_is_refused_and_may_come_when_the_first_is_gone(
    tmp_path: Path, clock: Watch
) -> None:
    file = tmp_path / "record.db"
    first = subprocess.Popen(
        [sys.executable, "-c", HOLD_THE_LOCK, str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert first.stdout is not None
    assert first.stdout.readline() == "held\n"
    with pytest.raises(OneProcessOnly, match="one process"):
        open_storage(f"sqlite:///{file}", MASTER_KEY, clock)
    # Even one that dies without a goodbye lets the next one in.
    first.kill()
    first.communicate()
    open_storage(f"sqlite:///{file}", MASTER_KEY, clock).close()


def test_a_command_may_look_something_up_beside_the_bot(tmp_path: Path, clock: Watch) -> None:
    url = f"sqlite:///{tmp_path / 'record.db'}"
    bot = open_storage(url, MASTER_KEY, clock)
    keep(bot, a_case())
    beside = open_storage(url, MASTER_KEY, clock, alone=False)
    with unit(beside) as work:
        assert work.find(Case) == (a_case(),)
    beside.close()
    bot.close()


def test_closing_lets_the_same_process_open_again(tmp_path: Path, clock: Watch) -> None:
    url = f"sqlite:///{tmp_path / 'record.db'}"
    open_storage(url, MASTER_KEY, clock).close()
    open_storage(url, MASTER_KEY, clock).close()


def test_a_database_in_memory_serves_tests(clock: Watch) -> None:
    storage = open_storage("sqlite://", MASTER_KEY, clock)
    keep(storage, a_case())
    with unit(storage) as work:
        assert work.find(Case) == (a_case(),)
    storage.close()


@pytest.mark.parametrize("form", ["postgresql", "postgresql+psycopg", "postgresql+psycopg2"])
def test_every_spelling_of_postgresql_uses_the_same_driver(form: str) -> None:
    engine = make_engine(f"{form}://someone:secret@127.0.0.1/roundtable")
    assert engine.dialect.driver == "psycopg"
    assert "secret" not in repr(engine)


def test_postgresql_waits_only_so_long(postgresql_url: str, clock: Watch) -> None:
    storage = open_storage(postgresql_url, MASTER_KEY, clock)
    with storage.units.transactions.engine.connect() as connection:
        assert connection.execute(text("SHOW statement_timeout")).scalar() == "5s"
        assert connection.execute(text("SHOW lock_timeout")).scalar() == "2s"
        assert connection.execute(text("SHOW timezone")).scalar() == "UTC"
    storage.close()


def test_a_wait_that_is_lost_is_told_as_somebody_elses_change(postgresql_url: str, clock: Watch) -> None:
    storage = open_storage(postgresql_url, MASTER_KEY, clock)
    keep(storage, a_case())
    with unit(storage) as first:
        first.replace(a_case(state=CaseState.CLOSED))
        with pytest.raises(SomeoneElseChangedThis), unit(storage) as second:
            second.replace(a_case(in_custody=True))
    storage.close()


def test_a_read_only_unit_cannot_write_on_postgresql_whatever_the_code_does(
    postgresql_url: str, clock: Watch
) -> None:
    storage = open_storage(postgresql_url, MASTER_KEY, clock)
    with (
        pytest.raises(Exception, match="read-only transaction"),
        storage.units.transactions.begin(read_only=True) as connection,
    ):
        connection.execute(text("CREATE TABLE sneaked_in (id int)"))
    keep(storage, a_case())
    storage.close()


def test_a_database_that_is_not_there_is_an_error_of_the_database(clock: Watch) -> None:
    with pytest.raises(OperationalError):
        open_storage("postgresql://nobody@127.0.0.1:1/none", MASTER_KEY, clock)


def test_a_database_that_goes_away_is_told_in_words_that_say_what_to_do(tmp_path: Path, clock: Watch) -> None:
    storage = open_storage(f"sqlite:///{tmp_path / 'record.db'}", MASTER_KEY, clock)
    gone = make_engine("postgresql://nobody:secret@127.0.0.1:1/none")
    transactions = dataclasses.replace(storage.units.transactions, engine=gone)
    with pytest.raises(DatabaseAway) as away, transactions.begin(read_only=True):
        raise AssertionError("nobody is there")
    assert "does not answer" in in_one_line(away.value)
    assert "start PostgreSQL" in in_one_line(away.value)
    assert "secret" not in in_one_line(away.value)
    said = Words().error(away.value).text
    assert "try again" in said
    assert "its database does not answer" in said
    storage.close()


def test_the_lock_file_holds_nothing(tmp_path: Path, clock: Watch) -> None:
    storage = open_storage(f"sqlite:///{tmp_path / 'record.db'}", MASTER_KEY, clock)
    assert os.path.getsize(tmp_path / "record.db.lock") == 0
    storage.close()


def test_a_unit_left_open_on_sqlite_does_not_stop_other_readers(tmp_path: Path, clock: Watch) -> None:
    storage: Storage = open_storage(f"sqlite:///{tmp_path / 'record.db'}", MASTER_KEY, clock)
    keep(storage, a_case())
    with unit(storage):
        other = sqlite3.connect(tmp_path / "record.db", timeout=0)
        assert other.execute("SELECT count(*) FROM cases").fetchone() == (1,)
        other.close()
        with storage.units(TEAM, ACTOR, read_only=True) as reader:
            assert len(reader.find(Case)) == 1
    storage.close()


def test_a_server_that_says_nothing_is_given_up() -> None:
    """As behind a firewall that drops everything: connections are taken and never answered."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        engine = make_engine(f"postgresql://nobody@127.0.0.1:{silent.getsockname()[1]}/none")
        began = monotonic()
        with pytest.raises(OperationalError):
            engine.connect()
        assert monotonic() - began < 9
