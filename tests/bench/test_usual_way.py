"""100,000 reminders due at the same minute: our rows beside one APScheduler job for each.

Both on a disk, as people run them. With the files in memory and nothing synced, which is the harder way
for ours (it commits once for a hundred claims, the usual way once for each), scan and claim stand at 0.06
to 0.17 of theirs by the clock, and 0.10 by the processor's own time: 22 microseconds a row against 240. Half
of ours is making what the courier works with of a row, the rest the UPDATE with its indexes.
"""

import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import pytest

from bot.domain.delivery import Outgoing, Sending
from bot.storage import Storage, open_storage
from tests.bench import killed, on_disk, usual_way
from tests.bench.figures import Figures
from tests.bench.filling import empty, fill, moment
from tests.storage.conftest import Watch
from tests.storage.things import MASTER_KEY, TEAM

pytestmark = [pytest.mark.bench, pytest.mark.timeout(600)]

COUNT, BATCH, LEASE_SECONDS = 100_000, 100, 60
LIVES, OF_A_CASE = 1000, 10
TURNS = 3
TIMES_BETTER = 10
REMINDED, LONG_AGO = 500, datetime(2020, 1, 1, tzinfo=UTC)
# How many were claimed, in how many seconds, and how many MB that took.
Claimed = tuple[int, float, float]


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def sides(request: pytest.FixtureRequest) -> Iterator[tuple[str, str, str]]:
    """The kind, our database and theirs."""
    pair = on_disk.sqlite_pair if request.param == "SQLite" else on_disk.postgresql_pair
    with pair() as (ours, theirs):
        yield request.param, ours, theirs


def test_beside_the_usual_way(sides: tuple[str, str, str], figures: Figures) -> None:
    """Turn and turn about, so that both meet the same machine; the turn in the middle counts."""
    kind, ours, theirs = sides
    storage = open_storage(ours, MASTER_KEY, Watch(), alone=False)
    found: tuple[list[Claimed], list[Claimed]] = [], []
    for _ in range(TURNS):
        empty(storage.units.transactions.engine)
        fill(storage.units.transactions.engine, COUNT)
        usual_way.fill(theirs, COUNT)
        found[0].append(_alone(_scan_and_claim, ours))
        found[1].append(_alone(usual_way.scan_and_claim, theirs))
    assert {claimed[0] for turns in found for claimed in turns} == {COUNT}
    mine, usual = sorted(zip(*found, strict=True), key=lambda turn: turn[0][1] / turn[1][1])[TURNS // 2]
    how = f"{usual[1]:.1f} s and {mine[1]:.1f} s"
    what = f"{COUNT:,} due at once, {kind}: scan and claim, part of the usual way's"
    figures.add(f"{what} time", mine[1] / usual[1], "", 1 / TIMES_BETTER, how)
    assert usual[2] > 0, "too few to be seen in its memory"
    how = f"{usual[2]:.0f} MB and {mine[2]:.1f} MB more than before"
    figures.add(f"{what} memory", mine[2] / usual[2], "", 1 / TIMES_BETTER, how)
    empty(storage.units.transactions.engine)
    lives = [(_whole_life(storage, nth), usual_way.whole_life(theirs, LIVES)) for nth in range(TURNS)]
    our_life, their_life = sorted(lives, key=lambda one: one[0] / one[1])[TURNS // 2]
    how = f"{our_life / LIVES * 1000:.2f} and {their_life / LIVES * 1000:.2f} ms each"
    figures.add(f"a reminder's whole life, {kind}: against the usual way", our_life / their_life, "x", 1, how)
    storage.close()


def test_after_a_kill(sides: tuple[str, str, str], tmp_path: Path, figures: Figures) -> None:
    """Each is killed in the middle of its work; another process goes on until nothing is due."""
    kind, mine, theirs = sides
    storage = open_storage(mine, MASTER_KEY, Watch(), alone=False)
    fill(storage.units.transactions.engine, REMINDED)
    storage.close()
    usual_way.fill(theirs, REMINDED, LONG_AGO)
    found = {}
    for deliver, url in ((killed.usual, theirs), (killed.ours, mine)):
        file = tmp_path / deliver.__name__
        file.touch()
        for dies_at in (REMINDED // 5, 0):
            process = multiprocessing.get_context("spawn").Process(target=deliver, args=(url, file, dies_at))
            process.start()
            process.join()
            assert process.exitcode == (9 if dies_at else 0)
        found[deliver] = killed.counted(file, REMINDED)
    how = "the usual way: {} lost, {} doubled; of {}".format(*found[killed.usual], REMINDED)
    figures.add(f"lost and doubled after a kill, {kind}", sum(found[killed.ours]), "", 0, how)


def _alone(claim: Callable[[str], Claimed], url: str) -> Claimed:
    """In a process of its own, so that its memory is its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
        return process.submit(claim, url).result()


def _scan_and_claim(url: str) -> Claimed:
    storage = open_storage(url, MASTER_KEY, Watch(), alone=False)
    assert not storage.outbox.claim(moment(-1), BATCH, LEASE_SECONDS)  # warm
    before, began, count, held = usual_way.held_mb(), perf_counter(), 0, 0.0
    while taken := storage.outbox.claim(moment(1), BATCH, LEASE_SECONDS):
        count += len(taken)
        held = max(held, usual_way.held_mb())
    took = perf_counter() - began
    storage.close()
    return count, took, held - before


def _whole_life(storage: Storage, nth: int) -> float:
    """Made with the others of a case in one unit, as a reckoning does; claimed in batches; stamped alone."""
    began = perf_counter()
    for case in range(LIVES // OF_A_CASE):
        with storage.units(TEAM, "system") as work:
            for number in range(OF_A_CASE):
                key = f"reminder:{nth}:{case}:{number}"
                work.send(
                    Outgoing(
                        workspace_id=TEAM,
                        id=work.new_id(),
                        key=key,
                        to="U1",
                        message="reminder:task",
                        subject_id=key,
                        due_at=moment(0),
                    )
                )
            work.commit()
    while taken := storage.outbox.claim(moment(1), BATCH, LEASE_SECONDS):
        for row in taken:
            assert storage.outbox.finish(row, Sending.SENT, moment(1), ts="1.1", channel_id="D1")
    return perf_counter() - began
