"""Which reply in a thread became which entry."""

import sqlalchemy as sa
from alembic import op

revision: str = "0034"
down_revision: str | None = "0033"


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "thread_replies",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.Text(), nullable=False),
        sa.Column("ts", sa.Text(), nullable=False),
        sa.Column("slack_user", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("entry_id", sa.Text(), nullable=False),
        sa.Column("entry_version", sa.Integer(), nullable=False),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_thread_replies")),
        sa.UniqueConstraint(
            "workspace_id", "channel_id", "ts", name=op.f("uq_thread_replies_workspace_id_channel_id_ts")
        ),
    )
    with op.batch_alter_table("thread_replies", schema=None) as batch_op:
        batch_op.create_index("ix_thread_replies_slack_user", ["workspace_id", "slack_user"], unique=False)
