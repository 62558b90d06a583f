"""Writes migration steps from the difference between the tables and a migrated database.

`python -m tests.storage.write_migration` writes step 0001 anew (only while nothing is deployed).
`python -m tests.storage.write_migration "What changed"` adds a step with what the tables gained since;
read it before it is committed.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from alembic import autogenerate
from alembic.migration import MigrationContext

from bot.storage import migrations
from bot.storage.columns import UtcDateTime
from bot.storage.engine import make_engine
from bot.storage.own_tables import METADATA
from bot.storage.tables import WAITING

VERSIONS = Path(migrations.__file__).parent / "versions"
# Step 0002 makes these: the worker's ways to what waits.
LATER = {name for indexes in WAITING.values() for name, *_ in indexes}

STEP = '''"""{message}."""

import sqlalchemy as sa
from alembic import op

revision: str = "{revision}"
down_revision: str | None = {previous}


def upgrade() -> None:
    """Make the change."""
    {code}
'''


def _plain_type(kind: str, thing: object, _: object) -> str | bool:
    # A step is a record of what was done and must not change with our classes.
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(thing, UtcDateTime) else False


def difference(database: Path, first: bool) -> str:
    """Python code that leads from the newest step (or from nothing) to the tables as they are."""
    engine = make_engine(f"sqlite:///{database}")
    if not first:
        # Step by step: made at once, it would already be as the tables are.
        migrations.upgrade(engine, migrations.newest())

    def included(_: object, name: str | None, kind: str, *__: object) -> bool:
        return not (first and kind == "index" and name in LATER)

    with engine.connect() as connection:
        options: dict[str, Any] = dict(migrations.COMPARISON) | {
            "target_metadata": METADATA,
            "include_object": included,
            "render_item": _plain_type,
            "render_as_batch": not first,
        }
        context = MigrationContext.configure(connection, opts=options)
        produced = autogenerate.produce_migrations(context, METADATA)
        assert produced.upgrade_ops is not None
        code = autogenerate.render_python_code(
            produced.upgrade_ops,
            render_as_batch=not first,
            render_item=_plain_type,
            migration_context=context,
        )
    engine.dispose()
    return re.sub(r" *# ###.*\n?", "", code).strip()


def write(message: str | None) -> Path:
    """Write the step, in the house style, and say where it is."""
    with tempfile.TemporaryDirectory() as folder:
        code = difference(Path(folder) / "empty.db", first=message is None)
    steps = sorted(path.stem[:4] for path in VERSIONS.glob("[0-9]*.py"))
    revision = "0001" if message is None else f"{len(steps) + 1:04}"
    name = "the_tables" if message is None else re.sub(r"\W+", "_", message.lower()).strip("_")
    path = VERSIONS / f"{revision}_{name}.py"
    previous = "None" if message is None else f'"{steps[-1]}"'
    title = (message or "The tables of the record, and storage's own").rstrip(".")
    path.write_text(STEP.format(message=title, revision=revision, previous=previous, code=code))
    subprocess.run([sys.executable, "-m", "ruff", "format", "-q", str(path)], check=True)
    return path


if __name__ == "__main__":
    print(write(" ".join(sys.argv[1:]) or None))
