"""What each variable may hold; a refusal never repeats the value, which may be a secret."""

import re
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import SecretStr
from pydantic_core import PydanticCustomError
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.storage.errors import BadMasterKey
from bot.storage.keys import read_master_key

LEAST_PER_MINUTE = 12
LEVELS = ("debug", "info", "warning", "error")
USER_ID = re.compile(r"[UW][A-Z0-9]{6,}")
YES_OR_NO = ("yes", "no")
TLS = ("starttls", "tls", "none")
MAIL_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", re.ASCII)
PHONE = re.compile(r"[0-9+()./ext #-]{3,40}")
HOST_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")


def _refused(problem: str) -> PydanticCustomError:
    return PydanticCustomError("setting", "{problem}", {"problem": problem})


def _token(value: SecretStr, prefix: str) -> SecretStr:
    """The value is never shown, but the kind of token that it seems to be helps to find the right one."""
    text = value.get_secret_value()
    if not text.startswith(prefix):
        raise _refused(f"does not start with {prefix}")
    if not re.fullmatch(rf"{prefix}[A-Za-z0-9-]+", text):
        raise _refused("is not a whole token")
    return value


def bot_token(value: SecretStr) -> SecretStr:
    """xoxb-…"""
    return _token(value, "xoxb-")


def app_token(value: SecretStr | None) -> SecretStr | None:
    """xapp-…, or none for HTTP."""
    return value and _token(value, "xapp-")


def signing_secret(value: SecretStr | None) -> SecretStr | None:
    """Slack makes 32 hexadecimal characters; a token pasted here would let nobody in."""
    if value is not None and not re.fullmatch(r"[0-9a-fA-F]{32,64}", value.get_secret_value()):
        raise _refused("is not a signing secret")
    return value


def is_loopback(url: str) -> bool:
    """Whether that address is this machine."""
    return is_this_machine(urlsplit(url).hostname or "")


def is_this_machine(name: str) -> bool:
    """Whether that host, by name or address, is this machine."""
    if name == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def api_url(value: str) -> str:
    """Ends with one slash, as the SDK joins method names to it."""
    try:
        parts = urlsplit(value)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or re.search(r"[\s?#@]", value):
        raise _refused("is not a web address")
    if parts.scheme == "http" and not is_loopback(value):
        raise _refused("is not https, so the token could be read on the way")
    return value.rstrip("/") + "/"


def public_address(value: str | None) -> str | None:
    """Where people's own browsers come: no path, and https, for what they read there is theirs alone."""
    if value is None:
        return None
    try:
        parts = urlsplit(value)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or parts.path.strip("/") or re.search(r"[\s?#@]", value):
        raise _refused("is not a web address without a path")
    if parts.scheme == "http" and not is_loopback(value):
        raise _refused("is not https, so families' words could be read on the way")
    return value.rstrip("/")


def database_url(value: SecretStr) -> SecretStr:
    """SQLite in a file, or PostgreSQL through psycopg 3 whichever of its usual spellings is given."""
    try:
        url = make_url(value.get_secret_value())
    except (ArgumentError, ValueError):
        raise _refused("is not a database address") from None
    if url.drivername in ("postgres", "postgresql", "postgresql+psycopg"):
        if not url.database:
            raise _refused("names no database")
        return SecretStr(url.set(drivername="postgresql+psycopg").render_as_string(hide_password=False))
    if url.drivername != "sqlite":
        raise _refused("is neither SQLite nor PostgreSQL")
    if not url.database or url.database == ":memory:":
        raise _refused("names no file, so the record would be gone at the next start")
    return value


def master_key(value: SecretStr | None) -> SecretStr | None:
    """Exactly 32 bytes."""
    try:
        if value is not None:
            read_master_key(value.get_secret_value())
    except BadMasterKey:
        raise _refused("is not 32 bytes in base64") from None
    return value


def user_ids(value: object) -> tuple[str, ...]:
    """From `U024BE7LH, W012A3CDE`; names would be ambiguous and are refused."""
    ids = (
        value.split(",") if isinstance(value, str) else list(value) if isinstance(value, list | tuple) else []
    )
    trimmed = tuple(str(one).strip() for one in ids if str(one).strip())
    if not all(USER_ID.fullmatch(one) for one in trimmed):
        raise _refused("holds something that is not a Slack user id")
    return tuple(dict.fromkeys(trimmed))


def host(value: str) -> str:
    """A name or an address, without a port."""
    try:
        ip_address(value)
    except ValueError:
        if not HOST_NAME.fullmatch(value):
            raise _refused("is not a host name or address") from None
    return value


def port(value: object) -> int | None:
    """None when it was not given: Socket Mode then listens on no port at all."""
    if value is None:
        return None
    if not re.fullmatch(r"[0-9]{1,5}", str(value)) or not 1 <= int(str(value)) <= 65535:
        raise _refused("is not a port number")
    return int(str(value))


def per_minute(value: object) -> int:
    """Fewer than twelve a minute would make a team wait for each other's invitations."""
    if not re.fullmatch(r"[0-9]{2,6}", str(value)) or int(str(value)) < LEAST_PER_MINUTE:
        raise _refused("is not a number from 12 to 999999")
    return int(str(value))


def mail_host(value: str | None) -> str | None:
    """None: there is no mail server."""
    return value and host(value)


def mail_tls(value: str) -> str:
    """Lower case."""
    if value.lower() not in TLS:
        raise _refused("is neither starttls nor tls nor none")
    return value.lower()


def mail_address(value: str | None) -> str | None:
    """One plain address, without a name."""
    if value is not None and not MAIL_ADDRESS.fullmatch(value):
        raise _refused("is not an e-mail address")
    return value


def phone(value: str | None) -> str | None:
    """A number as people write it."""
    if value is not None and not PHONE.fullmatch(value):
        raise _refused("is not a phone number")
    return value


def zone(value: str) -> str:
    """A zone that the zone tables know."""
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise _refused("is not a time zone") from None
    return value


def yes_or_no(value: object) -> bool:
    """In words that cannot be mistaken: `0` and `off` are not guessed at."""
    if isinstance(value, bool):
        return value
    if str(value).lower() not in YES_OR_NO:
        raise _refused("is neither yes nor no")
    return str(value).lower() == "yes"


def log_level(value: str) -> str:
    """Lower case."""
    if value.lower() not in LEVELS:
        raise _refused("is not one of its levels")
    return value.lower()


def file_there(path: Path | None) -> Path | None:
    """A file that can be read; what is in it is looked at by whoever uses it."""
    if path is not None and not path.is_file():
        raise _refused("names no file")
    return path
