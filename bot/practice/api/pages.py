"""Pages of long lists: limit and cursor."""

import base64
import binascii
from collections.abc import Sequence
from typing import Any

from bot.practice.api.call import ApiError, Call
from bot.practice.model import Json


def page(call: Call, items: Sequence[Any], name: str, default: int, most: int = 1000) -> Json:
    """One page of items under `name`, with the cursor to the next."""
    limit = call.get("limit", default) or default
    if not 1 <= limit <= most:
        raise ApiError("invalid_limit")
    start = _position(call.get("cursor"))
    end = start + limit
    following = _cursor(end) if end < len(items) else ""
    return {name: list(items[start:end]), "response_metadata": {"next_cursor": following}}


def _cursor(position: int) -> str:
    return base64.b64encode(f"next:{position}".encode()).decode()


def _position(cursor: str | None) -> int:
    if not cursor:
        return 0
    try:
        text = base64.b64decode(cursor, validate=True).decode()
        return int(text.removeprefix("next:"))
    except (binascii.Error, ValueError):
        raise ApiError("invalid_cursor") from None
