"""The doctor's figures: what waits in the outbox, and how many processes a PostgreSQL server has room for."""

from datetime import timedelta

import pytest
from sqlalchemy import make_url

from bot.domain.health import Backlog
from bot.running_bot import room, waiting
from bot.storage import open_storage
from bot.storage.connections import Connections, connections
from bot.storage.engine import make_engine
from tests.postgres import drop_database, make_database
from tests.storage.things import MASTER_KEY, WHEN


class Watch:
    """A clock that stands still."""

    def now(self):  # type: ignore[no-untyped-def]
        return WHEN


def test_a_running_process_is_counted_once_and_a_command_beside_it_as_another() -> None:
    url = make_database()
    bot = open_storage(url, MASTER_KEY, Watch())
    bot.backlog.look(WHEN)
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            found = connections(connection, each=15)
    finally:
        engine.dispose()
        bot.close()
        drop_database(url)
    assert make_url(url).get_backend_name() == "postgresql"
    assert found.processes >= 1, "others may run on the same server"
    assert found.most >= 20
    assert found.kept_back >= 3
    assert found.needed == found.processes * 15


@pytest.mark.parametrize(
    ("processes", "others", "well", "says"),
    [
        (2, 4, True, "2 processes run, with up to 15 connections each: 30."),
        (2, 4, True, "room for 4 more processes"),
        (6, 8, False, "Set PostgreSQL's max_connections to 101 or more; or run fewer: 1 too many."),
    ],
)
def test_processes_times_pool_is_held_against_what_the_server_gives(
    processes: int, others: int, well: bool, says: str
) -> None:
    finding = room(Connections(most=100, kept_back=3, processes=processes, each=15, others=others))
    assert finding.well is well
    assert says in finding.note


def test_what_waits_too_long_is_to_be_looked_at() -> None:
    assert waiting(Backlog(), WHEN).well
    assert waiting(Backlog(3, WHEN - timedelta(seconds=20), 1), WHEN).well
    late = waiting(Backlog(40, WHEN - timedelta(minutes=20), 1), WHEN)
    assert not late.well
    assert late.note.startswith("40 due, the oldest for 1200 seconds; 1 uncertain.")
