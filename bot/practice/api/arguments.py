"""From an HTTP request to arguments of the right types, as strictly as Slack reads them."""

from __future__ import annotations

import json
from typing import Any

from flask import Request

from bot.practice.api.call import ApiError
from bot.practice.facts import Method, facts
from bot.practice.model import Json

# Bolt sends team_id with everything, and Slack takes it.
EVERYWHERE = frozenset({"token", "team_id"})
BOOLEANS = {"1": True, "true": True, "0": False, "false": False}


def read(method: Method, request: Request) -> Json:
    """The arguments of one call; refused when one is unknown, missing or of the wrong type."""
    is_json = request.mimetype == "application/json"
    if is_json and method.json:
        given = request.get_json(silent=True) if request.data else {}
        if not isinstance(given, dict):
            raise ApiError("invalid_json")
    elif is_json:
        # Methods that take forms only do not see a JSON body at all.
        given = request.args.to_dict()
    else:
        given = {**request.args.to_dict(), **request.form.to_dict()}
    given = {name: value for name, value in given.items() if value is not None and name not in EVERYWHERE}
    typed = {name: _typed(name, value, loose=not is_json) for name, value in given.items()}
    _complete(method, typed)
    return typed


def _complete(method: Method, given: Json) -> None:
    unknown = [f"[ERROR] unsupported argument: {name}" for name in given if name not in method.arguments]
    missing = [
        f"[ERROR] missing required field: {name}" for name in method.required if given.get(name) in (None, "")
    ]
    if unknown or missing:
        raise ApiError("invalid_arguments", missing + unknown)


def _typed(name: str, value: Any, *, loose: bool) -> Any:
    kind = facts().types.get(name, "string")
    if kind in ("array", "object"):
        return _parsed(name, value, list if kind == "array" else dict)
    if kind == "boolean":
        return _boolean(name, value, loose)
    if kind == "integer":
        return _integer(name, value, loose)
    if (
        isinstance(value, list)
        and name in ("users", "channels")
        and all(isinstance(item, str) for item in value)
    ):
        return ",".join(value)
    if not isinstance(value, str):
        raise _wrong(name, "string")
    return value


def _parsed(name: str, value: Any, wanted: type) -> Any:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            raise _unreadable(name) from None
    if not isinstance(value, wanted):
        raise _unreadable(name)
    return value


def _unreadable(name: str) -> ApiError:
    special = {"blocks": "invalid_blocks_format", "metadata": "invalid_metadata_format"}
    return ApiError(special[name]) if name in special else _wrong(name, "JSON value of the right kind")


def _boolean(name: str, value: Any, loose: bool) -> bool:
    if isinstance(value, bool):
        return value
    if loose and str(value).lower() in BOOLEANS:
        return BOOLEANS[str(value).lower()]
    raise _wrong(name, "boolean")


def _integer(name: str, value: Any, loose: bool) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if loose and isinstance(value, str) and value.lstrip("-").isdigit():
        return int(value)
    raise _wrong(name, "integer")


def _wrong(name: str, kind: str) -> ApiError:
    return ApiError("invalid_arguments", [f"[ERROR] must provide a {kind} [json-pointer:/{name}]"])
