"""What became of plan versions."""

import sqlalchemy as sa
from alembic import op

revision: str = "0047"
down_revision: str | None = "0046"

# Nobody said yet what an objective is for.
NOTHING = sa.text("'[]'")


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "answers_stay",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("version_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("said_of", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id", "person_id"],
            ["people.workspace_id", "people.case_id", "people.id"],
            name=op.f("fk_answers_stay_workspace_id_case_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id", "version_id"],
            ["plan_versions.workspace_id", "plan_versions.case_id", "plan_versions.id"],
            name=op.f("fk_answers_stay_workspace_id_case_id_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id"],
            ["cases.workspace_id", "cases.id"],
            name=op.f("fk_answers_stay_workspace_id_case_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_answers_stay")),
        sa.UniqueConstraint(
            "workspace_id", "case_id", "id", name=op.f("uq_answers_stay_workspace_id_case_id_id")
        ),
    )
    with op.batch_alter_table("answers_stay", schema=None) as batch_op:
        batch_op.create_index("ix_answers_stay_version_id", ["workspace_id", "version_id"], unique=False)

    op.create_table(
        "version_moves",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("version_id", sa.Text(), nullable=False),
        sa.Column("move", sa.Text(), nullable=False),
        sa.Column("why", sa.LargeBinary(), nullable=False),
        sa.Column("moved_by", sa.Text(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_by", sa.Text(), nullable=True),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id", "version_id"],
            ["plan_versions.workspace_id", "plan_versions.case_id", "plan_versions.id"],
            name=op.f("fk_version_moves_workspace_id_case_id_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id"],
            ["cases.workspace_id", "cases.id"],
            name=op.f("fk_version_moves_workspace_id_case_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_version_moves")),
        sa.UniqueConstraint(
            "workspace_id", "case_id", "id", name=op.f("uq_version_moves_workspace_id_case_id_id")
        ),
    )
    with op.batch_alter_table("version_moves", schema=None) as batch_op:
        batch_op.create_index("ix_version_moves_version_id", ["workspace_id", "version_id"], unique=False)

    with op.batch_alter_table("objectives", schema=None) as batch_op:
        batch_op.add_column(sa.Column("tags", sa.JSON(), nullable=False, server_default=NOTHING))
    with op.batch_alter_table("objectives", schema=None) as batch_op:
        batch_op.alter_column("tags", server_default=None)
