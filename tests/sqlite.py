"""A fresh, migrated SQLite file for each test: migrated once for each test process, then copied."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from bot.storage.engine import make_engine
from bot.storage.keys import key_file_beside
from bot.storage.migrations import upgrade


@cache
def _template() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="sq"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    engine = make_engine(f"sqlite:///{folder / 'template.db'}")
    upgrade(engine)
    # Closing the last connection brings everything into the one file that is copied.
    engine.dispose()
    return folder / "template.db"


def make_database(folder: Path, name: str = "record.db") -> str:
    """The address of a new database in this folder."""
    file = folder / name
    shutil.copy2(_template(), file)
    return f"sqlite:///{file}"


def make_database_with_key(folder: Path, name: str = "record.db") -> str:
    """The same for a bot that finds its master key beside it, as after its very first start."""
    address = make_database(folder, name)
    key_file_beside(folder / name)
    return address
