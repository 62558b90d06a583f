"""Whose copy it was, what for, and how it went."""

import sqlalchemy as sa
from alembic import op

revision: str = "0039"
down_revision: str | None = "0038"


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("disclosures", schema=None) as batch_op:
        batch_op.add_column(sa.Column("person_id", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("purpose", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("how", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("paper", sa.Text(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_disclosures_workspace_id_case_id_person_id"),
            "people",
            ["workspace_id", "case_id", "person_id"],
            ["workspace_id", "case_id", "id"],
        )

    with op.batch_alter_table("made_papers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("person_id", sa.Text(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_made_papers_workspace_id_case_id_person_id"),
            "people",
            ["workspace_id", "case_id", "person_id"],
            ["workspace_id", "case_id", "id"],
        )
