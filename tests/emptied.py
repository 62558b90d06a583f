"""Makes a PostgreSQL database that a test has used as it was after its migrations."""

from sqlalchemy import Connection, text

# Whatever changes a table, a column, a rule or a trigger writes a row of these anew, and each row says
# which transaction wrote it; a copy of a database says the same as the original.
_SHAPE = """
SELECT concat_ws(' ', {}, (SELECT string_agg(version_num, ' ') FROM alembic_version))
""".format(
    ", ".join(
        f"(SELECT concat(count(*), ':', sum(xmin::text::bigint)) FROM {catalogue} WHERE {ours})"
        for catalogue, ours in {
            "pg_class": "oid >= 16384",
            "pg_attribute": "attrelid >= 16384",
            "pg_constraint": "oid >= 16384",
            "pg_trigger": "oid >= 16384",
            "pg_proc": "oid >= 16384",
            "pg_policy": "oid >= 16384",
        }.items()
    )
)

_EMPTY = """
DO $$
DECLARE
    one regclass;
BEGIN
    -- Neither the audit's guards nor the order of parents and children stand in the way.
    SET LOCAL session_replication_role = replica;
    FOR one IN
        SELECT oid FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'alembic_version'
    LOOP
        EXECUTE 'DELETE FROM ' || one;
    END LOOP;
END $$
"""


def shape(connection: Connection) -> str:
    """What says the same of two databases only when both have the same tables, rules and triggers."""
    return str(connection.execute(text(_SHAPE)).scalar_one())


def empty(connection: Connection) -> None:
    """Delete every row, that of the migrations aside; no table numbers its rows by itself."""
    connection.exec_driver_sql(_EMPTY)
