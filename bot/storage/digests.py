"""The keyed digest of one field of a thing, as it stands in the audit chain."""

from datetime import UTC, datetime

from bot.domain.kept import Kept
from bot.storage.encryption import DataKey
from bot.storage.history import plain


def digest_of(key: DataKey, thing: Kept, name: str) -> str | None:
    """Tells equal from changed; None for a field that holds nothing."""
    value = getattr(thing, name)
    # One moment has many zones to be written in; the record keeps it in UTC.
    value = plain(value.astimezone(UTC) if isinstance(value, datetime) else value)
    # The field and row are in it: equal words in two places do not look equal.
    return None if value is None else key.digest(f"{thing.id}\0{name}\0{value!r}")
