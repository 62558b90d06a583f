"""Whose a topic is, what is hard, late or settled."""

import sqlalchemy as sa
from alembic import op

revision: str = "0012"
down_revision: str | None = "0011"

# What holds for every topic that was there before.
BEFORE = {
    **{"author_shown": sa.true(), "hard": sa.false(), "late": sa.false(), "if_time": sa.false()},
    **{"family_yes": sa.text("'[]'"), "settled": sa.false()},
}


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("topics", schema=None) as batch_op:
        for name, value in BEFORE.items():
            kind = sa.JSON() if name == "family_yes" else sa.Boolean()
            batch_op.add_column(sa.Column(name, kind, nullable=False, server_default=value))
        batch_op.add_column(sa.Column("wish_minutes", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("let_in_by", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("what_was_settled", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("settled_by", sa.Text(), nullable=True))
    with op.batch_alter_table("topics", schema=None) as batch_op:
        for name in BEFORE:
            batch_op.alter_column(name, server_default=None)
