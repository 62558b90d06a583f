"""Answers over Socket Mode: at once, of any length, one for each delivery, never at the listener's cost."""

import json
import struct
import time
from collections.abc import Iterator
from contextlib import closing
from threading import Event

import pytest
from slack_bolt import Ack, App, BoltResponse
from slack_sdk.errors import SlackClientNotConnectedError
from slack_sdk.socket_mode.builtin.internals import _build_data_frame_for_sending

from bot.handlers.acks import LastingAck
from bot.practice import payloads
from bot.settings import Settings
from bot.slack.calls import web_client
from bot.socket_answers import Answer, InPlace, text_frame
from bot.socket_mode import SlackSocket
from tests.platform.conftest import Room
from tests.platform.test_watchdog import heard

SDK_FRAMES_END_AT = 65_535
# As much as one view may hold, in blocks of the longest text.
LARGE = [{"type": "section", "text": {"type": "mrkdwn", "text": "é" * 2900}} for _ in range(40)]


@pytest.fixture
def finished() -> Event:
    return Event()


@pytest.fixture
def slack(room: Room, finished: Event, monkeypatch: pytest.MonkeyPatch) -> Iterator[SlackSocket]:
    """A connected app that answers small, large, and with work left to do after its answer."""
    for name, value in room.running.environment().items():
        monkeypatch.setenv(name, value)
    settings = Settings()  # type: ignore[call-arg]
    client = web_client(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)
    bolt = App(client=client, listener_executor=InPlace())

    @bolt.middleware
    def lasting(context, next):  # type: ignore[no-untyped-def]
        context["ack"] = LastingAck(context["answer"])
        next()

    @bolt.command("/conference")
    def conference(ack: Ack, command: dict[str, str]) -> None:
        if command["text"] == "large":
            ack(text="large", blocks=LARGE)
        elif command["text"] == "slow":
            ack("at once")
            time.sleep(1)
            finished.set()
        else:
            ack("heard")

    with closing(SlackSocket(bolt, settings)) as opened:
        opened.open()
        assert heard(room)
        yield opened


def test_an_answer_longer_than_the_sdk_can_frame_arrives_whole(slack: SlackSocket, room: Room) -> None:
    """The SDK packs a frame's length into two bytes: a struct.error, and Slack hears nothing."""
    assert len(json.dumps(LARGE)) > SDK_FRAMES_END_AT
    outcome = answer_to(room, "large")
    assert outcome["blocks"] == LARGE
    assert heard(room)


def test_an_answer_does_not_wait_for_what_its_listener_does_next(
    slack: SlackSocket, room: Room, finished: Event
) -> None:
    assert answer_to(room, "slow")["text"] == "at once"
    assert not finished.is_set()
    assert finished.wait(5)


def test_an_answer_that_no_connection_takes_does_not_stop_its_listener(
    slack: SlackSocket, room: Room
) -> None:
    """What was done is kept; whatever follows the answer, such as waking the outbox, still happens."""
    session = slack._socket.current_session
    assert session is not None
    # The SDK's own thread would bring a successor, now or in five seconds.
    slack._socket.auto_reconnect_enabled = False
    session.disconnect()
    with pytest.raises(SlackClientNotConnectedError):
        slack._socket.send_message("{}")
    LastingAck(Answer(slack._socket, "envelope"))("kept")
    assert slack.reopen()
    assert heard(room)


def test_only_the_first_answer_goes_out(slack: SlackSocket, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    monkeypatch.setattr(slack._socket, "send_message", sent.append)
    answer = Answer(slack._socket, "e-1")
    answer(None)
    answer(BoltResponse(status=404))
    answer(BoltResponse(status=200, body='{"text": "one"}', headers={"content-type": "application/json"}))
    answer(BoltResponse(status=200, body="two"))
    assert [json.loads(one) for one in sent] == [{"envelope_id": "e-1", "payload": {"text": "one"}}]


@pytest.mark.parametrize(
    ("body", "payload"), [("", {}), ("words", {"payload": {"text": "words"}})], ids=["empty", "plain"]
)
def test_an_answer_without_json(
    slack: SlackSocket, monkeypatch: pytest.MonkeyPatch, body: str, payload: dict[str, object]
) -> None:
    sent: list[str] = []
    monkeypatch.setattr(slack._socket, "send_message", sent.append)
    Answer(slack._socket, "e-1")(BoltResponse(status=200, body=body))
    assert json.loads(sent[0]) == {"envelope_id": "e-1", **payload}


@pytest.mark.parametrize("size", [0, 1, 3, 125, 126, 127, 65_535, 65_536, 250_001])
def test_a_frame_says_its_length_and_unmasks_to_its_text(size: int) -> None:
    frame = text_frame("a" * size)
    assert (frame[0], frame[1] >> 7) == (0x81, 1)
    short = frame[1] & 0x7F
    wide = {126: 2, 127: 8}.get(short, 0)
    assert (int.from_bytes(frame[2 : 2 + wide]) if wide else short) == size
    mask, hidden = frame[2 + wide : 6 + wide], frame[6 + wide :]
    assert bytes(byte ^ mask[nth % 4] for nth, byte in enumerate(hidden)) == b"a" * size


def answer_to(room: Room, text: str) -> dict[str, object]:
    """What the app's acknowledgement itself said, read at Slack's end."""
    workspace = room.running.workspace
    with workspace.lock:
        who, where = workspace.users[room.person], workspace.channels[room.channel]
        fields, _ = payloads.command(workspace, who, where, "/conference", text)
    outcome = workspace.courier.interact("slash_commands", fields, who.id, takes_payload=True)
    assert outcome.acked
    assert isinstance(outcome.body, dict)
    return outcome.body


def test_the_sdk_still_has_the_limit_that_we_go_around() -> None:
    """When this ends to hold, LongFrames may go."""
    with pytest.raises(struct.error):
        _build_data_frame_for_sending("a" * (SDK_FRAMES_END_AT + 1), 1)
