"""Fills an outbox with very many rows, fast: reminders to a thousand people, each a moment after the last."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, text

NINE = datetime(2027, 3, 1, 9, tzinfo=UTC)
TEAM, PEOPLE = "T1", 1000

_COLUMNS = (
    'workspace_id, id, version, key, "to", message, subject_id, due_at, case_id, state, attempts, can_wait'
)
_VALUES = """'T1', 'row-' || n, 1, 'reminder:' || n, 'U' || (n % :people), 'reminder:task', 'task-' || n,
    {due}, NULL, 'pending', 0, {true}"""
_POSTGRESQL = f"""INSERT INTO outgoing ({_COLUMNS})
    SELECT {_VALUES.format(due="CAST(:first AS timestamptz) + n * :apart * interval '1 second'", true="true")}
    FROM generate_series(0, :count - 1) AS n"""
_SQLITE = f"""INSERT INTO outgoing ({_COLUMNS})
    WITH RECURSIVE some(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM some WHERE n < :count - 1)
    SELECT {_VALUES.format(due="strftime('%Y-%m-%d %H:%M:%f', :first, (n * :apart) || ' seconds')", true="1")}
    FROM some"""


def fill(engine: Engine, count: int, apart: float = 0.0) -> None:
    """So many pending reminders, the first due at NINE, each so many seconds after the one before."""
    postgresql = engine.dialect.name == "postgresql"
    first = NINE if postgresql else NINE.strftime("%Y-%m-%d %H:%M:%S")
    values = {"count": count, "apart": apart, "first": first, "people": PEOPLE}
    with engine.begin() as connection:
        if postgresql:
            connection.execute(text("SET LOCAL statement_timeout = 0"))
        connection.execute(text(_POSTGRESQL if postgresql else _SQLITE), values)
    tidy(engine)


def tidy(engine: Engine) -> None:
    """What the server does by itself within minutes, so that it does not do so while we measure."""
    postgresql = engine.dialect.name == "postgresql"
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if postgresql:
            connection.execute(text("SET statement_timeout = 0"))
        for statement in ("VACUUM ANALYZE outgoing", "CHECKPOINT") if postgresql else ("ANALYZE",):
            connection.execute(text(statement))


def empty(engine: Engine) -> None:
    """All of them away."""
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM outgoing"))


def moment(after: timedelta | float) -> datetime:
    """So long after NINE."""
    return NINE + (after if isinstance(after, timedelta) else timedelta(seconds=after))
