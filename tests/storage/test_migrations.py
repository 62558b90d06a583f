"""A filled database comes through each step with every row; a failing step changes nothing."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import (
    JSON,
    Boolean,
    Date,
    DateTime,
    Double,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    insert,
    select,
    text,
)
from sqlalchemy.types import TypeEngine

from bot.storage import migrations, open_storage
from bot.storage.engine import make_engine
from bot.storage.errors import BrokenReferences, NotMigrated
from tests.storage.conftest import Watch
from tests.storage.things import MASTER_KEY

SCRIPTS = ScriptDirectory(str(Path(migrations.__file__).parent))
IN_ORDER = [step.revision for step in SCRIPTS.walk_revisions()][::-1]
# To look at every row after each single step takes minutes by now; every step still meets filled tables.
STRIDE = 4

Rows = dict[str, list[dict[str, Any]]]


def test_the_newest_step_is_the_one_that_alembic_ends_at() -> None:
    """A start reads it from the files' names, without Alembic."""
    assert migrations.newest() == SCRIPTS.get_current_head()


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without tables, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'record.db'}"
    return str(request.getfixturevalue("empty_postgresql_url"))


def _value(column_type: TypeEngine[Any], number: int, aware: bool) -> Any:
    moment = datetime(2026, 7, 1, 23, 59, tzinfo=UTC if aware else None) + timedelta(days=number)
    by_type = {
        Boolean: bool(number % 2),
        Integer: number,
        Double: float(number),
        DateTime: moment,
        Date: date(2026, 2, 1) + timedelta(days=number),
        LargeBinary: bytes([0, 255, number]),
        JSON: ["a", "b"],
    }
    return next((value for kind, value in by_type.items() if isinstance(column_type, kind)), f"v{number}")


def _tables(engine: Engine) -> list[Table]:
    """As they are in the database just now; each after those that it refers to."""
    found = MetaData()
    found.reflect(engine)
    return [table for table in found.sorted_tables if table.name != "alembic_version"]


def _fill(engine: Engine, tables: list[Table], step: int = 0) -> None:
    """Two more rows in every table. All text of a row is equal, so that references find their row."""
    with engine.begin() as connection:
        for table in tables:
            rows = [
                {column.name: _value(column.type, number, engine.name != "sqlite") for column in table.c}
                for number in (2 * step + 1, 2 * step + 2)
            ]
            connection.execute(insert(table), rows)


def _rows(engine: Engine, tables: list[Table]) -> Rows:
    with engine.connect() as connection:
        return {
            table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
            for table in tables
        }


def test_a_filled_database_keeps_every_row(empty_url: str) -> None:
    """Before each few steps every table gets two more rows, so that steps meet rows in every column."""
    engine = make_engine(empty_url)
    before: Rows = {}
    for step, revision in enumerate(IN_ORDER[::-STRIDE][::-1]):
        migrations.upgrade(engine, revision)
        tables = _tables(engine)
        after = _rows(engine, tables)
        for table, rows in before.items():
            kept = [{name: row[name] for name in rows[0]} for row in after[table]]
            assert sorted(kept, key=str) == sorted(rows, key=str), (revision, table)
        _fill(engine, tables, step)
        before = _rows(engine, tables)
        assert len(before) > 30
        assert all(len(rows) >= 2 for rows in before.values())
    assert migrations.is_current(engine)
    engine.dispose()


def test_on_sqlite_the_file_is_copied_first(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'record.db'}")
    migrations.upgrade(engine, "0001")
    tables = _tables(engine)
    _fill(engine, tables)
    before = _rows(engine, tables)
    migrations.upgrade(engine)
    engine.dispose()
    (copy,) = tmp_path.glob("record.db.before-*")
    assert copy.stat().st_mode & 0o077 == 0
    old = make_engine(f"sqlite:///{copy}")
    assert migrations.current(old) == "0001"
    assert _rows(old, _tables(old)) == before
    old.dispose()


def test_a_step_that_leaves_broken_references_is_undone(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'record.db'}")
    migrations.upgrade(engine, "0001")
    _fill(engine, _tables(engine))
    with engine.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
        with connection.begin():
            connection.execute(text("DELETE FROM children"))
        connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")  # type: ignore[union-attr]
    with pytest.raises(BrokenReferences):
        migrations.upgrade(engine)
    assert migrations.current(engine) == "0001"
    with engine.connect() as connection:
        triggers = connection.execute(text("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'"))
        assert triggers.scalar() == 0
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
    engine.dispose()


def test_sqlite_is_migrated_when_it_is_opened(tmp_path: Path, clock: Watch) -> None:
    url = f"sqlite:///{tmp_path / 'record.db'}"
    open_storage(url, MASTER_KEY, clock).close()
    engine = make_engine(url)
    assert migrations.is_current(engine)
    engine.dispose()
    assert list(tmp_path.glob("*.before-*")) == []


def test_postgresql_says_what_to_do_when_it_is_not_migrated(empty_postgresql_url: str, clock: Watch) -> None:
    with pytest.raises(NotMigrated, match="roundtable db upgrade"):
        open_storage(empty_postgresql_url, MASTER_KEY, clock)


def test_migrating_twice_changes_nothing(database_url: str) -> None:
    engine = make_engine(database_url)
    migrations.upgrade(engine)
    migrations.upgrade(engine)
    assert migrations.current(engine) == migrations.newest()
    engine.dispose()
