"""Claiming what is due: whatever else is pending, and in four processes at once beside a bare loop."""

import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from time import perf_counter, time

import psycopg
import pytest
from sqlalchemy import Engine, make_url, text

from bot.storage import Storage, open_storage
from tests.bench.figures import Figures, median, percentile
from tests.bench.filling import empty, fill, moment
from tests.postgres import drop_database, make_database, postgresql_url
from tests.sqlite import make_database as make_file
from tests.storage.conftest import Watch
from tests.storage.things import MASTER_KEY

__all__ = ["postgresql_url"]

pytestmark = [pytest.mark.bench, pytest.mark.timeout(600)]

FEW, MANY, BATCH = 1_000, 1_000_000, 100
WARM_UP, TIMES = 20, 100
SLOWER_AT_MOST, BARE_AT_MOST = 1.5, 2.0
PROCESSES, ROUNDS, EACH_ROUND = 4, 4, 40_000
LEASE_SECONDS = 60


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def two(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    """The kind, and the addresses of two migrated databases of it."""
    if request.param == "SQLite":
        few, many = (make_file(tmp_path, f"{name}.db") for name in ("few", "many"))
        yield request.param, (few, many)
        return
    few, many = make_database(), make_database()
    yield request.param, (few, many)
    drop_database(few)
    drop_database(many)


def test_claiming_a_hundred_of_a_million(two: tuple[str, tuple[str, str]], figures: Figures) -> None:
    """Turn and turn about, so that both meet the same machine."""
    kind, urls = two
    stores = [open_storage(url, MASTER_KEY, Watch()) for url in urls]
    for storage, count in zip(stores, (FEW, MANY), strict=True):
        fill(_engine(storage), count, apart=1.0)
    times: tuple[list[float], list[float]] = ([], [])
    for nth in range(WARM_UP + TIMES):
        for storage, took, count in zip(stores, times, (FEW, MANY), strict=True):
            seconds = _claim_the_next_hundred(storage, nth, count)
            if nth >= WARM_UP:
                took.append(seconds)
    few, many = (percentile(took, 0.95) for took in times)
    how = f"{many * 1000:.1f} ms and {few * 1000:.1f} ms; medians {median(times[1]) / median(times[0]):.2f}x"
    figures.add(
        f"claiming 100 due of {MANY:,} against of {FEW:,}, {kind}: p95", many / few, "x", SLOWER_AT_MOST, how
    )
    for storage in stores:
        storage.close()


def _claim_the_next_hundred(storage: Storage, nth: int, count: int) -> float:
    """Exactly a hundred are due each time; those of the last time wait behind all others again."""
    now = moment((nth + 1) * BATCH - 1)
    began = perf_counter()
    taken = storage.outbox.claim(now, BATCH, LEASE_SECONDS)
    took = perf_counter() - began
    assert len(taken) == BATCH
    later = "due_at + :apart * interval '1 second'"
    if _engine(storage).dialect.name == "sqlite":
        later = "strftime('%Y-%m-%d %H:%M:%f', due_at, :apart || ' seconds')"
    with _engine(storage).begin() as connection:
        again = f"UPDATE outgoing SET state = 'pending', due_at = {later} WHERE state = 'sending'"
        connection.execute(text(again), {"apart": count})
    return took


def test_four_processes_beside_a_bare_loop(postgresql_url: str, figures: Figures) -> None:
    """The bare loop is what the database can do: one statement, one commit, no message made of its rows."""
    storage = open_storage(postgresql_url, MASTER_KEY, Watch())
    engine = _engine(storage)
    rates: dict[Callable[[str], Drained], list[float]] = {_drain: [], _drain_bare: []}
    twice = 0
    with ProcessPoolExecutor(PROCESSES, mp_context=multiprocessing.get_context("spawn")) as processes:
        list(processes.map(_drain, [postgresql_url] * PROCESSES))  # they have imported what they need
        for _ in range(ROUNDS):
            for drain, found in rates.items():
                fill(engine, EACH_ROUND)
                ends = list(processes.map(drain, [postgresql_url] * PROCESSES))
                lasted = max(end for _, _, end in ends) - min(start for _, start, _ in ends)
                found.append(EACH_ROUND / lasted)
                twice += abs(sum(count for count, _, _ in ends) - EACH_ROUND) + _claimed_twice(engine)
                empty(engine)
    ours, bare = median(rates[_drain]), median(rates[_drain_bare])
    how = f"{ours:,.0f} and {bare:,.0f} a second; {PROCESSES} processes, batches of {BATCH}"
    figures.add("a bare SKIP LOCKED loop's claims against ours", bare / ours, "x", BARE_AT_MOST, how)
    figures.add("claimed twice or not at all", twice, "", 0, f"of {2 * ROUNDS * EACH_ROUND:,}")
    storage.close()


Drained = tuple[int, float, float]


def _drain(url: str) -> Drained:
    storage = open_storage(url, MASTER_KEY, Watch())
    count, began = 0, time()
    while taken := storage.outbox.claim(moment(0), BATCH, LEASE_SECONDS):
        count += len(taken)
    ended = time()
    storage.close()
    return count, began, ended


_BARE = """WITH due AS MATERIALIZED (
        SELECT workspace_id, id FROM outgoing WHERE state = 'pending' AND can_wait AND due_at <= %(now)s
        ORDER BY due_at LIMIT 100 FOR UPDATE SKIP LOCKED)
    UPDATE outgoing SET state = 'sending', lease_until = %(until)s, attempts = attempts + 1 FROM due
    WHERE outgoing.workspace_id = due.workspace_id AND outgoing.id = due.id
    RETURNING outgoing.id, "to", message, subject_id"""


def _drain_bare(url: str) -> Drained:
    values = {"now": moment(0), "until": moment(LEASE_SECONDS)}
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address) as connection:
        count, began = 0, time()
        while taken := connection.execute(_BARE, values).fetchall():
            connection.commit()
            count += len(taken)
        return count, began, time()


def _claimed_twice(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM outgoing WHERE attempts <> 1")).scalar_one())


def _engine(storage: Storage) -> Engine:
    return storage.units.transactions.engine
