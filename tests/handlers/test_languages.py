"""A person's language is looked up, remembered for a minute, and never guessed from a moment without one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.domain.people import DirectLine
from bot.handlers.languages import SECONDS, Languages
from bot.storage import Storage, open_storage
from tests.sqlite import make_database

WORKSPACE, USER = "T1", "U1"


class Time:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    """An open, empty record."""
    opened = open_storage(make_database(tmp_path), bytes(32), SystemClock())
    yield opened
    opened.close()


def keep(storage: Storage, language: str) -> None:
    """What Slack says of the person, as the first direct message keeps it, or a later change of it."""
    with storage.units(WORKSPACE, "system") as work:
        known = work.first(DirectLine, slack_user=USER)
        line = DirectLine(
            workspace_id=WORKSPACE,
            id=known.id if known else work.new_id(),
            version=known.version if known else 1,
            slack_user=USER,
            language=language,
        )
        if known:
            work.replace(line)
        else:
            work.add(line)
        work.commit()


def test_a_language_counts_from_the_moment_it_is_known(storage: Storage) -> None:
    languages = Languages(storage.units, Time())
    assert languages.of(WORKSPACE, USER) == "en"
    keep(storage, "es")
    assert languages.of(WORKSPACE, USER) == "es"
    assert languages.of("T2", USER) == "en"


def test_a_change_is_seen_within_a_minute(storage: Storage) -> None:
    time = Time()
    languages = Languages(storage.units, time)
    keep(storage, "es")
    assert languages.of(WORKSPACE, USER) == "es"
    keep(storage, "so")
    time.seconds = SECONDS - 1
    assert languages.of(WORKSPACE, USER) == "es"
    time.seconds = SECONDS
    assert languages.of(WORKSPACE, USER) == "so"
