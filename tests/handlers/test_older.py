"""A button or a form that no version here knows any more is answered in words and never left hanging."""

from typing import Any

import pytest
from slack_bolt import App, BoltRequest
from slack_bolt.authorization import AuthorizeResult

from bot.domain.errors import NotFound
from bot.handlers import older
from bot.handlers.forms import Forms
from tests.handlers.test_shapes import ACTION, body_of

Json = dict[str, Any]


def problem_of(body: Json) -> list[str]:
    """What our error listener is handed, beside the forms and last of all."""
    given = AuthorizeResult(
        enterprise_id=None, team_id="T1", bot_token="xoxb-1", bot_id="B1", bot_user_id="U0"
    )
    app, met = App(signing_secret="secret", authorize=lambda **_: given, token_verification_enabled=False), []
    Forms(None, (), lambda *_: None).register(app)  # type: ignore[arg-type]  # it draws nothing here
    older.register(app)

    @app.error
    def meet(error: Exception) -> None:
        assert isinstance(error, NotFound)
        met.append(error.problem)

    app.dispatch(BoltRequest(body=body, mode="socket_mode"))
    return met


@pytest.mark.parametrize("name", ["do:gone", "open:gone", "gone", ""])
def test_a_button_of_an_older_version_is_told_so(name: str) -> None:
    old = body_of("block_actions") | {"actions": [ACTION | {"action_id": name, "type": "button"}]}
    assert problem_of(old) == ["older_version"]


@pytest.mark.parametrize("name", ["form:gone", "gone"])
def test_so_is_a_form(name: str) -> None:
    whole = body_of("view_submission")
    assert problem_of(whole | {"view": whole["view"] | {"callback_id": name}}) == ["older_version"]
