"""Brings a database to the tables that this version expects, step by step (Alembic).

A new step after a change in bot/domain: `python -m tests.storage.write_migration "what changed"`.
"""

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text

from bot.storage.engine import sqlite_file
from bot.storage.errors import BrokenReferences, NotMigrated
from bot.storage.migrations import anew

STEPS = Path(__file__).parent / "versions"
# How Alembic looks at a database, for running steps and for writing new ones alike.
COMPARISON: Mapping[str, Any] = MappingProxyType(
    {"render_as_batch": True, "transactional_ddl": True, "compare_type": True}
)


def newest() -> str:
    """The revision that this version of the bot needs: steps are numbered, and so are their files."""
    return max(step.name[:4] for step in STEPS.glob("[0-9]*.py"))


def current(engine: Engine) -> str | None:
    """The revision the database is at; None for an empty one."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def is_current(engine: Engine) -> bool:
    """Whether the database has the tables that this version needs."""
    return current(engine) == newest()


def require_current(engine: Engine) -> None:
    """Raises NotMigrated, with what to do, when it has not."""
    if not is_current(engine):
        raise NotMigrated(current(engine), newest())


def upgrade(engine: Engine, to: str = "head") -> None:
    """Migrate, all or nothing. An empty database is made whole at once; an SQLite file is copied first."""
    if engine.dialect.name == "sqlite":
        _upgrade_sqlite(engine, to)
    else:
        with engine.begin() as connection:
            # One process migrates, others wait; and a big table may take longer than a click.
            connection.execute(text("SET LOCAL statement_timeout = 0"))
            connection.execute(text("SET LOCAL lock_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('roundtable migrations'))"))
            _run(connection, to)


def _upgrade_sqlite(engine: Engine, to: str) -> None:
    file, at = sqlite_file(engine), current(engine)
    if file is not None and at is not None and at != newest():
        _copy(file, file.with_name(f"{file.name}.before-{newest()}"))
    with engine.connect() as connection:
        # The pragma is ignored inside a transaction, so it goes to the driver before one begins.
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                _run(connection, to)
                if connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
                    raise BrokenReferences(
                        "The migration would leave broken references; nothing was changed."
                    )
        finally:
            driver.execute("PRAGMA foreign_keys=ON")


def _copy(file: Path, to: Path) -> None:
    to.touch(mode=0o600)
    with sqlite3.connect(file) as source, sqlite3.connect(to) as target:
        source.backup(target)
    source.close()
    target.close()


def _run(connection: Connection, to: str) -> None:
    if to == "head" and anew.is_empty(connection):
        anew.make_all(connection, newest())
    else:
        _step_by_step(connection, to)


def _step_by_step(connection: Connection, to: str) -> None:
    # Imported for a migration alone: most starts find the tables as they should be.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(STEPS.parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
