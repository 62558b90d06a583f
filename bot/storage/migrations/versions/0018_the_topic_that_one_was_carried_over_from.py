"""The topic that one was carried over from."""

import sqlalchemy as sa
from alembic import op

revision: str = "0018"
down_revision: str | None = "0017"


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("topics", schema=None) as batch_op:
        batch_op.add_column(sa.Column("carried_from", sa.Text(), nullable=True))
