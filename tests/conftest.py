"""What holds for all tests: which of them may be tried again, and what a failure does not drown in."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
# These play people at a screen, or a second process, in real time: a machine that is busy elsewhere
# can be late for them. A further try that passes is printed as RERUN; everything else has one try.
IN_REAL_TIME = tuple(HERE / part for part in ("practice/browser", "platform", "scenarios"))


def pytest_configure() -> None:
    # One line for each request of a browser would push the reason of a failure out of sight.
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    _keep_bytecode()


def _keep_bytecode() -> None:
    """Hundreds of tests start a bot of their own: without kept bytecode each of them compiles it anew."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if any(part in item.path.parents for part in IN_REAL_TIME):
            item.add_marker(pytest.mark.flaky(reruns=2))
