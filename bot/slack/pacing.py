"""How fast we talk to Slack: one message a second in a channel, so many a minute, and Slack's own waits.

It never sleeps. It says how long to wait, and whoever asked comes back then. Slack counts by workspace
and by channel, whichever process calls: where several processes share a workspace, they keep the times in
the database (`bot/storage/paces.py`); a process that works alone keeps them itself.
"""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import Protocol

from bot.slack.turns import WINDOW, Turns

POSTS = "chat.postMessage"
# Cards are edited all the time, so their channels take turns; other methods go as they are asked for.
EDITS = "chat.update"
# Slack promises "several hundred a minute" for posts and 50+ or 100+ for the other methods' tiers. Of the
# edits two a minute are left for those that answer a click.
PER_MINUTE: Mapping[str, int] = {
    POSTS: 300,
    EDITS: 48,
    "chat.delete": 50,
    "conversations.open": 50,
    "conversations.history": 50,
    "files.delete": 50,
}
OTHERWISE_PER_MINUTE = 100
# After a quiet while a whole team hears at once; the rest of a minute's calls is spread over it.
A_TEAM = 12
# Slack counts when a call arrives, we when it leaves.
POSTS_USED = 0.96
# A clock that was set back makes nobody wait longer than this.
LONGEST_WAIT = 3600.0


# The moment, and when each named thing is free again: whoever holds it changes it in place.
Free = tuple[float, dict[str, float]]


class Times(Protocol):
    """Where it is kept when things are free again."""

    def hold(self, names: Sequence[str]) -> AbstractContextManager[Free]:
        """The moment and these times, which nobody else changes until the block ends."""
        ...

    def look(self, names: Sequence[str]) -> Free:
        """The moment and these times as they are; whoever looks keeps nobody waiting."""
        ...


class OwnTimes:
    """The times of a process that works alone."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._free: dict[str, float] = {}

    @contextmanager
    def hold(self, names: Sequence[str]) -> Iterator[Free]:
        """See Times."""
        with self._lock:
            now = self._now()
            free = {name: self._free[name] for name in names if name in self._free}
            yield now, free
            self._free = {name: at for name, at in (self._free | free).items() if at > now}

    def look(self, names: Sequence[str]) -> Free:
        """See Times."""
        with self._lock:
            return self._now(), {name: self._free[name] for name in names if name in self._free}


@dataclass(frozen=True)
class Allowance:
    """So many calls a minute, of which so many may go at once; in no minute are there more."""

    per_minute: int
    at_once: int

    @property
    def each(self) -> float:
        """Seconds from one call to the next."""
        return WINDOW / max(1, self.per_minute - self.at_once)

    @property
    def ahead(self) -> float:
        """How far the calls that went at once may run ahead of that."""
        return (self.at_once - 1) * self.each


class Pace:
    """Thread-safe; one for each workspace and process."""

    def __init__(
        self,
        *,
        channel_seconds: float = 1.0,
        per_minute: Mapping[str, int] = PER_MINUTE,
        times: Times | None = None,
    ) -> None:
        self._channel_seconds = channel_seconds
        self._per_minute = per_minute
        self._times = times or OwnTimes()
        # Used only while the edits' own time is held.
        self._edits = Turns(self._of(EDITS).per_minute)

    def take(self, method: str, channel: str | None = None) -> float:
        """0.0 when the call may be made now, and then it is counted; else the seconds to wait.

        `channel` is given for what shows up there as a message.
        """
        with self._times.hold(_names(method, channel)) as (now, free):
            wait = max(self._wait(method, channel, now, free), self._turn(method, channel, now))
            if wait <= 0.0:
                self._count(method, channel, now, free)
            return max(wait, 0.0)

    def wait(self, method: str, channel: str | None = None) -> float:
        """The seconds to wait if one asked now; nothing is counted."""
        now, free = self._times.look(_names(method, channel))
        return max(self._wait(method, channel, now, free), 0.0)

    def room(self, method: str) -> int:
        """How many calls may be made now."""
        allowed = self._of(method)
        now, free = self._times.look([method])
        ahead = now + allowed.ahead - max(now, free.get(method, now))
        return 0 if ahead < 0.0 else int(ahead / allowed.each + 1e-9) + 1

    def pause(self, method: str) -> float:
        """Seconds until half of what may go at once may go again."""
        now, free = self._times.look([method])
        return min(max(0.0, free.get(method, now) - now - self._of(method).ahead / 2), LONGEST_WAIT)

    def hold(self, method: str, seconds: float) -> None:
        """Slack asked for a pause of this method; a shorter one does not cut a longer one short."""
        with self._times.hold([method]) as (now, free):
            until = now + seconds + self._of(method).ahead
            free[method] = max(until, free.get(method, until))

    def _of(self, method: str) -> Allowance:
        per_minute = self._per_minute.get(method, OTHERWISE_PER_MINUTE)
        if method == EDITS:
            return Allowance(per_minute, Turns.at_once(per_minute))
        return Allowance(per_minute, max(1, min(per_minute // 4, A_TEAM)))

    def _wait(self, method: str, channel: str | None, now: float, free: Mapping[str, float]) -> float:
        budget = free.get(method, now) - self._of(method).ahead - now
        wait = max(budget, free.get(_place(channel), now) - now)
        return min(wait, LONGEST_WAIT)

    def _turn(self, method: str, channel: str | None, now: float) -> float:
        return self._edits.wait(channel or "", now) if method == EDITS else 0.0

    def _count(self, method: str, channel: str | None, now: float, free: dict[str, float]) -> None:
        if method == EDITS:
            self._edits.taken(channel or "")
        free[method] = max(now, free.get(method, now)) + self._of(method).each
        if channel:
            free[_place(channel)] = now + self._channel_seconds


def per_minute(posts: int) -> Mapping[str, int]:
    """The allowances of a workspace that takes so many posts a minute; a little is left for the network."""
    return {**PER_MINUTE, POSTS: int(posts * POSTS_USED)}


def _names(method: str, channel: str | None) -> list[str]:
    return [method, _place(channel)] if channel else [method]


def _place(channel: str | None) -> str:
    return f"in:{channel}"
