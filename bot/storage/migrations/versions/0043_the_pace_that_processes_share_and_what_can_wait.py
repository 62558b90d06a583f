"""The pace that processes share, and what can wait."""

import sqlalchemy as sa
from alembic import op

revision: str = "0043"
down_revision: str | None = "0042"


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "paces",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("free_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "name", name=op.f("pk_paces")),
    )
    with op.batch_alter_table("outgoing", schema=None) as batch_op:
        batch_op.add_column(sa.Column("can_wait", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.drop_index("ix_outgoing_due")
        batch_op.create_index(
            "ix_outgoing_in_turn",
            ["due_at"],
            unique=False,
            sqlite_where=sa.text("state = 'pending' AND can_wait"),
            postgresql_where=sa.text("state = 'pending' AND can_wait"),
        )
        batch_op.create_index(
            "ix_outgoing_now",
            ["due_at"],
            unique=False,
            sqlite_where=sa.text("state = 'pending' AND NOT can_wait"),
            postgresql_where=sa.text("state = 'pending' AND NOT can_wait"),
        )
    with op.batch_alter_table("outgoing", schema=None) as batch_op:
        batch_op.alter_column("can_wait", server_default=None)
