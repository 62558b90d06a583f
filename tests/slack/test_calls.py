"""Every way in which Slack can answer, as one of our few terms, against a bare server on loopback."""

import logging
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot.domain.sending import Limited, NotSent, Refused, ShutOut, Uncertain
from bot.slack.calls import web_client
from bot.slack.messenger import Messenger
from bot.slack.pacing import Pace

Answer = tuple[int, dict[str, str], bytes] | None


@contextmanager
def serving(answer: Answer, wait: threading.Event | None = None) -> Iterator[tuple[str, list[str]]]:
    """A server that gives every request the same answer (None: hangs up), and the paths it was asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.path)
            self.rfile.read(int(self.headers.get("Content-Length", "0")))
            if wait:
                wait.wait(5)
            if answer is None:
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            status, headers, body = answer
            self.send_response(status)
            for name, value in (headers | {"Content-Length": str(len(body))}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/api", asked
    finally:
        if wait:
            wait.set()
        server.shutdown()
        thread.join()
        server.server_close()


def post(url: str) -> Callable[[], object]:
    messenger = Messenger(web_client("xoxb-1", url), Pace())
    return lambda: messenger.post("C1", "Hi", [], "id-1")


def refusal(code: str) -> bytes:
    return f'{{"ok": false, "error": "{code}"}}'.encode()


@pytest.mark.parametrize(
    ("answer", "kind", "reason"),
    [
        ((429, {"Retry-After": "17"}, refusal("ratelimited")), Limited, "ratelimited"),
        ((429, {}, b""), Limited, "ratelimited"),
        ((200, {}, refusal("rate_limited")), Limited, "ratelimited"),
        ((500, {}, b"oh no"), Uncertain, "http_500"),
        ((503, {}, refusal("service_unavailable")), Uncertain, "http_503"),
        ((200, {}, refusal("internal_error")), Uncertain, "http_200"),
        ((200, {}, b"<html>a proxy's own page</html>"), Uncertain, "http_200"),
        ((200, {}, refusal("channel_not_found")), Refused, "channel_not_found"),
        ((200, {}, refusal("is_archived")), Refused, "is_archived"),
        ((200, {}, refusal("invalid_blocks")), Refused, "invalid_blocks"),
        ((200, {}, refusal("token_revoked")), ShutOut, "token_revoked"),
        ((200, {}, refusal("missing_scope")), ShutOut, "missing_scope"),
        ((200, {}, refusal("team_added_to_org")), ShutOut, "team_added_to_org"),
        ((200, {}, refusal("external_channel_migrating")), Uncertain, "http_200"),
        (None, Uncertain, "RemoteDisconnected"),
    ],
)
def test_each_answer_has_its_meaning(answer: Answer, kind: type[NotSent], reason: str) -> None:
    with serving(answer) as (url, asked), pytest.raises(kind) as caught:
        post(url)()
    assert type(caught.value) is kind
    assert caught.value.reason == reason
    assert len(asked) == 1, "the SDK must not try again by itself"


def test_a_wait_that_slack_names_is_kept() -> None:
    with serving((429, {"Retry-After": "17"}, b"")) as (url, asked):
        send = post(url)
        with pytest.raises(Limited) as caught:
            send()
        assert caught.value.seconds == 17.0
        with pytest.raises(Limited, match="own_pace") as held:
            send()
    assert 16.0 < held.value.seconds <= 17.0
    assert len(asked) == 1, "the second one never left"


def test_no_answer_in_time_is_uncertain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.slack.calls.TIMEOUT_SECONDS", 0.2)
    with serving((200, {}, b'{"ok": true}'), threading.Event()) as (url, asked), pytest.raises(Uncertain):
        post(url)()
    assert len(asked) == 1


def test_nobody_there_is_uncertain() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(Uncertain):
        post(f"http://127.0.0.1:{port}/api")()


def test_no_words_reach_the_log_even_at_debug(caplog: pytest.LogCaptureFixture) -> None:
    """The SDK prints what it sends when its logger is at DEBUG; ours never is."""
    caplog.set_level(logging.DEBUG)
    with serving((200, {}, b'{"ok": true, "channel": "C1", "ts": "1.2"}')) as (url, _):
        client = web_client("xoxb-1", url)
        Messenger(client, Pace()).post("C1", "Juniper misses her mom", [], "id-1")
    assert "Juniper" not in caplog.text
