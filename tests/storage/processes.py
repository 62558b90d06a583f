"""Runs one function in several processes at once on the same database."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.synchronize import Barrier

from bot.storage import Storage, open_storage
from tests.storage.conftest import Watch
from tests.storage.things import MASTER_KEY

Work = Callable[[Storage, int], object]


def _one(url: str, work: Work, number: int, start: Barrier) -> None:
    storage = open_storage(url, MASTER_KEY, Watch(), alone=False)
    start.wait(60)
    work(storage, number)
    storage.close()


def at_once(url: str, work: Work, processes: int = 3) -> None:
    """Start the processes, let them begin together, and see that each ends well."""
    spawning = multiprocessing.get_context("spawn")
    start = spawning.Barrier(processes)
    running = [spawning.Process(target=_one, args=(url, work, n, start)) for n in range(processes)]
    for process in running:
        process.start()
    for process in running:
        process.join(90)
    assert [process.exitcode for process in running] == [0] * processes
