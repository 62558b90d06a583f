"""which child a day is about alone."""

import sqlalchemy as sa
from alembic import op

revision: str = "0046"
down_revision: str | None = "0045"


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("case_events", schema=None) as batch_op:
        batch_op.add_column(sa.Column("child_id", sa.Text(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_case_events_workspace_id_case_id_child_id"),
            "children",
            ["workspace_id", "case_id", "child_id"],
            ["workspace_id", "case_id", "id"],
        )
