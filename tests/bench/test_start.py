"""How long the bot takes from its start until it is connected."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

import pytest

from bot.practice.bot_process import BotProcess
from tests.bench.figures import Figures, median
from tests.bench.sides import bot_variables, served, wait_for_connection

pytestmark = [pytest.mark.bench, pytest.mark.timeout(120)]

STARTS = 5
START_SECONDS = 3.0


def test_starting(tmp_path: Path, figures: Figures) -> None:
    """From nothing, where the database is made first, and then from what was there before."""
    with served(tmp_path) as running:
        variables = bot_variables(running, tmp_path, "")
        times = []
        for _ in range(1 + STARTS):
            with started(tmp_path, variables) as began:
                wait_for_connection(running.workspace)
                times.append(perf_counter() - began)
    figures.add("`roundtable run` to connected", median(times[1:]), "s", START_SECONDS, f"of {STARTS} starts")
    figures.add("`roundtable run`, the first time", times[0], "s", None, "makes the database and its key")


@contextmanager
def started(folder: Path, variables: dict[str, str]) -> Iterator[float]:
    """A bot that is started, with the moment of it, and stopped."""
    bot = BotProcess(folder, variables)
    began = perf_counter()
    bot.start()
    try:
        yield began
    finally:
        bot.stop()
