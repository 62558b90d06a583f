"""Slack's signed HTTP requests to the bot: events as JSON, commands and interactions as forms."""

import hashlib
import hmac
import json
import time
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from bot.practice.delivery.outcome import EnvelopeKind, Outcome
from bot.practice.model import Json


class _NoRedirect(HTTPRedirectHandler):
    """A redirect is an error here: the bot's address is known and near."""

    def redirect_request(self, *_: Any) -> None:
        return None


class Posts:
    """Posts to one address of the bot and reads the answer as an ack."""

    def __init__(self, url: str, signing_secret: str) -> None:
        if not url.startswith(("http://127.0.0.1", "http://localhost")):
            raise ValueError("practice posts to loopback only")
        self._url = url
        self._secret = signing_secret.encode()
        self._opener: OpenerDirector = build_opener(_NoRedirect(), ProxyHandler({}))

    def deliver(self, kind: EnvelopeKind, payload: Json, seconds: float, **more: Any) -> Outcome:
        body, content_type = _encode(kind, payload)
        headers = {"Content-Type": content_type, "User-Agent": "Slackbot 1.0 (practice)", **self._sign(body)}
        if "retry_attempt" in more:
            headers["X-Slack-Retry-Num"] = str(more["retry_attempt"])
            headers["X-Slack-Retry-Reason"] = more["retry_reason"]
        request = Request(self._url, data=body, headers=headers, method="POST")
        return self._send(request, seconds)

    def _sign(self, body: bytes) -> dict[str, str]:
        stamp = str(int(time.time()))
        digest = hmac.new(self._secret, f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}

    def _send(self, request: Request, seconds: float) -> Outcome:
        begun = time.monotonic()
        try:
            with self._opener.open(request, timeout=seconds) as answer:
                return Outcome(
                    True, _since(begun), body=_decode(answer.read(), answer.headers.get_content_type())
                )
        except HTTPError as refused:
            no_retry = refused.headers.get("x-slack-no-retry") == "1"
            return Outcome(False, _since(begun), "dispatch_failed", reason="http_error", no_retry=no_retry)
        except TimeoutError:
            return Outcome(False, _since(begun), "operation_timeout", reason="http_timeout")
        except URLError as broken:
            if isinstance(broken.reason, TimeoutError):
                return Outcome(False, _since(begun), "operation_timeout", reason="http_timeout")
            return Outcome(False, _since(begun), "dispatch_failed", reason="connection_failed")
        except (OSError, HTTPException):
            return Outcome(False, _since(begun), "dispatch_failed", reason="connection_lost")


def _since(begun: float) -> int:
    return round((time.monotonic() - begun) * 1000)


def _encode(kind: EnvelopeKind, payload: Json) -> tuple[bytes, str]:
    if kind == "events_api":
        return json.dumps(payload).encode(), "application/json"
    fields = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urlencode(fields).encode(), "application/x-www-form-urlencoded"


def _decode(body: bytes, content_type: str) -> Any:
    if not body:
        return None
    if content_type == "application/json":
        try:
            return json.loads(body)
        except ValueError:
            return {"unreadable": True}
    return {"text": body.decode("utf-8", "replace")}
