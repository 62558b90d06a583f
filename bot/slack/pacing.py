"""How fast we talk to Slack: one message a second in a channel, so many a minute, and Slack's own waits.

It never sleeps. It says how long to wait, and whoever asked comes back then. The count is this
process's own; where several processes share a workspace, Slack's Retry-After keeps them in step.
"""

import threading
from collections import deque
from collections.abc import Callable, Mapping
from time import monotonic

from bot.slack.turns import WINDOW, Turns

# Cards are edited all the time, so their channels take turns; other methods go as they are asked for.
EDITS = "chat.update"
# Slack promises "several hundred a minute" for posts and 50+ or 100+ for the other methods' tiers. Of the
# edits two a minute are left for those that answer a click.
PER_MINUTE: Mapping[str, int] = {
    "chat.postMessage": 240,
    EDITS: 48,
    "chat.delete": 50,
    "conversations.open": 50,
    "conversations.history": 50,
    "files.delete": 50,
}
OTHERWISE_PER_MINUTE = 100


class Pace:
    """Thread-safe; one for each workspace."""

    def __init__(
        self,
        *,
        channel_seconds: float = 1.0,
        per_minute: Mapping[str, int] = PER_MINUTE,
        now: Callable[[], float] = monotonic,
    ) -> None:
        self._channel_seconds = channel_seconds
        self._per_minute = per_minute
        self._now = now
        self._lock = threading.Lock()
        self._calls: dict[str, deque[float]] = {}
        self._held_until: dict[str, float] = {}
        self._channel_free: dict[str, float] = {}
        self._edits = Turns(per_minute.get(EDITS, OTHERWISE_PER_MINUTE))

    def take(self, method: str, channel: str | None = None) -> float:
        """0.0 when the call may be made now, and then it is counted; else the seconds to wait.

        `channel` is given for what shows up there as a message.
        """
        with self._lock:
            now = self._now()
            budget = self._for_its_turn(channel, now) if method == EDITS else self._over_budget(method, now)
            wait = max(self._held(method, now), budget, self._too_soon(channel, now))
            if wait <= 0.0:
                self._count(method, channel, now)
            return max(wait, 0.0)

    def hold(self, method: str, seconds: float) -> None:
        """Slack asked for a pause of this method; a shorter one does not cut a longer one short."""
        with self._lock:
            until = self._now() + seconds
            self._held_until[method] = max(until, self._held_until.get(method, until))

    def _held(self, method: str, now: float) -> float:
        return self._held_until.get(method, now) - now

    def _for_its_turn(self, channel: str | None, now: float) -> float:
        return self._edits.wait(channel or "", now)

    def _over_budget(self, method: str, now: float) -> float:
        calls = self._calls.setdefault(method, deque())
        while calls and calls[0] <= now - WINDOW:
            calls.popleft()
        full = len(calls) >= self._per_minute.get(method, OTHERWISE_PER_MINUTE)
        return calls[0] + WINDOW - now if full else 0.0

    def _too_soon(self, channel: str | None, now: float) -> float:
        return self._channel_free.get(channel, now) - now if channel else 0.0

    def _count(self, method: str, channel: str | None, now: float) -> None:
        if method == EDITS:
            self._edits.taken(channel or "")
        else:
            self._calls[method].append(now)
        if channel:
            self._channel_free = {one: free for one, free in self._channel_free.items() if free > now}
            self._channel_free[channel] = now + self._channel_seconds
