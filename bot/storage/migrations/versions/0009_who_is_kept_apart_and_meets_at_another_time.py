"""Who is kept apart, and meets at another time."""

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"


# What was kept before leaves nobody out.
NOBODY = sa.text("'[]'")


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "no_contacts",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("between", sa.JSON(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("screen_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id"],
            ["cases.workspace_id", "cases.id"],
            name=op.f("fk_no_contacts_workspace_id_case_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_no_contacts")),
        sa.UniqueConstraint(
            "workspace_id", "case_id", "id", name=op.f("uq_no_contacts_workspace_id_case_id_id")
        ),
    )
    with op.batch_alter_table("conferences", schema=None) as batch_op:
        batch_op.add_column(sa.Column("left_out", sa.JSON(), nullable=False, server_default=NOBODY))
        batch_op.add_column(sa.Column("why_left_out", sa.LargeBinary(), nullable=True))
    with op.batch_alter_table("conferences", schema=None) as batch_op:
        batch_op.alter_column("left_out", server_default=None)
    with op.batch_alter_table("safety_screens", schema=None) as batch_op:
        batch_op.add_column(sa.Column("no_contact_with", sa.JSON(), nullable=False, server_default=NOBODY))
    with op.batch_alter_table("safety_screens", schema=None) as batch_op:
        batch_op.alter_column("no_contact_with", server_default=None)
