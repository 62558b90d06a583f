"""A bot by hand: answers every envelope the way a test says, and remembers what it heard."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from simple_websocket import ConnectionClosed

from tests.practice.conftest import Bench
from tests.practice.wires import Wire

Reply = Callable[[Any], Any]


class Answering:
    """Payloads as they came, each acked with what `reply` makes of it."""

    def __init__(self, bench: Bench, reply: Reply) -> None:
        self.heard: list[Any] = []
        self.reply = reply
        self._wire = Wire(bench)
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        try:
            while True:
                envelope = self._wire.take(0.5)
                if envelope is not None and "envelope_id" in envelope:
                    self.heard.append(envelope["payload"])
                    self._wire.ack(envelope, self.reply(envelope["payload"]))
        except ConnectionClosed:
            return

    def close(self) -> None:
        self._wire.close()
        self._thread.join()

    def of_type(self, kind: str) -> list[Any]:
        return [payload for payload in self.heard if payload.get("type") == kind]

    def events(self, kind: str) -> list[Any]:
        """The events of one type, oldest first."""
        return [p["event"] for p in self.of_type("event_callback") if p["event"]["type"] == kind]


@contextmanager
def answering(bench: Bench, reply: Reply = lambda payload: None) -> Iterator[Answering]:
    bot = Answering(bench, reply)
    try:
        yield bot
    finally:
        bot.close()
