"""Whatever is written past the bot, in a chain or in the record, is found; what the bot wrote is not."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from bot.domain.case import CaseFact
from bot.storage import Storage
from bot.storage.inspection import Finding
from tests.storage.things import ACTOR, TEAM, a_case, a_child, a_person, a_strength, keep, unit

CASE = "case-1"


@pytest.fixture
def kept(storage: Storage) -> Storage:
    """A case with a person who was renamed, a child, a fact and two strengths."""
    fact = CaseFact(workspace_id=TEAM, id="f1", case_id=CASE, name="sibling_group", recorded_by=ACTOR)
    keep(storage, a_case(), a_person(), a_child(), fact, a_strength(id="s1"), a_strength(id="s2"))
    with unit(storage) as work:
        work.replace(replace(a_person(), name="Odalys Reyes-Brightwater"))
        work.commit()
    return storage


def meddle(storage: Storage, *statements: str) -> None:
    with storage.units.transactions.engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def found(storage: Storage) -> list[tuple[str, str]]:
    findings: list[Finding] = list(storage.inspect().findings)
    assert {one.chain for one in findings} <= {(TEAM, CASE), (TEAM, "workspace")}
    return [(one.what, one.where) for one in findings]


def test_what_the_bot_wrote_is_as_it_was_written(kept: Storage) -> None:
    seen = kept.inspect()
    assert seen.findings == ()
    assert (seen.lines, seen.things) == (7, 6)


@pytest.mark.parametrize(
    ("meddling", "finding"),
    [
        ("UPDATE people SET role = 'father'", ("changed", "people person-1 (role)")),
        ("UPDATE strengths SET entered_by = 'U9' WHERE id = 's2'", ("changed", "strengths s2 (entered_by)")),
        ("UPDATE people SET name = substr(name, 1, 30)", ("unreadable", "people")),
        ("DELETE FROM strengths WHERE id = 's1'", ("gone", "strengths s1")),
        ("UPDATE case_facts SET id = 'f2'", ("gone", "case_facts f1")),
        ("UPDATE case_facts SET id = 'f2'", ("unknown", "case_facts f2")),
        ("UPDATE children SET name = (SELECT name FROM people)", ("unreadable", "children")),
        ("DELETE FROM audit_heads", ("line", "1")),
        ("UPDATE audit_heads SET seq = 4", ("line", "5")),
    ],
)
def test_meddling_is_found(kept: Storage, meddling: str, finding: tuple[str, str]) -> None:
    meddle(kept, meddling)
    assert finding in found(kept)


def test_a_case_whose_key_was_ended_is_held_against_its_chain_alone(kept: Storage) -> None:
    kept.shred(TEAM, CASE, ACTOR)
    meddle(kept, "UPDATE people SET role = 'father'")
    assert found(kept) == []
    meddle(kept, "UPDATE audit_heads SET seq = 4")
    assert found(kept) == [("line", "5")]
