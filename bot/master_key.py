"""The key that opens the record: from the environment, or on SQLite from a file beside the database."""

import base64
import contextlib
import os
import secrets
import stat
from pathlib import Path

import structlog

from bot.setting_rules import KEY_LENGTH, key_bytes
from bot.settings import StorageSettings, WrongSetting

log = structlog.get_logger(__name__)


def key_file(settings: StorageSettings) -> Path | None:
    """Where SQLite's key lies; None on PostgreSQL, whose key comes from the environment."""
    return settings.sqlite_file.with_suffix(".key") if settings.sqlite_file else None


def master_key(settings: StorageSettings) -> bytes:
    """The 32 bytes. Makes the key file at the very first start. Raises WrongSetting."""
    if settings.master_key is not None:
        return key_bytes(settings.master_key.get_secret_value()) or b""
    file, database = key_file(settings), settings.sqlite_file
    if file is None or database is None:
        raise WrongSetting("ROUNDTABLE_MASTER_KEY", "is missing")
    if not file.exists():
        if database.exists() and database.stat().st_size > 0:
            raise WrongSetting(
                "ROUNDTABLE_MASTER_KEY", f"is missing, and so is {file}, without which {database} stays shut"
            )
        _make(file)
    return _read(file)


def _make(file: Path) -> None:
    """Appears whole or not at all, and never replaces a key that another start made meanwhile."""
    half_written = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    try:
        with open(os.open(half_written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(base64.b64encode(secrets.token_bytes(KEY_LENGTH)) + b"\n")
            out.flush()
            os.fsync(out.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(half_written, file)
            log.warning(
                "key_file_made",
                file=str(file),
                advice="Keep a copy in a safe place: without it nobody can read the record.",
            )
    except OSError as problem:
        raise WrongSetting(
            "ROUNDTABLE_MASTER_KEY", f"cannot be kept in {file} ({problem.strerror})"
        ) from None
    finally:
        half_written.unlink(missing_ok=True)


def _read(file: Path) -> bytes:
    try:
        mode, text = file.stat().st_mode, file.read_text(encoding="ascii", errors="replace")
    except OSError as problem:
        raise WrongSetting(
            "ROUNDTABLE_MASTER_KEY", f"cannot be read from {file} ({problem.strerror})"
        ) from None
    if stat.S_IMODE(mode) & 0o077:
        raise WrongSetting(
            "ROUNDTABLE_MASTER_KEY", f"lies in {file}, which others can read (chmod 600 {file})"
        )
    key = key_bytes(text)
    if key is None:
        raise WrongSetting("ROUNDTABLE_MASTER_KEY", f"in {file} is not {KEY_LENGTH} bytes in base64")
    return key
