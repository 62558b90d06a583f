"""private pages for families."""

import sqlalchemy as sa
from alembic import op

revision: str = "0036"
down_revision: str | None = "0035"


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "wrong_codes",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("source_sha256", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_wrong_codes")),
        sa.UniqueConstraint(
            "workspace_id", "source_sha256", name=op.f("uq_wrong_codes_workspace_id_source_sha256")
        ),
    )
    op.create_table(
        "page_links",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("token_sha256", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("code_mac", sa.LargeBinary(), nullable=True),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("locked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Text(), nullable=True),
        sa.Column("ended_why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id", "person_id"],
            ["people.workspace_id", "people.case_id", "people.id"],
            name=op.f("fk_page_links_workspace_id_case_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id"],
            ["cases.workspace_id", "cases.id"],
            name=op.f("fk_page_links_workspace_id_case_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_page_links")),
        sa.UniqueConstraint(
            "workspace_id", "case_id", "id", name=op.f("uq_page_links_workspace_id_case_id_id")
        ),
        sa.UniqueConstraint(
            "workspace_id", "token_sha256", name=op.f("uq_page_links_workspace_id_token_sha256")
        ),
    )
    op.create_table(
        "page_visits",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("link_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("secret_sha256", sa.Text(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id", "person_id"],
            ["people.workspace_id", "people.case_id", "people.id"],
            name=op.f("fk_page_visits_workspace_id_case_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id"],
            ["cases.workspace_id", "cases.id"],
            name=op.f("fk_page_visits_workspace_id_case_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_page_visits")),
        sa.UniqueConstraint(
            "workspace_id", "case_id", "id", name=op.f("uq_page_visits_workspace_id_case_id_id")
        ),
        sa.UniqueConstraint(
            "workspace_id", "secret_sha256", name=op.f("uq_page_visits_workspace_id_secret_sha256")
        ),
    )
