"""Papers that were taken back."""

import sqlalchemy as sa
from alembic import op

revision: str = "0045"
down_revision: str | None = "0044"


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("disclosures", schema=None) as batch_op:
        batch_op.add_column(sa.Column("taken_back_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("taken_back_by", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("taken_back_why", sa.LargeBinary(), nullable=True))

    with op.batch_alter_table("made_papers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sending_id", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("taken_back_by", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("taken_back_why", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True))
