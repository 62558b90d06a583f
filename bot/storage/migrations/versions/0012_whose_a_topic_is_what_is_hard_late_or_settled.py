"""Whose a topic is, what is hard, late or settled."""

import sqlalchemy as sa
from alembic import op

revision: str = "0012"
down_revision: str | None = "0011"

# What holds for every topic that was there before.
YES, NO = sa.true(), sa.false()
BEFORE = {"author_shown": YES, "hard": NO, "late": NO, "if_time": NO, "settled": NO}
NOBODY = sa.text("'[]'")


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("topics", schema=None) as batch_op:
        for name, value in BEFORE.items():
            batch_op.add_column(sa.Column(name, sa.Boolean(), nullable=False, server_default=value))
        batch_op.add_column(sa.Column("family_yes", sa.JSON(), nullable=False, server_default=NOBODY))
        batch_op.add_column(sa.Column("wish_minutes", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("let_in_by", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("what_was_settled", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("settled_by", sa.Text(), nullable=True))
    with op.batch_alter_table("topics", schema=None) as batch_op:
        for name in (*BEFORE, "family_yes"):
            batch_op.alter_column(name, server_default=None)
