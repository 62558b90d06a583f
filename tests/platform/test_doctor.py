"""What the doctor makes of what Slack says."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.doctor import clock, scopes
from bot.slack.manifest import BOT_SCOPES

NOW = datetime(2026, 3, 18, 15, 30, tzinfo=UTC)


def slack_says(moment: datetime) -> str:
    return moment.strftime("%a, %d %b %Y %H:%M:%S GMT")


@pytest.mark.parametrize(("seconds", "well"), [(0, True), (60, True), (-60, True), (61, False), (-61, False)])
def test_a_clock_may_differ_by_a_minute(seconds: int, well: bool) -> None:
    assert clock(slack_says(NOW + timedelta(seconds=seconds)), NOW).well is well


@pytest.mark.parametrize("said", [None, "", "yesterday"])
def test_no_time_from_slack_is_no_problem_of_ours(said: str | None) -> None:
    assert clock(said, NOW).well


def test_a_scope_that_the_installed_app_lacks_is_named() -> None:
    assert scopes(", ".join(BOT_SCOPES)).well
    missing = scopes(",".join(set(BOT_SCOPES) - {"files:read"}))
    assert not missing.well
    assert "files:read" in missing.note
    assert scopes(None).well
