"""No word of anyone is in the database in clear, in a log, or in an error."""

import logging
import traceback
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from bot.domain.delivery import Draft
from bot.domain.errors import AlreadyDone, NotFound, PlanningError
from bot.domain.network import ContactWay
from bot.domain.people import PrivateNote
from bot.storage import Storage
from bot.storage.engine import sqlite_file
from bot.storage.own_tables import METADATA
from tests.storage.things import ACTOR, TEAM, WHEN, a_case, a_child, a_person, a_strength, keep, unit

CANARY = "Kestrelwood"


def _family() -> tuple[Any, ...]:
    """A case with the canary in every kind of words that storage keeps."""
    of_case = {"workspace_id": TEAM, "case_id": "case-1", "entered_by": ACTOR}
    note = of_case | {"on": WHEN.date()}
    return (
        a_case(reference=f"ref {CANARY}", household=f"{CANARY} household", why_we_are_here=CANARY),
        a_child(name=f"Juniper {CANARY}"),
        a_person(name=f"Odalys {CANARY}", relation=CANARY),
        ContactWay(id="way-1", person_id="person-1", kind="mail", value=f"12 {CANARY} Lane", **of_case),
        a_strength(text=f"The {CANARY}s read together."),
        PrivateNote(id="note-1", kind="hidden_address", words=f"Lives at {CANARY}.", **note),
        Draft(
            workspace_id=TEAM,
            id="draft-1",
            slack_user="U1",
            form="task",
            subject_id="case-1",
            values=f'{{"text": "{CANARY}"}}',
            saved_at=WHEN,
        ),
    )


def _write_it_all(storage: Storage) -> None:
    keep(storage, *_family())
    with unit(storage) as work:
        work.replace(replace(a_strength(), text=f"Changed {CANARY}"), why=f"{CANARY} said so")
        work.audit("disclosed", "person-1", ["name"], "case-1")
        work.commit()
    storage.inbox.keep(TEAM, "Ev1", f'{{"text": "{CANARY}"}}', WHEN)


def test_no_byte_of_the_database_shows_a_word(storage: Storage) -> None:
    _write_it_all(storage)
    engine = storage.units.transactions.engine
    file = sqlite_file(engine)
    if file is not None:
        bytes_of_all = b"".join(path.read_bytes() for path in file.parent.iterdir())
        assert b"case-1" in bytes_of_all
        assert CANARY.encode() not in bytes_of_all
    with engine.connect() as connection:
        cells = [
            cell if isinstance(cell, bytes) else str(cell).encode()
            for table in METADATA.tables.values()
            for row in connection.execute(select(table))
            for cell in row
        ]
    assert b"case-1" in cells
    assert not any(CANARY.encode() in cell for cell in cells)


def test_no_log_line_shows_a_word(storage: Storage, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("sqlalchemy.engine").setLevel(logging.DEBUG)
    _write_it_all(storage)
    with unit(storage) as work:
        assert work.get(type(a_person()), "person-1").name == f"Odalys {CANARY}"
    assert "INSERT INTO strengths" in caplog.text
    # The rows that come back are logged at DEBUG by the library: they hold ciphertext.
    assert CANARY not in caplog.text


def _wrongs() -> dict[str, Any]:
    return {
        "twice": lambda work: work.add(a_strength(text=CANARY)),
        "of no case": lambda work: work.add(a_strength(id="x", case_id="none", text=CANARY)),
        "refers to nothing": lambda work: work.add(a_strength(id="x", conference_id="none", text=CANARY)),
        "stale": lambda work: work.replace(a_strength(version=7, text=CANARY)),
        "not there": lambda work: work.replace(a_strength(id="x", text=CANARY)),
        "another kind": lambda work: work.add(a_strength(id="x", text=CANARY.encode())),
        "no zone": lambda work: work.add(
            a_strength(id="x", text=CANARY, entered_at=WHEN.replace(tzinfo=None))
        ),
        "searched": lambda work: work.find(type(a_strength()), text=CANARY),
        "another workspace": lambda work: work.add(a_strength(workspace_id="T2", id="x", text=CANARY)),
        "too big a number": lambda work: work.add(a_strength(id="x", text=CANARY, version=2**70)),
    }


@pytest.mark.parametrize("wrong", _wrongs())
def test_no_error_shows_a_word(storage: Storage, wrong: str) -> None:
    keep(storage, a_case(), a_strength())
    with (
        pytest.raises((PlanningError, TypeError, ValueError, OverflowError, DBAPIError)) as caught,
        unit(storage) as work,
    ):
        _wrongs()[wrong](work)
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    assert CANARY not in told.replace(__file__, "")
    if isinstance(caught.value, AlreadyDone | NotFound):
        assert CANARY not in str(caught.value.facts)
