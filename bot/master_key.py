"""The key that opens the record: from the environment, or on SQLite from a file beside the database."""

from pathlib import Path

import structlog

from bot.settings import StorageSettings, WrongSetting
from bot.storage.errors import BadMasterKey
from bot.storage.keys import key_file_beside, read_master_key

log = structlog.get_logger(__name__)

KEEP_IT = "Keep a copy of this file in a safe place: without it nobody can read the record."


def key_file(database: Path) -> Path:
    """Where SQLite's key lies."""
    return database.with_name(f"{database.name}.key")


def master_key(settings: StorageSettings) -> bytes:
    """The 32 bytes. Makes the key file at the very first start, and only then. Raises WrongSetting."""
    if settings.master_key is not None:
        return read_master_key(settings.master_key.get_secret_value())
    database = settings.sqlite_file
    if database is None:
        raise WrongSetting("ROUNDTABLE_MASTER_KEY", "is missing")
    _refuse_a_record_without_its_key(database)
    try:
        key, file, made = key_file_beside(database)
    except BadMasterKey as problem:
        raise WrongSetting("ROUNDTABLE_MASTER_KEY", f"in its file is not usable ({problem})") from None
    except OSError as problem:
        reason = f"cannot be kept in {key_file(database)} ({problem.strerror})"
        raise WrongSetting("ROUNDTABLE_MASTER_KEY", reason) from None
    if made:
        log.warning("key_file_made", file=str(file), advice=KEEP_IT)
    return key


def _refuse_a_record_without_its_key(database: Path) -> None:
    """A new key would not open the old record, and its making would hide that the old one is lost."""
    file = key_file(database)
    if database.exists() and database.stat().st_size > 0 and not file.exists():
        reason = f"is missing, and so is {file}, without which {database} cannot be read"
        raise WrongSetting("ROUNDTABLE_MASTER_KEY", reason)
