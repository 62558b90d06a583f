"""What a child was asked and by whom."""

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("voices", schema=None) as batch_op:
        batch_op.add_column(sa.Column("good", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("worries", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("wish", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("asked_by", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("asked_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("wants", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("beside", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("beside_by", sa.Text(), nullable=True))
