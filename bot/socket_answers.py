"""Answers over Socket Mode: on the wire in the moment they are given, however long they are."""

import json
import os
from collections.abc import Callable
from concurrent.futures import Executor, Future
from threading import Lock
from typing import Any, ParamSpec, TypeVar

import structlog
from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.adapter.socket_mode.base_handler import BaseSocketModeHandler
from slack_bolt.adapter.socket_mode.internals import build_headers
from slack_sdk.errors import SlackClientNotConnectedError
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

log = structlog.get_logger(__name__)

P = ParamSpec("P")
R = TypeVar("R")

TEXT_AND_LAST, MASKED = 0x81, 0x80
TWO_BYTES_FOLLOW, EIGHT_BYTES_FOLLOW = 126, 127


class LongFrames(SocketModeClient):
    """The SDK's client, whose own frames end at 65,535 bytes and are masked byte by byte in Python.

    A view may have 250,000: its acknowledgement would be lost, and with it what a person typed.
    """

    def send_message(self, message: str) -> None:
        """Send a text of any length. Raises SlackClientNotConnectedError when no connection took it."""
        frame = text_frame(message)
        if not self._sent(frame):
            # The connection is being replaced: once more, when its successor stands.
            with self.connect_operation_lock:
                if not self._sent(frame):
                    raise SlackClientNotConnectedError("no connection took the message")

    def _sent(self, frame: bytes) -> bool:
        session = self.current_session
        if session is None:
            return False
        try:
            with session.sock_send_lock:
                if session.sock is not None:
                    session.sock.sendall(frame)
                    return True
        except OSError:
            # Half a frame may be out: nothing that follows on this connection could be read.
            session.disconnect()
        return False


def text_frame(text: str) -> bytes:
    """A whole WebSocket message as a client sends it: masked, its length in as many bytes as it needs."""
    words, mask = text.encode(), os.urandom(4)
    size = len(words)
    if size < TWO_BYTES_FOLLOW:
        head = bytes((TEXT_AND_LAST, MASKED | size))
    elif size < 1 << 16:
        head = bytes((TEXT_AND_LAST, MASKED | TWO_BYTES_FOLLOW)) + size.to_bytes(2)
    else:
        head = bytes((TEXT_AND_LAST, MASKED | EIGHT_BYTES_FOLLOW)) + size.to_bytes(8)
    # All bytes at once, as one large number: many times as fast as one after the other.
    cover = (mask * (size // 4 + 1))[:size]
    return head + mask + (int.from_bytes(words) ^ int.from_bytes(cover)).to_bytes(size)


class Answer:
    """The one answer to one delivery: the first that is given goes out, at once."""

    def __init__(self, client: BaseSocketModeClient, envelope_id: str) -> None:
        self._client, self._envelope_id = client, envelope_id
        self._given = False
        self._lock = Lock()

    def __call__(self, response: BoltResponse | None) -> None:
        """Send it; nothing when one went before, or when this one is no answer for Slack."""
        if response is None or response.status != 200:
            return
        with self._lock:
            if self._given:
                return
            self._given = True
        try:
            self._client.send_message(self._envelope(response))
        except SlackClientNotConnectedError:
            # What was done is kept, and Slack delivers again; the listener goes on.
            log.warning("answer_not_sent")

    def _envelope(self, response: BoltResponse) -> str:
        said, kind = response.body, response.headers.get("content-type", [""])[0]
        told = {"envelope_id": self._envelope_id}
        if not said:
            return json.dumps(told)
        if not kind.startswith("application/json"):
            return json.dumps({**told, "payload": {"text": said}})
        # Bolt has written the JSON already.
        return f'{json.dumps(told)[:-1]}, "payload": {said}}}'


class PromptHandler(BaseSocketModeHandler):
    """Bolt's handler, without its look every ten milliseconds whether a listener has acknowledged.

    The app needs `InPlace` for its listeners, and the middleware hands `answer` to their ack.
    """

    def __init__(self, app: App, client: SocketModeClient) -> None:
        self.app, self.client = app, client
        client.socket_mode_request_listeners.append(self.handle)

    def handle(self, client: BaseSocketModeClient, req: SocketModeRequest) -> None:
        """One delivery from Slack, worked to its end in this thread."""
        answer = Answer(client, req.envelope_id)
        request = BoltRequest(
            mode="socket_mode", body=req.payload, headers=build_headers(req), context={"answer": answer}
        )
        answer(self.app.dispatch(request))


class InPlace(Executor):
    """Runs a listener where it is: the threads that carry deliveries are as many as may listen."""

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Run it now."""
        done: Future[Any] = Future()
        done.set_result(fn(*args, **kwargs))
        return done
