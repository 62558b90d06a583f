"""A database that is made at once is the one that all steps come to."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, inspect, text

from bot.storage import migrations
from bot.storage.engine import make_engine
from tests.postgres import drop_database, make_database

IN_THE_DATABASES_WORDS = {
    "sqlite": ("SELECT sql FROM sqlite_master WHERE type IN ('index', 'trigger')",),
    "postgresql": (
        "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT pg_get_triggerdef(pg_trigger.oid) || prosrc FROM pg_trigger "
        "JOIN pg_proc ON pg_proc.oid = tgfoid WHERE NOT tgisinternal",
    ),
}


def described(connection: Connection) -> dict[str, Any]:
    """Columns, keys and references of each table, in no order; indexes and triggers as they were made."""
    looked_at = inspect(connection)
    asked = IN_THE_DATABASES_WORDS[connection.dialect.name]
    found: dict[str, Any] = {
        "made": sorted(str(row) for one in asked for row in connection.execute(text(one)))
    }
    for table in looked_at.get_table_names():
        found[table] = {
            "columns": in_order({**one, "type": str(one["type"])} for one in looked_at.get_columns(table)),
            "key": looked_at.get_pk_constraint(table),
            "references": in_order(looked_at.get_foreign_keys(table)),
            "unique": in_order(looked_at.get_unique_constraints(table)),
            "checks": in_order(looked_at.get_check_constraints(table)),
        }
    return found


def in_order(many: Any) -> list[str]:
    return sorted(str({key: str(one[key]) for key in sorted(one)}) for one in many)


@pytest.fixture(params=["sqlite", "postgresql"])
def two_urls(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, ...]]:
    """Two databases without tables, of each kind in turn."""
    if request.param == "sqlite":
        yield tuple(f"sqlite:///{tmp_path / name}.db" for name in ("steps", "anew"))
        return
    urls = tuple(make_database(migrated=False) for _ in range(2))
    yield urls
    for url in urls:
        drop_database(url)


def test_it_has_the_same_tables_keys_indexes_and_triggers(two_urls: tuple[str, ...]) -> None:
    """When a step is missing: `python -m tests.storage.write_migration "what changed"`."""
    by_steps, at_once = (make_engine(url) for url in two_urls)
    migrations.upgrade(by_steps, migrations.newest())
    migrations.upgrade(at_once)
    with by_steps.connect() as expected, at_once.connect() as made:
        assert described(made) == described(expected)
        assert sum("TRIGGER" in one for one in described(made)["made"]) == 2
    assert migrations.current(at_once) == migrations.newest()
    migrations.upgrade(at_once)
    for engine in (by_steps, at_once):
        engine.dispose()
