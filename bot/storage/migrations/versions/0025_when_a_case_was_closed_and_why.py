"""When a case was closed and why."""

import sqlalchemy as sa
from alembic import op

revision: str = "0025"
down_revision: str | None = "0024"


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "case_closings",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("left_open", sa.JSON(), nullable=False),
        sa.Column("reopened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reopened_by", sa.Text(), nullable=True),
        sa.Column("reopened_why", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id"],
            ["cases.workspace_id", "cases.id"],
            name=op.f("fk_case_closings_workspace_id_case_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_case_closings")),
        sa.UniqueConstraint(
            "workspace_id", "case_id", "id", name=op.f("uq_case_closings_workspace_id_case_id_id")
        ),
    )
