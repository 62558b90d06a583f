"""Alembic's entry: runs the steps on the connection, and in the transaction, that upgrade() gives it."""

from alembic import context

from bot.storage.migrations import COMPARISON
from bot.storage.own_tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, **COMPARISON)
with context.begin_transaction():
    context.run_migrations()
