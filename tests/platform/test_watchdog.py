"""A connection that Slack no longer answers is opened again, and given up when that does not help."""

import socket
import time
from collections.abc import Iterator
from contextlib import closing

import pytest
from slack_bolt import App

from bot.settings import Settings
from bot.slack.calls import web_client
from bot.socket_mode import (
    LOOKS_BEFORE_GIVING_UP,
    PING_SECONDS,
    STALE_PINGS,
    TOKEN_EVERY_LOOKS,
    SlackSocket,
    Watchdog,
)
from tests.platform.conftest import Room


@pytest.fixture
def slack(room: Room, monkeypatch: pytest.MonkeyPatch) -> Iterator[SlackSocket]:
    for name, value in room.running.environment().items():
        monkeypatch.setenv(name, value)
    settings = Settings()  # type: ignore[call-arg]
    client = web_client(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)
    bolt = App(client=client)
    bolt.command("/conference")(lambda ack: ack("heard"))
    with closing(SlackSocket(bolt, settings)) as opened:
        opened.open()
        yield opened


def test_a_connection_that_works_is_left_alone(slack: SlackSocket, room: Room) -> None:
    reasons: list[str] = []
    for _ in range(TOKEN_EVERY_LOOKS):
        Watchdog(slack, reasons.append).look()
    assert slack.alive()
    assert slack.health().connected
    assert not slack.hung_up()
    assert heard(room)
    assert reasons == []


def test_a_dropped_connection_is_noticed_long_before_pings_stay_unanswered(
    slack: SlackSocket, room: Room
) -> None:
    watchdog = Watchdog(slack, lambda reason: None)
    watchdog.start()
    room.deed("drop_sockets")
    assert heard(room, within=STALE_PINGS * PING_SECONDS)
    watchdog.stop()
    assert not slack.hung_up()


def test_a_slack_that_stays_away_is_given_up(slack: SlackSocket, room: Room) -> None:
    reasons: list[str] = []
    watchdog = Watchdog(slack, reasons.append)
    room.running.stop()
    until = time.monotonic() + 100
    while slack.alive():
        assert time.monotonic() < until
        time.sleep(0.1)
    for _ in range(LOOKS_BEFORE_GIVING_UP - 1):
        watchdog.look()
    assert reasons == []
    watchdog.look()
    assert reasons == ["silent"]


def test_a_token_that_was_revoked_is_given_up_at_once(slack: SlackSocket, room: Room) -> None:
    reasons: list[str] = []
    watchdog = Watchdog(slack, reasons.append)
    room.deed("revoke_tokens")
    for _ in range(TOKEN_EVERY_LOOKS):
        watchdog.look()
    assert len(reasons) == 1
    assert reasons[0] in ("token_revoked", "invalid_auth", "account_inactive")


def test_a_very_large_payload_is_received(slack: SlackSocket, room: Room) -> None:
    """With the SDK's own buffer its reader ends in a RecursionError."""
    assert heard(room)
    assert room.command("x" * 4_000_000)["ok"]


def test_acks_do_not_wait_for_one_another_on_any_connection(slack: SlackSocket, room: Room) -> None:
    assert heard(room)
    assert sends_at_once(slack)
    assert slack.reopen()
    assert heard(room)
    assert sends_at_once(slack)


def heard(room: Room, within: float = 30.0) -> bool:
    """Whether a command comes through; Slack may need a moment to know a new connection."""
    until = time.monotonic() + within
    while not room.command("hello")["ok"]:
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True


def sends_at_once(slack: SlackSocket) -> bool:
    """Whether the connection's kernel buffer is sent without delay."""
    session = slack._socket.current_session
    assert session is not None
    assert session.sock is not None
    return session.sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0
