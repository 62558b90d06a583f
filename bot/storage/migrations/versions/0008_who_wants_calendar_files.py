"""Who wants calendar files."""

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "calendar_wishes",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.Column("with_place", sa.Boolean(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id", "person_id"],
            ["people.workspace_id", "people.case_id", "people.id"],
            name=op.f("fk_calendar_wishes_workspace_id_case_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id"],
            ["cases.workspace_id", "cases.id"],
            name=op.f("fk_calendar_wishes_workspace_id_case_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_calendar_wishes")),
        sa.UniqueConstraint(
            "workspace_id", "case_id", "id", name=op.f("uq_calendar_wishes_workspace_id_case_id_id")
        ),
    )
