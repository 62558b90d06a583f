"""Log lines carry ids and kinds, never what a person wrote, whoever logs them."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from slack_sdk.errors import SlackApiError

from bot.handlers.desk import problem_of
from bot.logs import configure
from bot.slack.calls import web_client
from tests.slack.test_calls import serving

WORDS = "Marisol cannot sleep"


@pytest.fixture
def out() -> Iterator[io.StringIO]:
    before = logging.root.handlers[:], logging.root.level
    stream = io.StringIO()
    configure("info", stream)
    yield stream
    logging.root.handlers, level = before
    logging.root.setLevel(level)
    structlog.reset_defaults()


def lines(out: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.getvalue().splitlines()]


def fail() -> None:
    try:
        raise KeyError(WORDS)
    except KeyError as problem:
        raise ValueError(f"bad text: {WORDS}") from problem


def test_our_lines_are_json_with_a_time_and_a_level(out: io.StringIO) -> None:
    structlog.get_logger().info("conference_begun", conference="0192")
    (line,) = lines(out)
    assert (line["event"], line["conference"], line["level"]) == ("conference_begun", "0192", "info")
    assert line["timestamp"].endswith("Z")


def test_the_level_is_kept(out: io.StringIO) -> None:
    structlog.get_logger().debug("too_much")
    assert lines(out) == []


def test_an_exception_is_told_by_its_kinds_and_places_alone(out: io.StringIO) -> None:
    try:
        fail()
    except ValueError:
        structlog.get_logger().exception("listener_broke")
    (line,) = lines(out)
    assert line["exception"] == ["ValueError", "KeyError"]
    assert any(place.endswith(" fail") for place in line["at"])
    assert "Marisol" not in out.getvalue()


def test_a_library_s_sentence_is_cut_where_it_begins_to_quote(out: io.StringIO) -> None:
    logging.getLogger("slack_bolt.App").error(f"Failed to run listener function (error: ValueError, {WORDS})")
    logging.getLogger("slack_sdk").warning("Unhandled request ({'text': '%s'})", WORDS)
    first, second = lines(out)
    assert (first["event"], first["problem"]) == ("Failed to run listener function", "ValueError")
    assert (second["event"], second["library"]) == ("Unhandled request", "slack_sdk")
    assert "Marisol" not in out.getvalue()


def test_a_line_of_our_own_is_said_to_its_end(out: io.StringIO) -> None:
    """An operator who reads that a message cannot be delivered reads why."""
    said = "outgoing %s (%s) cannot be delivered: %s"
    logging.getLogger("bot.services.delivery.endings").error(said, "0192", "file:plan.pdf", "is_archived")
    (line,) = [one["event"] for one in lines(out)]
    assert line == "outgoing 0192 (file:plan.pdf) cannot be delivered: is_archived"


def test_an_answer_that_slack_s_client_cannot_read_is_not_quoted(out: io.StringIO) -> None:
    answer = f'{{"ok": true, "ts": "1.2", "message": {{"text": "{WORDS}'.encode()
    with serving((200, {}, answer)) as (url, _), pytest.raises(SlackApiError) as unread:
        web_client("xoxb-1", url).chat_postMessage(channel="C1", text="Hi")
    logging.getLogger("bot.handlers.desk").warning("view not opened, %s", problem_of(unread.value))
    assert [one["event"] for one in lines(out)][-1] == "view not opened, unreadable_answer"
    assert "Marisol" not in out.getvalue()


def test_a_library_s_exception_keeps_its_words_to_itself(out: io.StringIO) -> None:
    try:
        fail()
    except ValueError as problem:
        logging.getLogger("slack_bolt.App").exception(f"Failed to run a request listener: {problem}")
    (line,) = lines(out)
    assert line["exception"] == ["ValueError", "KeyError"]
    assert "Marisol" not in out.getvalue()


def test_libraries_never_speak_below_warning(out: io.StringIO) -> None:
    configure("debug", out)
    logging.getLogger("slack_sdk.web").debug(f"body: {WORDS}")
    logging.getLogger("slack_sdk.web").info(f"body: {WORDS}")
    assert out.getvalue() == ""
