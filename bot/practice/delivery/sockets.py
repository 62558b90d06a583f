"""Socket Mode: the open connections, the envelopes sent over them, and the acks that come back."""

from __future__ import annotations

import json
import socket
import threading
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from simple_websocket import ConnectionClosed, Server

from bot.practice.breaches import Breaches
from bot.practice.delivery.outcome import EnvelopeKind, Outcome
from bot.practice.lots import seeded
from bot.practice.model import Json

MOST_SOCKETS = 10
GOODBYE_SECONDS = 1.0


@dataclass
class Pending:
    """An envelope that waits for its ack."""

    sent: float
    socket: int
    takes_payload: bool
    answered: threading.Event = field(default_factory=threading.Event)
    payload: Any = None
    lost: bool = False
    late: bool = False


class Connection:
    """One WebSocket; sends from several threads are kept whole by a lock."""

    def __init__(self, number: int, server: Server) -> None:
        self.number = number
        self._server = server
        # Slack's envelopes do not wait in a kernel for one another.
        server.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._sending = threading.Lock()

    def send(self, message: Json) -> bool:
        try:
            with self._sending:
                self._server.send(json.dumps(message))
        except (ConnectionClosed, OSError):
            return False
        return True

    def receive(self) -> str | bytes | None:
        received: str | bytes | None = self._server.receive()
        return received

    def close(self) -> None:
        """End the connection with a goodbye, once the other side had a moment to read its reason."""
        with suppress(ConnectionClosed, OSError):
            self._server.receive(timeout=GOODBYE_SECONDS)
            self._server.close()

    def cut(self) -> None:
        """End the connection without a goodbye, as a dropped line does."""
        with suppress(OSError):
            self._server.sock.shutdown(socket.SHUT_RDWR)


class Sockets:
    """All the bot's connections. Any of them may get any envelope, as with Slack."""

    def __init__(self, app_id: str, breaches: Breaches, seed: int) -> None:
        self._app_id = app_id
        self._breaches = breaches
        self._random = seeded(seed)
        self._lock = threading.Lock()
        self._tickets: set[str] = set()
        self._open: dict[int, Connection] = {}
        self._pending: dict[str, Pending] = {}
        self._count = 0
        self._met = False

    def ticket(self) -> str:
        made = uuid.uuid4().hex
        with self._lock:
            self._tickets.add(made)
        return made

    @property
    def ever_connected(self) -> bool:
        with self._lock:
            return self._met

    @property
    def connected(self) -> int:
        with self._lock:
            return len(self._open)

    def attend(self, environ: Json, ticket: str) -> bool:
        """Serve one connection until it ends; False when the ticket was not ours or used before."""
        with self._lock:
            if ticket not in self._tickets:
                return False
            self._tickets.remove(ticket)
            self._count += 1
            number = self._count
        connection = Connection(number, Server.accept(environ, ping_interval=25))
        if self._register(connection):
            self._listen(connection)
        else:
            connection.close()
        return True

    def _register(self, connection: Connection) -> bool:
        with self._lock:
            if len(self._open) >= MOST_SOCKETS:
                connection.send({"type": "disconnect", "reason": "too_many_websockets"})
                return False
            # Nothing may reach the bot before its greeting, and nothing may be missed after it.
            connection.send(self._hello(len(self._open) + 1))
            self._open[connection.number] = connection
            self._met = True
        return True

    def _hello(self, count: int) -> Json:
        return {
            "type": "hello",
            "num_connections": count,
            "connection_info": {"app_id": self._app_id},
            "debug_info": {"host": "practice", "build_number": 1, "approximate_connection_time": 3600},
        }

    def _listen(self, connection: Connection) -> None:
        try:
            while (raw := connection.receive()) is not None:
                self._take(raw)
        except ConnectionClosed:
            pass
        finally:
            self._forget(connection)

    def _forget(self, connection: Connection) -> None:
        with self._lock:
            self._open.pop(connection.number, None)
            left = [
                p for p in self._pending.values() if p.socket == connection.number and not p.answered.is_set()
            ]
        for pending in left:
            pending.lost = True
            pending.answered.set()

    def _take(self, raw: str | bytes) -> None:
        try:
            ack = json.loads(raw)
        except ValueError:
            self._breaches.add("malformed_ack", "socket")
            return
        envelope_id = ack.get("envelope_id") if isinstance(ack, dict) else None
        with self._lock:
            pending = self._pending.get(envelope_id) if isinstance(envelope_id, str) else None
        if pending is None:
            self._breaches.add("unknown_envelope", "socket")
        elif pending.answered.is_set():
            self._breaches.add("acked_twice", "socket")
        elif ack.get("payload") is not None and not pending.takes_payload:
            self._breaches.add("payload_not_accepted", "socket")
            pending.answered.set()
        else:
            pending.payload = ack.get("payload")
            if not pending.late:
                pending.answered.set()

    def deliver(self, kind: EnvelopeKind, payload: Json, seconds: float, **more: Any) -> Outcome:
        """Send one envelope and wait for its ack; `more` names retries, takes_payload, cut (a fault)."""
        cut, takes_payload = more.pop("cut", False), more.pop("takes_payload", False)
        connection = self._any()
        if connection is None:
            return Outcome(False, 0, "dispatch_failed", reason="not_connected")
        envelope_id = str(uuid.uuid4())
        pending = Pending(monotonic(), connection.number, takes_payload)
        with self._lock:
            self._pending[envelope_id] = pending
        envelope = {
            "envelope_id": envelope_id,
            "type": kind,
            "accepts_response_payload": takes_payload,
            "payload": payload,
            **more,
        }
        if not connection.send(envelope):
            return Outcome(False, 0, "dispatch_failed", reason="connection_lost")
        if cut:
            # The line breaks after the envelope went out: an ack on its way is lost with it.
            pending.late = True
            connection.cut()
            return Outcome(False, 0, "dispatch_failed", reason="connection_lost")
        return _wait(pending, seconds)

    def _any(self) -> Connection | None:
        with self._lock:
            return self._random.choice(list(self._open.values())) if self._open else None

    def each(self, deed: Callable[[Connection], object]) -> int:
        """Do something to every open connection, and say how many there were."""
        connections = self.connections()
        for connection in connections:
            deed(connection)
        return len(connections)

    def connections(self) -> list[Connection]:
        with self._lock:
            return list(self._open.values())


def _wait(pending: Pending, seconds: float) -> Outcome:
    in_time = pending.answered.wait(max(0.0, pending.sent + seconds - monotonic()))
    ms = round((monotonic() - pending.sent) * 1000)
    if not in_time:
        pending.late = True
        return Outcome(False, ms, "operation_timeout", reason="timeout")
    if pending.lost:
        return Outcome(False, ms, "dispatch_failed", reason="connection_lost")
    return Outcome(True, ms, body=pending.payload)
