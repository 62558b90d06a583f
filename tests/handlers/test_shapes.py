"""A delivery without a part that must be there is refused with 400, before any listener reads it."""

import json
import logging
from typing import Any

import pytest
from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.authorization import AuthorizeResult

from bot.handlers.context import delivery_key
from bot.handlers.shapes import BY_THEIR_FIELD, PARTS, missing_in, refuse_misshapen

Json = dict[str, Any]
WHO: Json = {"team": {"id": "T1"}, "user": {"id": "U1", "name": "Dana Reyes"}}
VIEW: Json = {"id": "V1", "hash": "h", "type": "modal", "callback_id": "form:need", "blocks": []}
VIEW |= {"private_metadata": "", "state": {"values": {}}}
ACTION = {"action_id": "do:begin", "action_ts": "1.2", "value": "x"}
# Without these Bolt fails before our middleware: over HTTP nothing of the kind comes as far as Bolt.
BOLT_READS_IT = ("view.type", "challenge")
WHOLE: dict[str, Json] = {
    "view_submission": {**WHO, "view": VIEW},
    "view_closed": {**WHO, "view": VIEW},
    "block_actions": {**WHO, "actions": [ACTION], "trigger_id": "t"},
    "block_suggestion": {**WHO, "block_id": "b", "action_id": "answer", "value": "x"},
    "shortcut": {**WHO, "callback_id": "c", "trigger_id": "t"},
    "message_action": {**WHO, "callback_id": "c", "trigger_id": "t", "message": {"ts": "1.2"}},
    "event_callback": {"team_id": "T1", "event_id": "E1", "event": {"type": "message"}},
    "ssl_check": {"ssl_check": "1"},
    "url_verification": {"challenge": "c"},
    "app_rate_limited": {},
    "command": {"command": "/conference", "user_id": "U1", "channel_id": "C1", "trigger_id": "t"},
}


def body_of(kind: str) -> Json:
    return WHOLE[kind] if kind in BY_THEIR_FIELD else {"type": kind, **WHOLE[kind]}


def without(body: Json, path: str) -> Json:
    """A copy without what stands at a path."""
    found: Json = json.loads(json.dumps(body))
    inner: Any = found
    *way, last = path.split(".")
    for name in way:
        inner = inner[int(name)] if isinstance(inner, list) else inner[name]
    del inner[last]
    return found


def answered(body: Json) -> int:
    """The status that a Bolt app with our middleware and a listener for everything answers with."""
    given = AuthorizeResult(
        enterprise_id=None, team_id="T1", bot_token="xoxb-1", bot_id="B1", bot_user_id="U0"
    )
    app = App(signing_secret="secret", authorize=lambda **_: given, token_verification_enabled=False)
    app.middleware(refuse_misshapen)

    @app.middleware
    def read(body: Json) -> BoltResponse:
        delivery_key(body)
        return BoltResponse(status=200)

    return app.dispatch(BoltRequest(body=json.dumps(body), mode="socket_mode")).status


@pytest.mark.parametrize("kind", PARTS)
def test_a_whole_delivery_goes_on(kind: str) -> None:
    assert missing_in(body_of(kind)) == ""
    assert kind in ("ssl_check", "url_verification") or answered(body_of(kind)) == 200


@pytest.mark.parametrize(("kind", "path"), [(kind, path) for kind, paths in PARTS.items() for path in paths])
def test_one_that_lacks_a_part_is_not_read_and_its_words_are_not_logged(
    kind: str, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    body = without(body_of(kind), path)
    assert missing_in(body) in (path, "type")
    if path in BOLT_READS_IT:
        return
    with caplog.at_level(logging.WARNING):
        assert answered(body) == 400
    said = [one.getMessage() for one in caplog.records if "was not read" in one.getMessage()]
    assert len(said) == 1
    assert "Dana" not in said[0]


@pytest.mark.parametrize(
    "strange", [{}, {"type": None}, {"type": "view_tampered"}, {"type": ["view_submission"]}]
)
def test_a_kind_that_nobody_knows_is_not_read(strange: Json) -> None:
    assert answered({**WHO, "view": VIEW, **strange}) == 400


@pytest.mark.parametrize("shape", [{}, {"state": "values"}, {**VIEW, "state": ["values"]}])
def test_a_part_of_another_shape_is_no_part(shape: object) -> None:
    assert answered({"type": "view_submission", **WHO, "view": shape}) == 400
