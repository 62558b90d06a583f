"""A bare Socket Mode client, for what a well-behaved Bolt would never do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from simple_websocket import Client
from wsproto.events import Ping

from tests.practice.conftest import Bench


class Wire:
    """One WebSocket to the workspace, driven by hand."""

    def __init__(self, bench: Bench) -> None:
        url = bench.client.apps_connections_open(app_token=bench.workspace.tokens.app)["url"]
        self.url = url
        self._socket = Client.connect(url)
        # This client overlooks a greeting that comes together with the handshake until more comes in.
        with suppress(OSError):
            self._socket.sock.send(self._socket.ws.send(Ping()))
        self.hello = self.take()

    def take(self, seconds: float = 5.0) -> Any:
        raw = self._socket.receive(timeout=seconds)
        return json.loads(raw) if raw else None

    def ack(self, envelope: Any, payload: Any = None) -> None:
        body = {"envelope_id": envelope["envelope_id"]}
        self.send({**body, "payload": payload} if payload is not None else body)

    def send(self, body: Any) -> None:
        self._socket.send(body if isinstance(body, str) else json.dumps(body))

    def close(self) -> None:
        if self._socket.connected:
            self._socket.close()


@contextmanager
def wire(bench: Bench) -> Iterator[Wire]:
    connected = Wire(bench)
    try:
        yield connected
    finally:
        connected.close()
