"""When a conference ran as somebody said."""

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("conferences", schema=None) as batch_op:
        batch_op.add_column(sa.Column("said_start", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("said_end", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("said_by", sa.Text(), nullable=True))
