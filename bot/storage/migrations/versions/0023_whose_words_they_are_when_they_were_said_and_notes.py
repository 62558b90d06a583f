"""Whose words they are, when they were said, and notes."""

import sqlalchemy as sa
from alembic import op

revision: str = "0023"
down_revision: str | None = "0022"


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "notes",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("conference_id", sa.Text(), nullable=True),
        sa.Column("said_by", sa.Text(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("talked_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_why", sa.LargeBinary(), nullable=True),
        sa.Column("told_by", sa.Text(), nullable=True),
        sa.Column("beside", sa.LargeBinary(), nullable=True),
        sa.Column("beside_by", sa.Text(), nullable=True),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("keep_private", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id", "conference_id"],
            ["conferences.workspace_id", "conferences.case_id", "conferences.id"],
            name=op.f("fk_notes_workspace_id_case_id_conference_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id"],
            ["cases.workspace_id", "cases.id"],
            name=op.f("fk_notes_workspace_id_case_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_notes")),
        sa.UniqueConstraint("workspace_id", "case_id", "id", name=op.f("uq_notes_workspace_id_case_id_id")),
    )
    with op.batch_alter_table("notes", schema=None) as batch_op:
        batch_op.create_index("ix_notes_conference_id", ["workspace_id", "conference_id"], unique=False)

    with op.batch_alter_table("concerns", schema=None) as batch_op:
        batch_op.add_column(sa.Column("talked_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("told_by", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("beside", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("beside_by", sa.Text(), nullable=True))

    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("talked_on", sa.Date(), nullable=True))

    with op.batch_alter_table("goal_views", schema=None) as batch_op:
        batch_op.add_column(sa.Column("talked_on", sa.Date(), nullable=True))

    with op.batch_alter_table("goals", schema=None) as batch_op:
        batch_op.add_column(sa.Column("talked_on", sa.Date(), nullable=True))

    with op.batch_alter_table("needs", schema=None) as batch_op:
        batch_op.add_column(sa.Column("talked_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("told_by", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("beside", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("beside_by", sa.Text(), nullable=True))

    with op.batch_alter_table("objectives", schema=None) as batch_op:
        batch_op.add_column(sa.Column("talked_on", sa.Date(), nullable=True))

    with op.batch_alter_table("offers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("talked_on", sa.Date(), nullable=True))

    with op.batch_alter_table("permanency_goals", schema=None) as batch_op:
        batch_op.add_column(sa.Column("talked_on", sa.Date(), nullable=True))

    with op.batch_alter_table("provider_inputs", schema=None) as batch_op:
        batch_op.add_column(sa.Column("talked_on", sa.Date(), nullable=True))

    with op.batch_alter_table("services", schema=None) as batch_op:
        batch_op.add_column(sa.Column("talked_on", sa.Date(), nullable=True))

    with op.batch_alter_table("strengths", schema=None) as batch_op:
        batch_op.add_column(sa.Column("talked_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("told_by", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("beside", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("beside_by", sa.Text(), nullable=True))

    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.add_column(sa.Column("talked_on", sa.Date(), nullable=True))

    with op.batch_alter_table("ties", schema=None) as batch_op:
        batch_op.add_column(sa.Column("talked_on", sa.Date(), nullable=True))

    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.add_column(sa.Column("talked_on", sa.Date(), nullable=True))

    with op.batch_alter_table("voices", schema=None) as batch_op:
        batch_op.add_column(sa.Column("talked_on", sa.Date(), nullable=True))
