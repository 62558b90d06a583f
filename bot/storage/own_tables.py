"""Storage's own tables: wrapped keys, older selves, the audit chains with their heads, and the pace."""

from sqlalchemy import (
    Column,
    Double,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from bot.storage.columns import UtcDateTime
from bot.storage.tables import METADATA

__all__ = ["AUDIT_ENTRIES", "AUDIT_HEADS", "DATA_KEYS", "HISTORY", "METADATA", "PACES", "WORKSPACE"]

# Keys and chains belong to an owner: a case by its id, or this for what belongs to no case.
WORKSPACE = "workspace"

DATA_KEYS = Table(
    "data_keys",
    METADATA,
    Column("workspace_id", Text(), nullable=False),
    Column("id", LargeBinary(), nullable=False),
    Column("owner", Text(), nullable=False),
    Column("master", LargeBinary(), nullable=False),
    # Empty once the key was ended: then nobody reads what it encrypted, here or in a backup.
    Column("wrapped", LargeBinary(), nullable=True),
    Column("made_at", UtcDateTime(), nullable=False),
    Column("ended_at", UtcDateTime(), nullable=True),
    PrimaryKeyConstraint("workspace_id", "id"),
    UniqueConstraint("workspace_id", "owner"),
)

HISTORY = Table(
    "history",
    METADATA,
    Column("workspace_id", Text(), nullable=False),
    Column("thing_id", Text(), nullable=False),
    Column("version", Integer(), nullable=False),
    Column("thing_table", Text(), nullable=False),
    Column("owner", Text(), nullable=False),
    Column("changed_by", Text(), nullable=False),
    Column("changed_at", UtcDateTime(), nullable=False),
    Column("why", LargeBinary(), nullable=True),
    Column("body", LargeBinary(), nullable=False),
    PrimaryKeyConstraint("workspace_id", "thing_id", "thing_table", "version"),
)

AUDIT_ENTRIES = Table(
    "audit_entries",
    METADATA,
    Column("workspace_id", Text(), nullable=False),
    Column("chain", Text(), nullable=False),
    Column("seq", Integer(), nullable=False),
    # The very text that was hashed: a JSON column would be reformatted.
    Column("body", Text(), nullable=False),
    Column("hash", Text(), nullable=False),
    PrimaryKeyConstraint("workspace_id", "chain", "seq"),
)

AUDIT_HEADS = Table(
    "audit_heads",
    METADATA,
    Column("workspace_id", Text(), nullable=False),
    Column("chain", Text(), nullable=False),
    Column("seq", Integer(), nullable=False),
    Column("hash", Text(), nullable=False),
    PrimaryKeyConstraint("workspace_id", "chain"),
)

# When a method of Slack's, or a channel, is free again, in seconds since 1970 by the database's clock.
PACES = Table(
    "paces",
    METADATA,
    Column("workspace_id", Text(), nullable=False),
    Column("name", Text(), nullable=False),
    Column("free_at", Double(), nullable=False),
    PrimaryKeyConstraint("workspace_id", "name"),
)
