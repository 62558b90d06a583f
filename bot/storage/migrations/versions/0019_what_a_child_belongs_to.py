"""What a child belongs to."""

import sqlalchemy as sa
from alembic import op

revision: str = "0019"
down_revision: str | None = "0018"


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "ties",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("conference_id", sa.Text(), nullable=True),
        sa.Column("said_by", sa.Text(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_why", sa.LargeBinary(), nullable=True),
        sa.Column("child_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("wish", sa.LargeBinary(), nullable=True),
        sa.Column("with_person", sa.Text(), nullable=True),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.Column("keeps", sa.LargeBinary(), nullable=True),
        sa.Column("how_often", sa.LargeBinary(), nullable=True),
        sa.Column("safe", sa.Text(), nullable=True),
        sa.Column("keep_private", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id", "child_id"],
            ["children.workspace_id", "children.case_id", "children.id"],
            name=op.f("fk_ties_workspace_id_case_id_child_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id", "conference_id"],
            ["conferences.workspace_id", "conferences.case_id", "conferences.id"],
            name=op.f("fk_ties_workspace_id_case_id_conference_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id"],
            ["cases.workspace_id", "cases.id"],
            name=op.f("fk_ties_workspace_id_case_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_ties")),
        sa.UniqueConstraint("workspace_id", "case_id", "id", name=op.f("uq_ties_workspace_id_case_id_id")),
    )
    with op.batch_alter_table("ties", schema=None) as batch_op:
        batch_op.create_index("ix_ties_conference_id", ["workspace_id", "conference_id"], unique=False)
