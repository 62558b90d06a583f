"""What can be wrong with the database or its keys themselves; none of these carries anyone's words."""


class StorageError(Exception):
    """The database or its keys cannot be used as they are."""


class OneProcessOnly(StorageError):
    """Another bot process already works with this SQLite file."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"Another Roundtable process already uses {path}. SQLite is for one process; "
            "stop the other one, or use PostgreSQL."
        )


class NotMigrated(StorageError):
    """The tables are not those that this version of the bot expects."""

    def __init__(self, found: str | None, expected: str | None) -> None:
        super().__init__(
            f"The database is at revision {found or 'none'}, this version needs {expected}. "
            "Run `roundtable db upgrade`."
        )


class BrokenReferences(StorageError):
    """A migration would leave rows that refer to nothing; it was rolled back."""


class WrongMasterKey(StorageError):
    """The record was encrypted under another master key."""

    def __init__(self) -> None:
        super().__init__(
            "This database was encrypted under another master key. Give the key it was made with "
            "(ROUNDTABLE_MASTER_KEY, or the key file beside the database)."
        )


class BadMasterKey(StorageError):
    """The master key given is not one."""


class CannotDecrypt(StorageError):
    """A value is not what was encrypted for this place: changed, moved, or under another key."""

    def __init__(self, table: str, column: str, row_id: str) -> None:
        super().__init__(f"The value in {table}.{column} of row {row_id} cannot be decrypted.")
