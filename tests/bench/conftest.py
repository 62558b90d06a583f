"""Collects the figures of one run, prints them at its end and writes them to bench/."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.figures import Figures
from tests.postgres import drop_database, make_database

RESULTS = Path(__file__).parents[2] / "bench"


@pytest.fixture(scope="session")
def figures() -> Iterator[Figures]:
    """What every bench adds to. Nothing fails by time alone: the machine may be busy with other things."""
    found = Figures()
    yield found
    found.write(RESULTS)
    print(f"\n\n{found.table()}\n")


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, str, str]]:
    """The kind, and two addresses of that kind: one for the bot, one for the bare app."""
    if request.param == "SQLite":
        yield request.param, f"sqlite:///{tmp_path}/bot.db", f"sqlite:///{tmp_path}/bare.db"
        return
    ours, theirs = make_database(), make_database()
    yield request.param, ours, theirs
    drop_database(ours)
    drop_database(theirs)
