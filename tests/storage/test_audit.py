"""Whatever was done to a case is in its chain, and whoever meddles with the chain is found."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.storage import Storage, open_storage
from tests.storage.conftest import Watch
from tests.storage.things import (
    ACTOR,
    MASTER_KEY,
    TEAM,
    a_case,
    a_person,
    a_strength,
    break_in,
    drop_triggers,
    keep,
    unit,
)

CASE = "case-1"


def _five_lines(storage: Storage) -> None:
    keep(storage, a_case())
    for number in range(4):
        keep(storage, a_strength(id=f"s{number}"))


def test_a_line_says_who_did_what_to_which_field_and_no_words(storage: Storage, clock: Watch) -> None:
    keep(storage, a_case(), a_person())
    with unit(storage) as work:
        work.replace(replace(a_person(), name="Odalys Reyes-Brightwater"), why="She married.")
        work.audit("disclosed", "person-1", ["name"], CASE)
        work.commit()
    lines = [json.loads(line)["entry"] for line in storage.audit_lines(TEAM, CASE)]
    assert [(line["seq"], line["action"], line["table"], line["id"]) for line in lines] == [
        (1, "added", "cases", CASE),
        (2, "added", "people", "person-1"),
        (3, "changed", "people", "person-1"),
        (4, "disclosed", None, "person-1"),
    ]
    assert {line["actor"] for line in lines} == {ACTOR}
    assert lines[2]["at"] == clock.now().isoformat()
    before, after = lines[2]["fields"]["name"]
    assert before == lines[1]["fields"]["name"][1]
    assert after != before
    assert list(lines[2]["fields"]) == ["name"]
    assert not any("Brightwater" in json.dumps(line) or "married" in json.dumps(line) for line in lines)


def test_an_untouched_chain_is_whole(storage: Storage) -> None:
    _five_lines(storage)
    report = storage.verify_chain(TEAM, CASE)
    assert (report.whole, report.lines, report.first_bad) == (True, 5, None)
    assert storage.verify_chain(TEAM, "no such case").lines == 0


@pytest.mark.parametrize(
    ("meddling", "found_at"),
    [
        ("UPDATE audit_entries SET body = replace(body, 'U-facilitator', 'U-somebody') WHERE seq = 3", 3),
        ("UPDATE audit_entries SET hash = replace(hash, substr(hash, 1, 4), 'abcd') WHERE seq = 2", 2),
        ("DELETE FROM audit_entries WHERE seq = 3", 3),
        ("DELETE FROM audit_entries WHERE seq = 1", 1),
        ("DELETE FROM audit_entries WHERE seq > 3", 4),
        ("DELETE FROM audit_entries", 1),
        ("UPDATE audit_heads SET seq = 4", 5),
        ("UPDATE audit_heads SET hash = 'abcd'", 5),
        ("DELETE FROM audit_heads", 1),
    ],
)
def test_meddling_is_found_at_its_line(storage: Storage, meddling: str, found_at: int) -> None:
    _five_lines(storage)
    break_in(storage, meddling)
    report = storage.verify_chain(TEAM, CASE)
    assert (report.whole, report.first_bad) == (False, found_at)


def test_a_line_rewritten_with_a_fitting_hash_is_found_at_the_next_one(storage: Storage) -> None:
    _five_lines(storage)
    with storage.units.transactions.engine.begin() as connection:
        drop_triggers(connection)
        body = connection.execute(text("SELECT body FROM audit_entries WHERE seq = 3")).scalar_one()
        forged = body.replace(ACTOR, "U-somebody")
        connection.execute(
            text("UPDATE audit_entries SET body = :body, hash = :hash WHERE seq = 3"),
            {"body": forged, "hash": hashlib.sha256(forged.encode()).hexdigest()},
        )
    assert storage.verify_chain(TEAM, CASE).first_bad == 4


def test_a_chain_cannot_stand_in_for_another(storage: Storage) -> None:
    _five_lines(storage)
    break_in(storage, "UPDATE audit_entries SET chain = 'case-2'", "UPDATE audit_heads SET chain = 'case-2'")
    assert storage.verify_chain(TEAM, "case-2").first_bad == 1


def _cannot(storage: Storage, statement: str) -> None:
    with (
        pytest.raises(DBAPIError, match="audit entries are never changed"),
        storage.units.transactions.engine.begin() as connection,
    ):
        connection.execute(text(statement))


@pytest.mark.parametrize("statement", ["UPDATE audit_entries SET body = ''", "DELETE FROM audit_entries"])
def test_the_database_itself_refuses_to_change_a_line(storage: Storage, statement: str) -> None:
    _five_lines(storage)
    _cannot(storage, statement)
    assert storage.verify_chain(TEAM, CASE).whole


def test_postgresql_refuses_to_empty_the_table(postgresql_url: str, clock: Watch) -> None:
    storage = open_storage(postgresql_url, MASTER_KEY, clock)
    _cannot(storage, "TRUNCATE audit_entries")
    storage.close()


def test_the_chain_and_the_change_are_kept_together_or_not_at_all(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fail each statement of a unit in turn: whatever is there afterwards, record and chain agree."""
    keep(storage, a_case())
    engine = storage.units.transactions.engine
    for nth in range(1, 6):
        with monkeypatch.context() as patch:
            patch.setattr(engine.dialect, "do_execute", _failing_at(nth, engine.dialect.do_execute))
            broke = _try_to_keep(storage, f"s{nth}")
        with unit(storage) as work:
            kept = work.find(type(a_strength()), id=f"s{nth}")
        assert len(kept) == (0 if broke else 1)
        report = storage.verify_chain(TEAM, CASE)
        assert report.whole
        lines = [json.loads(line)["entry"]["id"] for line in storage.audit_lines(TEAM, CASE)]
        assert (f"s{nth}" in lines) == (not broke)


def _failing_at(nth: int, execute: Callable[..., None]) -> Callable[..., None]:
    count = 0

    def failing(*arguments: object, **named: object) -> None:
        nonlocal count
        count += 1
        if count == nth:
            raise ConnectionError("the cable was pulled")
        execute(*arguments, **named)

    return failing


def _try_to_keep(storage: Storage, name: str) -> bool:
    try:
        keep(storage, a_strength(id=name))
    except ConnectionError:
        return True
    return False
