"""Carries interactions to the bot while a person waits, and events behind their back, with retries."""

from __future__ import annotations

import heapq
import itertools
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Protocol

from bot.practice.breaches import Breaches
from bot.practice.delivery.flight import Flight
from bot.practice.delivery.outcome import EnvelopeKind, Outcome
from bot.practice.faults import FaultSwitch
from bot.practice.model import Json
from bot.practice.settings import Limits

EVENT_THREADS = 16


class Line(Protocol):
    """A way to the bot: sockets or signed posts."""

    def deliver(self, kind: EnvelopeKind, payload: Json, seconds: float, **more: Any) -> Outcome: ...


@dataclass(order=True)
class Waiting:
    """An event that is due at some moment, for the first time or again."""

    due: float
    order: int
    payload: Json = field(compare=False)
    user: str = field(compare=False)
    attempt: int = field(compare=False, default=0)
    reason: str = field(compare=False, default="")


class Courier:
    """The deliveries of one workspace."""

    def __init__(self, limits: Limits, breaches: Breaches, faults: FaultSwitch) -> None:
        self._limits = limits
        self._breaches = breaches
        self._faults = faults
        self.flight = Flight()
        self._line: Line | None = None
        self._due = threading.Condition()
        self._heap: list[Waiting] = []
        self._order = itertools.count()
        self._open = False
        self._pool = ThreadPoolExecutor(EVENT_THREADS, thread_name_prefix="practice-event")
        self._loop = threading.Thread(target=self._run, name="practice-courier", daemon=True)

    def start(self, line: Line | None) -> None:
        self._line = line
        self._open = True
        self._loop.start()

    def stop(self) -> None:
        with self._due:
            self._open = False
            self._due.notify_all()
        if self._loop.is_alive():
            self._loop.join()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def interact(self, kind: EnvelopeKind, payload: Json, user: str, *, takes_payload: bool) -> Outcome:
        """Deliver a command or an interaction and wait the three seconds that a person would see."""
        where = str(payload.get("type") or payload.get("command"))
        self.flight.depart(user)
        try:
            outcome = self._deliver(kind, payload, takes_payload=takes_payload)
            if self._faults.strikes("duplicate_interactions"):
                self._deliver(kind, payload, takes_payload=takes_payload)
        finally:
            self.flight.land(user)
        self._judge(outcome, where)
        return outcome

    def _deliver(self, kind: EnvelopeKind, payload: Json, **more: Any) -> Outcome:
        if self._line is None:
            return Outcome(False, 0, "dispatch_failed", reason="not_connected")
        if self._faults.strikes("dropped_socket"):
            more["cut"] = True
        return self._line.deliver(kind, payload, self._limits.ack_seconds, **more)

    def _judge(self, outcome: Outcome, where: str) -> None:
        if outcome.acked:
            return
        if outcome.reason in ("not_connected", "connection_failed", "connection_lost"):
            self._breaches.add("app_not_connected", where, outcome.reason)
        elif outcome.error == "operation_timeout":
            self._breaches.add("late_ack", where, f"{outcome.ms} ms")
        else:
            self._breaches.add("dispatch_failed", where, outcome.reason or "")

    def event(self, payload: Json, user: str) -> None:
        """Put an event on its way; the bot has three seconds to ack each attempt."""
        copies = 2 if self._faults.strikes("duplicate_events") else 1
        for _ in range(copies):
            self.flight.depart(user)
            self._push(Waiting(monotonic(), next(self._order), payload, user))

    def _push(self, waiting: Waiting) -> None:
        with self._due:
            heapq.heappush(self._heap, waiting)
            self._due.notify_all()

    def _run(self) -> None:
        while True:
            with self._due:
                while self._open and (not self._heap or self._heap[0].due > monotonic()):
                    self._due.wait(self._heap[0].due - monotonic() if self._heap else None)
                if not self._open:
                    return
                waiting = heapq.heappop(self._heap)
            self._pool.submit(self._attempt, waiting)

    def _attempt(self, waiting: Waiting) -> None:
        more: Json = {}
        if waiting.attempt:
            more = {"retry_attempt": waiting.attempt, "retry_reason": waiting.reason}
        try:
            outcome = self._deliver("events_api", waiting.payload, **more)
        finally:
            if not waiting.attempt:
                self.flight.land(waiting.user)
        if not outcome.acked and not outcome.no_retry:
            self._again(waiting, outcome)

    def _again(self, waiting: Waiting, outcome: Outcome) -> None:
        where = str(waiting.payload["event"]["type"])
        if outcome.error == "operation_timeout":
            self._breaches.add("late_ack", where, f"{outcome.ms} ms")
        if waiting.attempt >= len(self._limits.retry_seconds):
            self._breaches.add("event_lost", where, f"after {waiting.attempt} retries")
            return
        due = monotonic() + self._limits.retry_seconds[waiting.attempt]
        reason = outcome.reason or "unknown_error"
        self._push(
            Waiting(due, next(self._order), waiting.payload, waiting.user, waiting.attempt + 1, reason)
        )
