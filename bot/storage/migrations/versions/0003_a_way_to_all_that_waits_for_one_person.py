"""A way to all that waits for one person."""

from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"


def upgrade() -> None:
    """Make the change."""
    op.create_index("ix_outgoing_to", "outgoing", ["workspace_id", "to"])
