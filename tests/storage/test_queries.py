"""What is looked up by a field with an index is found through it, also where the database knows no more."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, Select

from bot.domain.deadlines import Deadline
from bot.storage.engine import make_engine
from bot.storage.queries import Condition, matching, tallying
from bot.storage.tables import FIELDS, LOOKED_UP, LOOKED_UP_EVERYWHERE, TABLES
from tests.sqlite import make_database

EVERYWHERE = [(kind, name) for kind in TABLES for name in LOOKED_UP_EVERYWHERE if name in FIELDS[kind]]
ASKED = [*((kind, name) for kind, names in LOOKED_UP.items() for name in names), *EVERYWHERE]


@pytest.mark.parametrize("limit", [None, 1])
def test_sqlite_never_walks_through_a_workspace(tmp_path: Path, limit: int | None) -> None:
    """Else a look at one case's messages takes the longer, the more cases there are."""
    engine = make_engine(make_database(tmp_path))
    plans = {
        (kind, name): _plan(engine, matching(TABLES[kind], (Condition(name, "this"),), limit))
        for kind, name in ASKED
    }
    assert len(plans) > len(LOOKED_UP)
    assert {asked: plan for asked, plan in plans.items() if f"{asked[1]}=?" not in plan} == {}
    engine.dispose()


def test_counting_an_agencys_due_dates_reads_none_of_them(tmp_path: Path) -> None:
    engine = make_engine(make_database(tmp_path))
    of_a_group = Condition("kind", "this"), Condition("due", "since"), Condition("due", "until")
    assert "COVERING INDEX" in _plan(engine, tallying(TABLES[Deadline], "worker", of_a_group))
    engine.dispose()


def _plan(engine: Engine, question: Select[Any]) -> str:
    compiled = question.compile(engine)
    values = tuple("1" for _ in compiled.positiontup or ())
    with engine.connect() as connection:
        return str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", values).all())
