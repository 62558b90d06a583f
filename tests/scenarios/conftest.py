"""Fixtures for scenarios: each gets a workspace and a bot of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import postgresql_url as postgresql_url
from tests.scenarios.world import World, world


@pytest.fixture
def made(tmp_path: Path) -> Iterator[World]:
    """A workspace with the bot on SQLite; afterwards no rule of Slack may have been broken."""
    with world(tmp_path) as found:
        yield found
        assert found.breaches() == []
