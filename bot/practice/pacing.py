"""Slack's rates: so many calls of a method in a minute, and one message a second in a channel."""

import math
import threading
from collections import defaultdict, deque
from time import monotonic

from bot.practice.settings import Limits


class Pacing:
    """Counts calls in real time and says how long a caller has to wait."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._calls: dict[str, deque[float]] = defaultdict(deque)
        self._tokens: dict[str, tuple[float, float]] = {}
        self._told_to_wait: dict[str, float] = {}

    def wait_for_method(self, method: str, per_window: int) -> int:
        """Seconds to wait (0: go ahead) for one more call of a method."""
        if not self._limits.rate:
            return 0
        with self._lock:
            now, calls = monotonic(), self._calls[method]
            while calls and calls[0] <= now - self._limits.rate_window:
                calls.popleft()
            if len(calls) >= per_window:
                return max(1, math.ceil(calls[0] + self._limits.rate_window - now))
            calls.append(now)
            return 0

    def wait_for_channel(self, channel: str) -> int:
        """Seconds to wait (0: go ahead) for one more message in a channel; short bursts pass."""
        if not self._limits.rate:
            return 0
        with self._lock:
            now = monotonic()
            tokens, then = self._tokens.get(channel, (float(self._limits.channel_burst), now))
            tokens = min(self._limits.channel_burst, tokens + (now - then) / self._limits.channel_interval)
            if tokens < 1:
                self._tokens[channel] = (tokens, now)
                return max(1, math.ceil((1 - tokens) * self._limits.channel_interval))
            self._tokens[channel] = (tokens - 1, now)
            return 0

    def tell(self, key: str, seconds: int) -> None:
        """Remember that a caller was told to wait."""
        with self._lock:
            self._told_to_wait[key] = monotonic() + seconds

    def called_too_soon(self, key: str) -> bool:
        """Whether a caller came back before the time it was told."""
        # Retry-After is in whole seconds; a caller may round the last tenth either way.
        with self._lock:
            return monotonic() < self._told_to_wait.get(key, 0.0) - 0.1
