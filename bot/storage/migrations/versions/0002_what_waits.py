"""Ways to what waits, for the worker, and a lock on what was written in the audit chains."""

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"

_WAITING = (
    ("ix_outgoing_due", "outgoing", "due_at", "state = 'pending'"),
    ("ix_outgoing_leased", "outgoing", "lease_until", "state IN ('sending', 'unknown')"),
    ("ix_received_undone", "received", "received_at", "done_at IS NULL"),
)
_REFUSAL = "audit entries are never changed"


def upgrade() -> None:
    """Make the change."""
    for name, table, column, waits in _WAITING:
        op.create_index(name, table, [column], sqlite_where=sa.text(waits), postgresql_where=sa.text(waits))
    if op.get_context().dialect.name == "sqlite":
        _forbid_changes_on_sqlite()
    else:
        _forbid_changes_on_postgresql()


def _forbid_changes_on_sqlite() -> None:
    for deed in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_entries_no_{deed.lower()} BEFORE {deed} ON audit_entries "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        )


def _forbid_changes_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_entries_no_change BEFORE UPDATE OR DELETE ON audit_entries "
        "FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()"
    )
    op.execute(
        "CREATE TRIGGER audit_entries_no_truncate BEFORE TRUNCATE ON audit_entries "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()"
    )
