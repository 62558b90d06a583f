"""Whether a picked Slack user can be reached: apps, people who left and strangers cannot."""

import logging
from collections.abc import Mapping
from typing import Any

from slack_sdk import WebClient

from bot.domain.errors import AnswersNotUnderstood
from bot.flows.flow import Flow
from bot.handlers.desk import SLACK_IS_AWAY, Desk, problem_of

log = logging.getLogger(__name__)
# That Slack did not tell us in time is said below, once, and is no error.
sdk_log = logging.getLogger(f"{__name__}.sdk")
sdk_log.setLevel(logging.CRITICAL)

# Slack waits three seconds for the form's answer. If it does not tell us in time, we believe the
# picker: a message that cannot be delivered is told to staff.
PATIENCE_SECONDS = 1
SLACKBOT = "USLACKBOT"


def refuse_unreachable(
    desk: Desk, client: WebClient, flow: Flow, values: Mapping[str, Any], before: Mapping[str, Any]
) -> None:
    """Raise AnswersNotUnderstood for newly picked users who are no people of this workspace."""
    problems = {}
    for step in flow.steps:
        user = str(values.get(step.name) or "")
        picked = step.answer == "user" and user and user != before.get(step.name)
        if picked and (problem := _problem_of(desk, client, user)):
            problems[step.name] = problem
    if problems:
        raise AnswersNotUnderstood(problems)


def _problem_of(desk: Desk, client: WebClient, user: str) -> str | None:
    quick = WebClient(
        token=client.token,
        base_url=client.base_url,
        timeout=PATIENCE_SECONDS,
        retry_handlers=[],
        logger=sdk_log,
    )
    try:
        found = desk.call("users.info", lambda: quick.users_info(user=user))["user"]
    except SLACK_IS_AWAY as away:
        log.warning("picked user not looked at, %s", problem_of(away))
        return None
    if found.get("is_bot") or user == SLACKBOT:
        return "user_is_bot"
    if found.get("deleted"):
        return "user_left"
    return "user_is_stranger" if found.get("is_stranger") else None
