"""How people were asked about a plan, what they speak of, and who answers whoever sees it otherwise."""

import sqlalchemy as sa
from alembic import op

revision: str = "0040"
down_revision: str | None = "0039"


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "replies",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("view_id", sa.Text(), nullable=False),
        sa.Column("version_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("asked_of", sa.JSON(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("replied_by", sa.Text(), nullable=True),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id", "person_id"],
            ["people.workspace_id", "people.case_id", "people.id"],
            name=op.f("fk_replies_workspace_id_case_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id", "version_id"],
            ["plan_versions.workspace_id", "plan_versions.case_id", "plan_versions.id"],
            name=op.f("fk_replies_workspace_id_case_id_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id"],
            ["cases.workspace_id", "cases.id"],
            name=op.f("fk_replies_workspace_id_case_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_replies")),
        sa.UniqueConstraint("workspace_id", "case_id", "id", name=op.f("uq_replies_workspace_id_case_id_id")),
    )
    with op.batch_alter_table("replies", schema=None) as batch_op:
        batch_op.create_index("ix_replies_version_id", ["workspace_id", "version_id"], unique=False)

    with op.batch_alter_table("acknowledgements", schema=None) as batch_op:
        batch_op.add_column(sa.Column("language", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("told", sa.LargeBinary(), nullable=True))

    with op.batch_alter_table("views", schema=None) as batch_op:
        batch_op.add_column(sa.Column("manner", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("items", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("told_in", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("told", sa.LargeBinary(), nullable=True))
    with op.batch_alter_table("views", schema=None) as batch_op:
        batch_op.alter_column("items", server_default=None)
