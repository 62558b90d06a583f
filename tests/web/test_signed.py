"""Whatever Slack did not sign is refused before anybody reads it; what it signed comes through whole."""

import json
import logging
import time
from collections.abc import Callable, Mapping
from urllib.parse import urlencode

import pytest
from flask import Request, Response
from flask.testing import FlaskClient
from slack_sdk.signature import SignatureVerifier

from bot.handlers.shapes import missing_in
from bot.web.readable import readable_only
from bot.web.signed import signed_only
from bot.web.site import make_site

SECRET = "0123456789abcdef"
BODY = b'{"type": "event_callback", "event_id": "E1", "event": {"type": "message"}}'


@pytest.fixture
def visitor() -> FlaskClient:
    """Somebody who reaches the bot's port; the bot reads JSON and nothing else."""

    def answer(request: Request) -> Response:
        body = request.get_json(silent=True) or json.loads(request.form["payload"])
        return Response(str(body["type"]))

    return make_site(dict, signed_only(SECRET, readable_only(missing_in, answer))).test_client()


def posted(
    visitor: FlaskClient, body: bytes, moment: str, signature: str, kind: str = "application/json"
) -> tuple[int, str]:
    headers = {"X-Slack-Request-Timestamp": moment, "X-Slack-Signature": signature}
    answer = visitor.post("/slack/events", data=body, headers=headers, content_type=kind)
    return answer.status_code, answer.get_data(as_text=True)


def signed(moment: str, secret: str = SECRET, body: bytes = BODY) -> str:
    return SignatureVerifier(secret).generate_signature(timestamp=moment, body=body) or ""


def now(later: float = 0) -> str:
    return str(int(time.time() + later))


def test_what_slack_signed_is_read(visitor: FlaskClient) -> None:
    assert posted(visitor, BODY, now(), signed(now())) == (200, "event_callback")


# Made when the test runs: a signature is good for five minutes, and workers must collect the same names.
UNSIGNED: Mapping[str, Callable[[], tuple[str, str]]] = {
    "another secret": lambda: (now(), signed(now(), "another secret")),
    "long ago": lambda: (now(-301), signed(now(-301))),
    "to come": lambda: (now(400), signed(now(400))),
    "no signature": lambda: (now(), ""),
    "no moment": lambda: ("", signed(now())),
    "a word": lambda: ("soon", "v0=00"),
    "below zero": lambda: ("-1", signed("-1")),
    "strange digits": lambda: ("¹²", "v0=00"),
    "strange letters": lambda: (now(), "v0=é"),
}
BODIES = {"event": BODY, "no json": b"{{{", "a list": b"[1]", "nothing": b"", "no text": b"\xff\xfe"}


@pytest.mark.parametrize("wrong", UNSIGNED)
@pytest.mark.parametrize("body", BODIES)
def test_what_slack_did_not_sign_is_refused_unread(visitor: FlaskClient, wrong: str, body: str) -> None:
    moment, signature = UNSIGNED[wrong]()
    assert posted(visitor, BODIES[body], moment, signature) == (401, "")


def test_a_signature_is_good_for_its_own_body_alone(visitor: FlaskClient) -> None:
    assert posted(visitor, BODY + b" ", now(), signed(now()))[0] == 401


FORM = "application/x-www-form-urlencoded"


def test_a_form_whose_payload_is_json_is_read(visitor: FlaskClient) -> None:
    closed = {"type": "view_closed", "user": {"id": "U1"}, "view": {"callback_id": "c"}}
    body = urlencode({"payload": json.dumps(closed)}).encode()
    assert posted(visitor, body, now(), signed(now(), body=body), FORM) == (200, "view_closed")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{{{ Dana Reyes", "application/json"),
        (b"[1]", "application/json"),
        (b"", "application/json"),
        (b'{"type": "view_submission", "view": 1}', "application/json"),
        (b'{"type": "view_submission", "user": {"id": "U1"}, "view": {"id": "V1"}}', "application/json"),
        (b'{"view": {"id": "V1", "hash": "h"}}', "application/json"),
        (b"[" * 200_000, "application/json"),
        (b"{ Dana Reyes", FORM),
        (b"payload=Dana+Reyes", FORM),
        (b"payload=%5B1%5D", FORM),
    ],
)
def test_what_slack_signed_and_nobody_can_read_is_refused_and_not_logged(
    visitor: FlaskClient, caplog: pytest.LogCaptureFixture, body: bytes, kind: str
) -> None:
    with caplog.at_level(logging.WARNING):
        assert posted(visitor, body, now(), signed(now(), body=body), kind) == (400, "")
    (line,) = (one.getMessage() for one in caplog.records if "was not read" in one.getMessage())
    assert "Dana" not in line
