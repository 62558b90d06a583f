"""Talks and visits, and who is asked to them."""

import sqlalchemy as sa
from alembic import op

revision: str = "0032"
down_revision: str | None = "0031"


def upgrade() -> None:
    """Make the change: every conference so far was held as a formal one, for all who were not left out."""
    with op.batch_alter_table("conferences", schema=None) as batch_op:
        batch_op.add_column(sa.Column("formal", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.add_column(sa.Column("asked", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("conferences", schema=None) as batch_op:
        batch_op.alter_column("formal", server_default=None)
        batch_op.alter_column("asked", server_default=None)
