"""Half-filled forms: what could not be recorded waits, and no sentence takes another's place."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.flows.values import load
from bot.services import drafts
from bot.storage import open_storage
from tests.services.casework import MANAGER, Casework, Clock, opened
from tests.sqlite import make_database


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Casework]:
    """A case, just opened."""
    storage = open_storage(make_database(tmp_path), bytes(range(32)), clock := Clock())
    yield opened(storage, clock)
    storage.close()


def test_a_second_sentence_waits_below_the_first(made: Casework) -> None:
    for said in ("She asked for her sister", "He cooks", "He cooks", "😀 \u200fשלום"):
        drafts.keep_beside(made.as_(MANAGER), "note", made.ids["case"], {"text": said})
    kept = load(drafts.draft(made.as_(MANAGER), "note", made.ids["case"]))
    assert kept == {"text": "She asked for her sister\nHe cooks\n😀 \u200fשלום"}


def test_what_else_stands_in_a_draft_stays(made: Casework) -> None:
    drafts.save_draft(made.as_(MANAGER), "note", "n", '{"text": null, "section": "needs", "who": ["a"]}')
    drafts.keep_beside(made.as_(MANAGER), "note", "n", {"text": "First", "who": ("b",)})
    kept = load(drafts.draft(made.as_(MANAGER), "note", "n"))
    assert kept == {"text": "First", "section": "needs", "who": ("b",)}
