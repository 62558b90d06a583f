"""Database work for one capture: the same few statements, however much was said before."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from bot.domain.plan import Strength
from bot.services.calling import scheduling
from bot.services.entries import by_command, capture
from bot.services.meeting import holding
from bot.storage import Storage, open_storage
from tests.bench.figures import Figures
from tests.bench.test_readiness import MEETING
from tests.services.casework import CHANNEL, MANAGER, Casework, Clock, opened

pytestmark = [pytest.mark.bench, pytest.mark.timeout(300)]

SAID_BEFORE = (10, 10_000)
MOST = 12
ROUNDS = 5


def test_statements_of_a_capture(databases: tuple[str, str, str], tmp_path: Path, figures: Figures) -> None:
    """Typed behind a command, and sent with a form: every statement but begin and commit."""
    kind, url, _ = databases
    storage = open_storage(url, bytes(range(32)), clock := Clock())
    made = _running(storage, clock)
    counts = {}
    for many in SAID_BEFORE:
        _say(made, many)
        for way, deed in (("command", _by_command), ("form", _by_form)):
            with _watched() as found:
                for nth in range(ROUNDS):
                    deed(made, f"{way} {many} {nth}")
            counts[way, many] = len(found) / ROUNDS
    storage.close()
    for way in ("command", "form"):
        few, many = (counts[way, size] for size in SAID_BEFORE)
        how = f"{few:g} after {SAID_BEFORE[0]} entries, {many:g} after {SAID_BEFORE[1]}"
        figures.add(f"statements of a capture by {way}, {kind}", many, "", MOST, how)
        assert few == many, "the work must not grow with what was said"


def _running(storage: Storage, clock: Clock) -> Casework:
    made = opened(storage, clock)
    conference = scheduling.schedule(made.as_(MANAGER), made.ids["case"], MEETING)
    clock.moment = clock.moment.replace(day=18, hour=21)
    holding.start(made.as_(MANAGER), conference)
    made.ids["conference"] = conference
    return made


def _say(made: Casework, many: int) -> None:
    """So many strengths by the same person in the same conference, kept in one go."""
    said = capture.add(made.as_(MANAGER), made.ids["case"], "strength", {"text": "The first"})
    with made.storage.units(said.workspace_id, MANAGER) as work:
        there = work.count(Strength, case_id=said.case_id)
        for nth in range(there, many):
            work.add(replace(said, id=work.new_id(), text=f"Said before {nth}"))
        work.commit()


def _by_command(made: Casework, text: str) -> None:
    by_command.add_in(made.as_(MANAGER), CHANNEL, "strength", text)


def _by_form(made: Casework, text: str) -> None:
    capture.add(made.as_(MANAGER), made.ids["case"], "strength", {"text": text})


@contextmanager
def _watched() -> Iterator[list[str]]:
    """Every statement that the database is asked, as it is asked."""
    found: list[str] = []

    def note(*given: object) -> None:
        if not str(given[2]).startswith("BEGIN"):
            found.append(str(given[2]))

    event.listen(Engine, "before_cursor_execute", note)
    yield found
    event.remove(Engine, "before_cursor_execute", note)
