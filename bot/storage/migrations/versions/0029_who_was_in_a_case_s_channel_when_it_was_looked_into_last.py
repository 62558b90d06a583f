"""Who was in a case's channel when it was looked into last."""

import sqlalchemy as sa
from alembic import op

revision: str = "0029"
down_revision: str | None = "0028"


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "channels_seen",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.Text(), nullable=False),
        sa.Column("members", sa.JSON(), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_channels_seen")),
        sa.UniqueConstraint(
            "workspace_id", "channel_id", name=op.f("uq_channels_seen_workspace_id_channel_id")
        ),
    )
