"""The only SQL: keeps the record, encrypted and audited, in SQLite or PostgreSQL."""

from bot.storage.storage import Storage, open_storage

__all__ = ["Storage", "open_storage"]
