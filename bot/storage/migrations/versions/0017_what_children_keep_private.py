"""What children keep private."""

import sqlalchemy as sa
from alembic import op

revision: str = "0017"
down_revision: str | None = "0016"


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "looked_once_more",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("wishes", sa.JSON(), nullable=False),
        sa.Column("left_out", sa.Boolean(), nullable=False),
        sa.Column("looked_by", sa.Text(), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id"],
            ["cases.workspace_id", "cases.id"],
            name=op.f("fk_looked_once_more_workspace_id_case_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_looked_once_more")),
        sa.UniqueConstraint(
            "workspace_id", "case_id", "id", name=op.f("uq_looked_once_more_workspace_id_case_id_id")
        ),
    )
    op.create_table(
        "keep_private",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("child_id", sa.Text(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("heard_by", sa.Text(), nullable=True),
        sa.Column("lifted_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id", "child_id"],
            ["children.workspace_id", "children.case_id", "children.id"],
            name=op.f("fk_keep_private_workspace_id_case_id_child_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id"],
            ["cases.workspace_id", "cases.id"],
            name=op.f("fk_keep_private_workspace_id_case_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_keep_private")),
        sa.UniqueConstraint(
            "workspace_id", "case_id", "id", name=op.f("uq_keep_private_workspace_id_case_id_id")
        ),
    )
    op.create_table(
        "told_for_safety",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("told_to", sa.LargeBinary(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("why", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id", "item_id"],
            ["keep_private.workspace_id", "keep_private.case_id", "keep_private.id"],
            name=op.f("fk_told_for_safety_workspace_id_case_id_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id"],
            ["cases.workspace_id", "cases.id"],
            name=op.f("fk_told_for_safety_workspace_id_case_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_told_for_safety")),
        sa.UniqueConstraint(
            "workspace_id", "case_id", "id", name=op.f("uq_told_for_safety_workspace_id_case_id_id")
        ),
    )
    with op.batch_alter_table("needs", schema=None) as batch_op:
        batch_op.add_column(sa.Column("keep_private", sa.Boolean(), nullable=True))

    with op.batch_alter_table("strengths", schema=None) as batch_op:
        batch_op.add_column(sa.Column("keep_private", sa.Boolean(), nullable=True))

    with op.batch_alter_table("voices", schema=None) as batch_op:
        batch_op.add_column(sa.Column("keep_private", sa.Boolean(), nullable=True))
