"""What holds for all tests: which may be tried again, which come first, what a failure does not drown in."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from functools import cache
from pathlib import Path

import psutil
import pytest

HERE = Path(__file__).parent
IN_MEMORY = Path("/dev/shm")
ROOM_WANTED = 6 * 2**30
# These play people at a screen, or a second process, in real time: a machine that is busy elsewhere
# can be late for them. A further try that passes is printed as RERUN; everything else has one try.
IN_REAL_TIME = tuple(HERE / part for part in ("practice/browser", "platform", "scenarios"))

# Whole conferences, minutes each, that mostly wait for Slack's limits: begun first, by one worker, while
# the others take over the rest of its tests (`--dist worksteal`). Begun last, all would wait for them.
WHOLE_PLAYS = HERE / "scenarios" / "test_play.py"


def pytest_configure() -> None:
    # One line for each request of a browser would push the reason of a failure out of sight.
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    _keep_bytecode()
    _keep_files_in_memory()


def _keep_bytecode() -> None:
    """Hundreds of tests start a bot of their own: without kept bytecode each of them compiles it anew."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


def _keep_files_in_memory() -> None:
    """Every commit waits for the disk, as it must; where there is memory to spare, no test has to.

    Workers inherit it. Whoever names a folder in TMPDIR gets that one.
    """
    if "TMPDIR" in os.environ or not os.access(IN_MEMORY, os.W_OK):
        return
    room = min(psutil.disk_usage(str(IN_MEMORY)).free, psutil.virtual_memory().available)
    if room > ROOM_WANTED:
        os.environ["TMPDIR"] = tempfile.tempdir = str(IN_MEMORY)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _in_real_time(item.path):
            item.add_marker(pytest.mark.flaky(reruns=2))
    # The rest keeps its random order.
    items.sort(key=lambda item: item.path != WHOLE_PLAYS)


@cache
def _in_real_time(file: Path) -> bool:
    return any(part in file.parents for part in IN_REAL_TIME)
