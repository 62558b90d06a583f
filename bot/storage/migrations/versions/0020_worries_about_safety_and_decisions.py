"""Worries about safety and decisions."""

import sqlalchemy as sa
from alembic import op

revision: str = "0020"
down_revision: str | None = "0019"


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "concerns",
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
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("child_id", sa.Text(), nullable=True),
        sa.Column("action", sa.LargeBinary(), nullable=True),
        sa.Column("task_ids", sa.JSON(), nullable=False),
        sa.Column("no_action", sa.LargeBinary(), nullable=True),
        sa.Column("keep_private", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id", "child_id"],
            ["children.workspace_id", "children.case_id", "children.id"],
            name=op.f("fk_concerns_workspace_id_case_id_child_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id", "conference_id"],
            ["conferences.workspace_id", "conferences.case_id", "conferences.id"],
            name=op.f("fk_concerns_workspace_id_case_id_conference_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id"],
            ["cases.workspace_id", "cases.id"],
            name=op.f("fk_concerns_workspace_id_case_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_concerns")),
        sa.UniqueConstraint(
            "workspace_id", "case_id", "id", name=op.f("uq_concerns_workspace_id_case_id_id")
        ),
    )
    with op.batch_alter_table("concerns", schema=None) as batch_op:
        batch_op.create_index("ix_concerns_conference_id", ["workspace_id", "conference_id"], unique=False)

    op.create_table(
        "decisions",
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
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id", "conference_id"],
            ["conferences.workspace_id", "conferences.case_id", "conferences.id"],
            name=op.f("fk_decisions_workspace_id_case_id_conference_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id"],
            ["cases.workspace_id", "cases.id"],
            name=op.f("fk_decisions_workspace_id_case_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_decisions")),
        sa.UniqueConstraint(
            "workspace_id", "case_id", "id", name=op.f("uq_decisions_workspace_id_case_id_id")
        ),
    )
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.create_index("ix_decisions_conference_id", ["workspace_id", "conference_id"], unique=False)
