"""Before a case is opened the channel is looked at: what Slack refuses is told by what mends it."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.domain.errors import NotNow
from bot.handlers.opening import refuse_open_channels


class Refusing(WebClient):
    """A Slack that answers with one error."""

    def __init__(self, error: str) -> None:
        super().__init__()
        self.error = error

    def conversations_info(self, **_: Any) -> Any:
        raise SlackApiError("refused", {"ok": False, "error": self.error})


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        ("channel_not_found", "bot_not_in_channel"),
        ("missing_scope", "bot_may_not_look"),
        ("account_inactive", "bot_may_not_look"),
    ],
)
def test_what_no_waiting_mends_is_not_called_a_moment_of_slack(error: str, problem: str) -> None:
    with pytest.raises(NotNow) as caught:
        refuse_open_channels(Refusing(error), "C1")
    assert caught.value.problem == problem


def test_what_passes_is_left_to_who_asks_again() -> None:
    with pytest.raises(SlackApiError):
        refuse_open_channels(Refusing("internal_error"), "C1")
