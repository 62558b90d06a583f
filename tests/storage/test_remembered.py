"""What is remembered of a case is what is kept: in this process, in others, and never for long."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest
from sqlalchemy import event

from bot.domain.case import Child
from bot.domain.delivery import Outgoing
from bot.domain.plan import Strength
from bot.storage import Storage, open_storage
from bot.storage.remembered import Head, Remembered
from tests.storage.conftest import Watch
from tests.storage.things import ACTOR, MASTER_KEY, TEAM, a_case, a_child, a_message, a_strength, keep, unit

ONE, TWO = Head(1, "a"), Head(2, "b")
CASE = (TEAM, "case-1")


@pytest.fixture
def another(storage: Storage, database_url: str, clock: Watch) -> Iterator[Storage]:
    """The same record, opened a second time, as another process has it open."""
    with closing(open_storage(database_url, MASTER_KEY, clock, alone=False)) as opened:
        yield opened


def strengths(storage: Storage, case_id: str = "case-1") -> tuple[Strength, ...]:
    """As somebody sees them who only looks."""
    with storage.units(TEAM, ACTOR, read_only=True) as work:
        return work.find(Strength, case_id=case_id)


def test_what_did_not_change_is_read_once(storage: Storage) -> None:
    keep(storage, a_case(), a_strength())
    first, seen = strengths(storage), statements(storage)
    assert strengths(storage) is first
    assert [name for name in seen if "strengths" in name] == []
    assert len([name for name in seen if "audit_heads" in name]) == 1


def test_a_change_is_seen_at_once(storage: Storage) -> None:
    keep(storage, a_case(), a_strength())
    (known,) = strengths(storage)
    with unit(storage) as work:
        work.replace(replace(known, text="They cook on Sundays."))
        assert strengths(storage) == (known,)
        work.commit()
    assert [one.text for one in strengths(storage)] == ["They cook on Sundays."]


def test_a_change_by_another_process_is_seen_at_once(storage: Storage, another: Storage) -> None:
    keep(storage, a_case(), a_strength())
    assert len(strengths(storage)) == len(strengths(another)) == 1
    keep(another, a_strength(id="strength-2"))
    assert len(strengths(storage)) == 2
    keep(storage, a_strength(id="strength-3"))
    assert len(strengths(another)) == 3


def test_what_was_not_kept_is_not_remembered(storage: Storage) -> None:
    keep(storage, a_case())
    assert strengths(storage) == ()
    with unit(storage) as work:
        work.add(a_strength())
        assert work.find(Strength, case_id="case-1") == (a_strength(),)
    assert strengths(storage) == ()


def test_an_ended_case_is_gone_from_every_memory_at_once(
    storage: Storage, another: Storage, clock: Watch
) -> None:
    keep(storage, a_case(), a_strength())
    assert len(strengths(storage)) == 1
    another.shred(TEAM, "case-1", ACTOR)
    # The key itself may still be in this process for a minute; who is asked about the case is not told.
    storage.units.transactions.cache.drop(CASE)
    assert strengths(storage) == ()


def test_nobody_is_shown_another_case_or_workspace(storage: Storage) -> None:
    keep(storage, a_case(), a_case(id="case-2", channel_id="C2", reference="other"), a_strength())
    assert len(strengths(storage)) == 1
    assert strengths(storage, "case-2") == ()
    with storage.units("T2", ACTOR, read_only=True) as work:
        assert work.find(Strength, case_id="case-1") == ()


def test_what_passes_leaves_no_line_and_is_read_each_time(storage: Storage) -> None:
    keep(storage, a_case())
    with storage.units(TEAM, ACTOR, read_only=True) as work:
        assert work.find(Outgoing, case_id="case-1") == ()
    with unit(storage) as work:
        work.send(a_message(case_id="case-1"))
        work.commit()
    with storage.units(TEAM, ACTOR, read_only=True) as work:
        assert len(work.find(Outgoing, case_id="case-1")) == 1


def test_memory_is_bounded_by_cases_by_things_and_by_time() -> None:
    passed = [0.0]
    memory = Remembered(cases=2, of_a_kind=2, seconds=60, elapsed=lambda: passed[0])
    few, many = (a_child(),), (a_child(), a_child(id="2"), a_child(id="3"))
    for case in ("case-1", "case-2", "case-3"):
        memory.keep((TEAM, case), ONE, Child, few)
    assert memory.recall(CASE, ONE, Child) is None
    memory.keep((TEAM, "case-2"), ONE, Child, many)
    assert memory.recall((TEAM, "case-2"), ONE, Child) == few
    passed[0] = 61.0
    assert memory.recall((TEAM, "case-3"), ONE, Child) is None


def test_whoever_reads_slowly_does_not_bring_back_what_was() -> None:
    memory = Remembered()
    memory.keep(CASE, TWO, Child, (a_child(name="now"),))
    memory.keep(CASE, ONE, Child, (a_child(name="then"),))
    assert memory.recall(CASE, ONE, Child) is None
    assert memory.recall(CASE, TWO, Child) == (a_child(name="now"),)


def statements(storage: Storage) -> list[str]:
    """Every statement from now on."""
    seen: list[str] = []
    event.listen(
        storage.units.transactions.engine,
        "before_cursor_execute",
        lambda _, __, statement, *___: seen.append(statement),
    )
    return seen
