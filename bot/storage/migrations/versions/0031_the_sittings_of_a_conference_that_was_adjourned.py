"""The sittings of a conference that was adjourned."""

import sqlalchemy as sa
from alembic import op

revision: str = "0031"
down_revision: str | None = "0030"

# What was kept before was never adjourned.
NONE = sa.text("'[]'")


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("conferences", schema=None) as batch_op:
        batch_op.add_column(sa.Column("earlier", sa.JSON(), nullable=False, server_default=NONE))
    with op.batch_alter_table("conferences", schema=None) as batch_op:
        batch_op.alter_column("earlier", server_default=None)
