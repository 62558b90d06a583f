"""Count due dates without reading them."""

from alembic import op

revision: str = "0049"
down_revision: str | None = "0048"


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("deadlines", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deadlines_due"))
        batch_op.drop_index(batch_op.f("ix_deadlines_worker"))
        batch_op.create_index("ix_deadlines_counted", ["workspace_id", "kind", "due", "worker"], unique=False)
