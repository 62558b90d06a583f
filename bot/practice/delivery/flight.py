"""Counts what is on its way to the bot and what the bot is doing, so that a player can wait for quiet."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic


class Flight:
    """Deliveries in flight by person, and the bot's own calls."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._by_user: Counter[str] = Counter()
        self._calls = 0
        self._last = monotonic()

    def depart(self, user: str) -> None:
        with self._changed:
            self._by_user[user] += 1

    def land(self, user: str) -> None:
        with self._changed:
            self._by_user[user] -= 1
            self._last = monotonic()
            self._changed.notify_all()

    @contextmanager
    def call(self) -> Iterator[None]:
        """The bot is calling Slack."""
        with self._changed:
            self._calls += 1
        try:
            yield
        finally:
            with self._changed:
                self._calls -= 1
                self._last = monotonic()
                self._changed.notify_all()

    def quiet(self, user: str | None, settle: float, timeout: float) -> bool:
        """Wait until nothing is under way and the bot has been silent for `settle` seconds."""
        end = monotonic() + timeout
        with self._changed:
            while True:
                rest = self._last + settle - monotonic()
                if not self._busy(user) and rest <= 0:
                    return True
                if monotonic() >= end:
                    return False
                self._changed.wait(min(max(rest, 0.01), end - monotonic()))

    def _busy(self, user: str | None) -> bool:
        if self._calls:
            return True
        return self._by_user[user] > 0 if user else any(count > 0 for count in self._by_user.values())
