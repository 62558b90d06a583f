"""Why a topic is not on the agenda."""

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("topics", schema=None) as batch_op:
        batch_op.add_column(sa.Column("merged_into", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("taken_out", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("why_aside", sa.LargeBinary(), nullable=True))
    with op.batch_alter_table("topics", schema=None) as batch_op:
        batch_op.alter_column("taken_out", server_default=None)
