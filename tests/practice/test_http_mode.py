"""Signed posts to a bot that runs without Socket Mode: Bolt's own checks, and bad answers."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask, Response, request
from slack_bolt import App
from slack_bolt.adapter.flask import SlackRequestHandler
from slack_sdk import WebClient
from werkzeug.serving import make_server

from bot.practice.settings import Limits, Tokens
from tests.practice.conftest import Bench, Make, manifest, wait_until

TOKENS = Tokens(bot="xoxb-1", app="xapp-1", signing_secret="a-signing-secret")
Listen = Callable[[Callable[[], Any]], str]


@pytest.fixture
def listen() -> Iterator[Listen]:
    """Serve one address for the bot, and give its URL."""
    servers: list[Any] = []

    def serve(view: Callable[[], Any]) -> str:
        app = Flask("bot")
        app.add_url_rule("/slack/events", view_func=view, methods=["POST"])
        server = make_server("127.0.0.1", 0, app, threaded=True)
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/slack/events"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


def posting(make: Make, url: str, **limits: Any) -> Bench:
    settings = Limits(rate=False, **limits)
    return make(manifest(socket_mode=False), events_url=url, tokens=TOKENS, limits=settings)


def bolt(bench: Bench, heard: list[str]) -> Callable[[], Any]:
    """A Bolt app that checks signatures, as it would in production."""
    client = WebClient(TOKENS.bot, base_url=f"{bench.running.url}/api/")
    app = App(client=client, signing_secret=TOKENS.signing_secret)

    @app.command("/conference")
    def command(ack: Any, body: Any) -> None:
        heard.append(body["text"])
        ack("Here you are")

    @app.event("message")
    def message(event: Any) -> None:
        heard.append(event["text"])

    @app.shortcut("start")
    def start(ack: Any) -> None:
        heard.append("start")
        ack()

    handler = SlackRequestHandler(app)
    return lambda: handler.handle(request)


def test_bolt_accepts_signatures_forms_and_the_challenge(make: Make, listen: Listen) -> None:
    heard: list[str] = []
    views: list[Callable[[], Any]] = []
    bench = posting(make, listen(lambda: views[0]()))
    views.append(bolt(bench, heard))
    people, omar = bench.people, bench.omar

    assert people.post("app/verify_url")["verified"] is True
    done = people.post(f"{omar}/command", channel=bench.team, text="/conference help")
    assert done["ok"], done
    assert people.messages(omar, bench.team)[-1]["text"] == "Here you are"
    assert people.post(f"{omar}/shortcut", callback_id="start")["ok"]
    people.post(f"{omar}/message", channel=bench.team, text="hello")
    wait_until(lambda: len(heard) == 3)
    assert heard == ["help", "start", "hello"]
    assert bench.rules() == []


def test_a_wrong_secret_is_refused_by_the_bot(make: Make, listen: Listen) -> None:
    views: list[Callable[[], Any]] = []
    wrong = Tokens(bot=TOKENS.bot, app=TOKENS.app, signing_secret="another")
    bench = make(manifest(socket_mode=False), events_url=listen(lambda: views[0]()), tokens=wrong)
    views.append(bolt(bench, []))
    done = bench.people.post(f"{bench.omar}/command", channel=bench.team, text="/conference")
    assert (done["error"], bench.serious()) == ("dispatch_failed", ["dispatch_failed"])


def test_an_event_is_retried_with_its_number_and_reason(make: Make, listen: Listen) -> None:
    headers: list[tuple[str | None, str | None]] = []

    def refuse() -> Response:
        got = request.headers
        headers.append((got.get("X-Slack-Retry-Num"), got.get("X-Slack-Retry-Reason")))
        return Response("", 500)

    bench = posting(make, listen(refuse), retry_seconds=(0.0, 0.05, 0.1))
    bench.people.post(f"{bench.omar}/message", channel=bench.team, text="hello")
    wait_until(lambda: bench.rules() == ["event_lost"])
    assert headers == [(None, None), ("1", "http_error"), ("2", "http_error"), ("3", "http_error")]


def test_a_bot_can_ask_for_no_retry(make: Make, listen: Listen) -> None:
    calls: list[int] = []

    def refuse() -> Response:
        calls.append(1)
        return Response("", 500, {"x-slack-no-retry": "1"})

    bench = posting(make, listen(refuse), retry_seconds=(0.0, 0.0, 0.0))
    bench.people.post(f"{bench.omar}/message", channel=bench.team, text="hello")
    wait_until(lambda: len(calls) == 1)
    time.sleep(0.3)
    assert (len(calls), bench.rules()) == (1, [])


def test_a_slow_bot_is_too_late(make: Make, listen: Listen) -> None:
    def sleep() -> Response:
        time.sleep(0.6)
        return Response("")

    bench = posting(make, listen(sleep), ack_seconds=0.3)
    done = bench.people.post(f"{bench.omar}/command", channel=bench.team, text="/conference")
    assert (done["error"], bench.serious()) == ("operation_timeout", ["late_ack"])


def test_nobody_listens(make: Make) -> None:
    bench = posting(make, "http://127.0.0.1:1/slack/events")
    done = bench.people.post(f"{bench.omar}/command", channel=bench.team, text="/conference")
    assert (done["error"], bench.rules()) == ("dispatch_failed", ["app_not_connected"])
    assert bench.people.post("app/verify_url")["verified"] is False


def test_an_address_that_does_not_answer_the_challenge(make: Make, listen: Listen) -> None:
    bench = posting(make, listen(lambda: Response("ok")))
    assert bench.people.post("app/verify_url")["verified"] is False
    assert bench.serious() == ["url_not_verified"]


def test_posts_go_to_loopback_alone(make: Make) -> None:
    with pytest.raises(ValueError, match="loopback"):
        make(manifest(socket_mode=False), events_url="https://example.org/slack/events")
