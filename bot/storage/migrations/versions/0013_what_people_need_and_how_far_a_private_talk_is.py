"""What people need, and how far a private talk is."""

import sqlalchemy as sa
from alembic import op

revision: str = "0013"
down_revision: str | None = "0012"

# Of what was noted before, nobody said what was explained.
NOTHING = sa.text("'[]'")


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "access_needs",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("by_person", sa.Text(), nullable=True),
        sa.Column("how", sa.LargeBinary(), nullable=True),
        sa.Column("why", sa.LargeBinary(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_by", sa.Text(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id", "person_id"],
            ["people.workspace_id", "people.case_id", "people.id"],
            name=op.f("fk_access_needs_workspace_id_case_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id"],
            ["cases.workspace_id", "cases.id"],
            name=op.f("fk_access_needs_workspace_id_case_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_access_needs")),
        sa.UniqueConstraint(
            "workspace_id", "case_id", "id", name=op.f("uq_access_needs_workspace_id_case_id_id")
        ),
    )
    op.create_table(
        "parts_aside",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("why", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id", "person_id"],
            ["people.workspace_id", "people.case_id", "people.id"],
            name=op.f("fk_parts_aside_workspace_id_case_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id"],
            ["cases.workspace_id", "cases.id"],
            name=op.f("fk_parts_aside_workspace_id_case_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_parts_aside")),
        sa.UniqueConstraint(
            "workspace_id", "case_id", "id", name=op.f("uq_parts_aside_workspace_id_case_id_id")
        ),
    )
    with op.batch_alter_table("preparations", schema=None) as batch_op:
        batch_op.add_column(sa.Column("explained", sa.JSON(), nullable=False, server_default=NOTHING))
        batch_op.add_column(sa.Column("worries", sa.LargeBinary(), nullable=True))
    with op.batch_alter_table("preparations", schema=None) as batch_op:
        batch_op.alter_column("explained", server_default=None)

    with op.batch_alter_table("safety_screens", schema=None) as batch_op:
        batch_op.add_column(sa.Column("off_limits", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("signal", sa.LargeBinary(), nullable=True))

    with op.batch_alter_table("tribe_inquiries", schema=None) as batch_op:
        batch_op.add_column(sa.Column("person_id", sa.Text(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_tribe_inquiries_workspace_id_case_id_person_id"),
            "people",
            ["workspace_id", "case_id", "person_id"],
            ["workspace_id", "case_id", "id"],
        )
