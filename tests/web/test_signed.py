"""Whatever Slack did not sign is refused before anybody reads it; what it signed comes through whole."""

import time

import pytest
from flask import Request, Response
from flask.testing import FlaskClient
from slack_sdk.signature import SignatureVerifier

from bot.web.signed import signed_only
from bot.web.site import make_site

SECRET = "0123456789abcdef"
BODY = b'{"type": "event_callback"}'


@pytest.fixture
def visitor() -> FlaskClient:
    """Somebody who reaches the bot's port; the bot reads JSON and nothing else."""

    def answer(request: Request) -> Response:
        return Response(str(request.get_json()["type"]))

    return make_site(dict, signed_only(SECRET, answer)).test_client()


def posted(visitor: FlaskClient, body: bytes, moment: str, signature: str) -> tuple[int, str]:
    headers = {"X-Slack-Request-Timestamp": moment, "X-Slack-Signature": signature}
    answer = visitor.post("/slack/events", data=body, headers=headers, content_type="application/json")
    return answer.status_code, answer.get_data(as_text=True)


def signed(moment: str, secret: str = SECRET, body: bytes = BODY) -> str:
    return SignatureVerifier(secret).generate_signature(timestamp=moment, body=body) or ""


def now(later: float = 0) -> str:
    return str(int(time.time() + later))


def test_what_slack_signed_is_read(visitor: FlaskClient) -> None:
    assert posted(visitor, BODY, now(), signed(now())) == (200, "event_callback")


@pytest.mark.parametrize(
    ("moment", "signature"),
    [
        (now(), signed(now(), "another secret")),
        (now(-301), signed(now(-301))),
        (now(400), signed(now(400))),
        (now(), ""),
        ("", signed(now())),
        ("soon", "v0=00"),
        ("-1", signed("-1")),
        ("¹²", "v0=00"),
        (now(), "v0=é"),
    ],
)
@pytest.mark.parametrize("body", [BODY, b"{{{", b"[1]", b"", b"\xff\xfe"])
def test_what_slack_did_not_sign_is_refused_unread(
    visitor: FlaskClient, moment: str, signature: str, body: bytes
) -> None:
    assert posted(visitor, body, moment, signature) == (401, "")


def test_a_signature_is_good_for_its_own_body_alone(visitor: FlaskClient) -> None:
    assert posted(visitor, BODY + b" ", now(), signed(now()))[0] == 401
