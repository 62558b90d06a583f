"""Fills a database with very many cases: real ones that can be read, or rows alone that are only there."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Engine, Table, inspect, text

from bot.domain.case import Case, CaseEvent, Child
from bot.domain.deadlines import Deadline
from bot.domain.people import Person
from bot.storage import Storage
from bot.storage.tables import TABLES
from tests.services.casework import CUSTODY, MANAGER, TEAM, ZONE, Casework, Clock, opened

WORKERS, EACH = 3_000, 4
AT_ONCE = 200
_NUMBERS = {
    "postgresql": "SELECT n FROM generate_series(1, :count) AS n",
    "sqlite": """WITH RECURSIVE some(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM some WHERE n < :count)
        SELECT n FROM some""",
}


def worker_with(storage: Storage, cases: int) -> Casework:
    """One worker who leads so many cases."""
    made = [opened(storage, Clock(), channel=f"C0MINE{nth}") for nth in range(cases)]
    return made[0]


def rows_of_others(storage: Storage, count: int) -> None:
    """So many more cases in the tables, each with its worker and four due dates, copied from the first.

    They have no keys: nobody in a bench reads them. What is measured is that they are there.
    """
    engine = storage.outbox.transactions.engine
    of_case = {"workspace_id": "t.workspace_id", "case_id": "'case-' || n"}
    worker = f"'UWORKER' || (n % {WORKERS})"
    kept: dict[str, Any] = {"id": "'case-' || n", "channel_id": "'CROW' || n", "reference_index": "NULL"}
    _copy(engine, TABLES[Case], count, kept)
    # Else the server goes on to look for each reference as in a table of a few rows: by reading all of it.
    _tidy(engine)
    _copy(engine, TABLES[Person], count, {**of_case, "id": "'person-' || n", "slack_user": worker})
    due = {**of_case, "worker": worker, "subject_id": "'about-' || t.id || n"}
    _copy(engine, TABLES[Deadline], count, {**due, "id": "'due-' || t.id || '-' || n"}, EACH)
    _tidy(engine)


def real_cases(storage: Storage, count: int) -> None:
    """So many cases with a child, a first date and a case manager."""
    for first in range(0, count, AT_ONCE):
        with storage.units(TEAM, MANAGER) as work:
            for nth in range(first, min(count, first + AT_ONCE)):
                _real_case(work, nth)
            work.commit()


def _real_case(work: Any, nth: int) -> None:
    case_id = work.new_id()
    of_case: dict[str, Any] = {"workspace_id": TEAM, "case_id": case_id}
    work.add(
        Case(
            workspace_id=TEAM,
            id=case_id,
            channel_id=f"C0REAL{nth}",
            reference=f"TEST-{nth:05}",
            profile="us-ks",
            plan_kind="child_in_placement",
            zone=ZONE,
            opened_by=MANAGER,
            opened_at=work.now,
            in_custody=True,
        )
    )
    started = CUSTODY + timedelta(days=nth % 14)
    work.add(Child(**of_case, id=work.new_id(), name=f"Child {nth}"))
    event = {"name": "placed_in_custody", "on": started, "recorded_by": MANAGER}
    work.add(CaseEvent(**of_case, id=work.new_id(), **event))
    person = {"name": "Priya Nandan", "role": "case_manager", "slack_user": f"U{nth % WORKERS}"}
    work.add(Person(**of_case, id=work.new_id(), **person))


def _copy(engine: Engine, table: Table, count: int, changed: dict[str, Any], rows: int = 1) -> None:
    """So many copies of the table's first rows, with these columns as SQL says (`n` is the copy's number)."""
    there = [one["name"] for one in inspect(engine).get_columns(table.name)]
    into = ", ".join(f'"{name}"' for name in there)
    values = ", ".join(changed.get(name, f't."{name}"') for name in there)
    taken = f"(SELECT * FROM {table.name} ORDER BY id LIMIT {rows})"
    numbers = _NUMBERS[engine.dialect.name]
    statement = f"INSERT INTO {table.name} ({into}) SELECT {values} FROM {taken} AS t, ({numbers}) AS n"
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL statement_timeout = 0"))
        connection.execute(text(statement), {"count": count})


def _tidy(engine: Engine) -> None:
    """What the server does by itself within minutes, so that it does not do so while we measure."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET statement_timeout = 0"))
        connection.execute(text("ANALYZE"))
