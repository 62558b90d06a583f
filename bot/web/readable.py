"""Lets only what can be read as far as Bolt, where a body of another shape fails as if by our fault."""

import json
import logging
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from flask import Request, Response

from bot.web.signed import Answer

log = logging.getLogger(__name__)
NOT_READABLE = 400
# The first part that a delivery lacks; nothing where all is there.
MissingIn = Callable[[Mapping[str, Any]], str]


def readable_only(missing_in: MissingIn, answer: Answer) -> Answer:
    """For what Slack signed: a body that nobody can read is refused as such; what was in it is not logged."""

    def guarded(request: Request) -> Response:
        missing = _missing(request, missing_in)
        if not missing:
            return answer(request)
        log.warning("a signed body of %s bytes was not read: no %s", len(request.get_data()), missing)
        return Response(status=NOT_READABLE)

    return guarded


def _missing(request: Request, missing_in: MissingIn) -> str:
    """Taken apart as Bolt does: JSON, or the fields of a form, of which `payload` is JSON."""
    try:
        body = request.get_data().decode()
        if request.content_type == "application/json" or body.startswith("{"):
            found = json.loads(body)
        else:
            fields = dict(parse_qsl(body, keep_blank_values=True))
            found = json.loads(fields["payload"]) if "payload" in fields else fields
    except (ValueError, RecursionError):
        return "JSON"
    return missing_in(found) if isinstance(found, dict) else "object"
