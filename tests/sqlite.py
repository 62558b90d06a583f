"""A fresh, migrated SQLite file for each test: migrated once for each test process, then copied."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from bot.storage.engine import make_engine
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


def make_database(folder: Path) -> str:
    """The address of a new database in this folder."""
    file = folder / "record.db"
    shutil.copy2(_template(), file)
    return f"sqlite:///{file}"
