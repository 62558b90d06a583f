"""The case with everybody in it, made once for each test process and kind of database, and then copied."""

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bot.storage import open_storage
from tests import postgres, sqlite
from tests.services.casework import Casework, Clock, with_everybody

MASTER_KEY = bytes(range(32))


class _Made(NamedTuple):
    """Where the original is, what its things are called, and what its clock showed at the end."""

    original: str
    ids: dict[str, str]
    moment: datetime


@contextmanager
def everybody(kind: str, folder: Path) -> Iterator[Casework]:
    """A case of the test's own in the middle of things, in a `sqlite` or `postgresql` database."""
    made = _made(kind)
    if kind == "sqlite":
        url = f"sqlite:///{shutil.copy2(made.original, folder)}"
    else:
        url = postgres.make_database(like=made.original)
    storage = open_storage(url, MASTER_KEY, clock := Clock(made.moment))
    yield Casework(storage, clock, dict(made.ids))
    storage.close()
    if kind == "postgresql":
        postgres.drop_database(url)


@cache
def _made(kind: str) -> _Made:
    if kind == "postgresql":
        url = original = postgres.make_database()
    else:
        folder = Path(tempfile.mkdtemp(prefix="sq"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        url, original = sqlite.make_database(folder, "prepared.db"), str(folder / "prepared.db")
    storage = open_storage(url, MASTER_KEY, clock := Clock())
    made = with_everybody(storage, clock)
    # Closing the last connection brings everything into the one file that is copied.
    storage.close()
    return _Made(original, made.ids, clock.moment)
