"""Ideas and supports, and pairs of goals that a court ordered."""

import sqlalchemy as sa
from alembic import op

revision: str = "0026"
down_revision: str | None = "0025"


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "accepted_as_is",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("about_version", sa.Integer(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("accepted_by", sa.Text(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id"],
            ["cases.workspace_id", "cases.id"],
            name=op.f("fk_accepted_as_is_workspace_id_case_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_accepted_as_is")),
        sa.UniqueConstraint(
            "workspace_id", "case_id", "id", name=op.f("uq_accepted_as_is_workspace_id_case_id_id")
        ),
    )
    op.create_table(
        "enough_ideas",
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
        sa.Column("need_id", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id", "conference_id"],
            ["conferences.workspace_id", "conferences.case_id", "conferences.id"],
            name=op.f("fk_enough_ideas_workspace_id_case_id_conference_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id", "need_id"],
            ["needs.workspace_id", "needs.case_id", "needs.id"],
            name=op.f("fk_enough_ideas_workspace_id_case_id_need_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id"],
            ["cases.workspace_id", "cases.id"],
            name=op.f("fk_enough_ideas_workspace_id_case_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_enough_ideas")),
        sa.UniqueConstraint(
            "workspace_id", "case_id", "id", name=op.f("uq_enough_ideas_workspace_id_case_id_id")
        ),
    )
    with op.batch_alter_table("enough_ideas", schema=None) as batch_op:
        batch_op.create_index(
            "ix_enough_ideas_conference_id", ["workspace_id", "conference_id"], unique=False
        )

    op.create_table(
        "ideas",
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
        sa.Column("need_id", sa.Text(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("chosen_on", sa.Date(), nullable=True),
        sa.Column("chosen_by", sa.JSON(), nullable=False),
        sa.Column("chosen_why", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id", "conference_id"],
            ["conferences.workspace_id", "conferences.case_id", "conferences.id"],
            name=op.f("fk_ideas_workspace_id_case_id_conference_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id", "need_id"],
            ["needs.workspace_id", "needs.case_id", "needs.id"],
            name=op.f("fk_ideas_workspace_id_case_id_need_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id"],
            ["cases.workspace_id", "cases.id"],
            name=op.f("fk_ideas_workspace_id_case_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_ideas")),
        sa.UniqueConstraint("workspace_id", "case_id", "id", name=op.f("uq_ideas_workspace_id_case_id_id")),
    )
    with op.batch_alter_table("ideas", schema=None) as batch_op:
        batch_op.create_index("ix_ideas_conference_id", ["workspace_id", "conference_id"], unique=False)

    op.create_table(
        "other_views",
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
        sa.Column("idea_id", sa.Text(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id", "conference_id"],
            ["conferences.workspace_id", "conferences.case_id", "conferences.id"],
            name=op.f("fk_other_views_workspace_id_case_id_conference_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id", "idea_id"],
            ["ideas.workspace_id", "ideas.case_id", "ideas.id"],
            name=op.f("fk_other_views_workspace_id_case_id_idea_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id"],
            ["cases.workspace_id", "cases.id"],
            name=op.f("fk_other_views_workspace_id_case_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_other_views")),
        sa.UniqueConstraint(
            "workspace_id", "case_id", "id", name=op.f("uq_other_views_workspace_id_case_id_id")
        ),
    )
    with op.batch_alter_table("other_views", schema=None) as batch_op:
        batch_op.create_index("ix_other_views_conference_id", ["workspace_id", "conference_id"], unique=False)

    with op.batch_alter_table("permanency_goals", schema=None) as batch_op:
        batch_op.add_column(sa.Column("court_ordered", sa.Boolean(), nullable=True))

    with op.batch_alter_table("services", schema=None) as batch_op:
        batch_op.add_column(sa.Column("owner_id", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("from_idea", sa.Text(), nullable=True))
        batch_op.create_index("ix_services_owner_id", ["workspace_id", "owner_id"], unique=False)

    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.add_column(sa.Column("after_task", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("from_idea", sa.Text(), nullable=True))
