"""One call to Slack's Web API: paced, tried once, and its end told in our own few terms."""

import logging
import re
from collections.abc import Callable, Mapping
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web import SlackResponse

from bot.domain.sending import OF_THE_APP, Limited, NotSent, Refused, ShutOut, Uncertain
from bot.slack.pacing import Pace

TIMEOUT_SECONDS = 10
WAIT_WHEN_SLACK_NAMES_NONE = 30.0
LIMITS = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
SLACKS_OWN_FAULTS = frozenset(
    {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "update_failed"}
    | {"external_channel_migrating", "file_update_failed"}
)


def web_client(token: str, base_url: str) -> WebClient:
    """A client that tries once: the SDK's own retry posts a message twice when an answer is lost.

    Its logger never goes down to DEBUG, where the SDK prints what people wrote; and it has a library's
    name, for at ERROR the SDK quotes an answer that it cannot read, and of a library's line that is cut.
    """
    logger = logging.getLogger("slack_sdk.roundtable")
    logger.setLevel(logging.INFO)
    return WebClient(
        token=token,
        base_url=base_url.rstrip("/") + "/",
        timeout=TIMEOUT_SECONDS,
        retry_handlers=[],
        logger=logger,
    )


def ask(
    pace: Pace, method: str, call: Callable[[], SlackResponse], channel: str | None = None
) -> SlackResponse:
    """Make the call if the pace allows it. Raises Limited, Uncertain, Refused.

    `channel` is given when a message shows up there. Causes are cut off (`from None`): an SDK error
    quotes Slack's whole answer, and no log needs that.
    """
    wait = pace.take(method, channel)
    if wait > 0.0:
        raise Limited(wait, "own_pace")
    try:
        return call()
    except SlackApiError as error:
        problem = _understood(error.response)
    except (SlackRequestError, HTTPException, OSError, UnicodeDecodeError) as error:
        raise Uncertain(type(error).__name__) from None
    if isinstance(problem, Limited):
        pace.hold(method, problem.seconds)
    raise problem from None


def _understood(response: SlackResponse) -> NotSent:
    body = response.data if isinstance(response.data, Mapping) else {}
    code = str(body.get("error", ""))
    if response.status_code == 429 or code in LIMITS:
        return Limited(_retry_after(response.headers), "ratelimited")
    if response.status_code >= 500 or code in SLACKS_OWN_FAULTS or not re.fullmatch(r"[a-z0-9_.]+", code):
        return Uncertain(f"http_{response.status_code}")
    return ShutOut(code) if code in OF_THE_APP else Refused(code)


def _retry_after(headers: Mapping[str, str]) -> float:
    named = {name.lower(): value for name, value in headers.items()}.get("retry-after", "")
    return float(named) if named.isdecimal() else WAIT_WHEN_SLACK_NAMES_NONE
