"""What each person came to see, in order: the page's updates and the player's transcript."""

import copy
import threading
from collections.abc import Iterable
from dataclasses import dataclass

from bot.practice.model import Json


@dataclass(frozen=True)
class Change:
    """One thing that appeared, changed or vanished; an audience of None means everybody."""

    seq: int
    at: str
    what: str
    channel: str | None
    content: Json
    audience: frozenset[str] | None

    def seen_by(self, user: str) -> bool:
        return self.audience is None or user in self.audience

    def public(self) -> Json:
        return {
            "seq": self.seq,
            "at": self.at,
            "what": self.what,
            "channel": self.channel,
            "content": self.content,
        }


class Changes:
    """The list of changes; waiting for the next one shares the workspace's lock."""

    def __init__(self, lock: threading.RLock) -> None:
        self._arrived = threading.Condition(lock)
        self._all: list[Change] = []

    @property
    def last(self) -> int:
        return len(self._all)

    def note(
        self,
        at: str,
        what: str,
        content: Json,
        *,
        channel: str | None = None,
        audience: Iterable[str] | None = None,
    ) -> None:
        with self._arrived:
            who = None if audience is None else frozenset(audience)
            self._all.append(Change(self.last + 1, at, what, channel, copy.deepcopy(content), who))
            self._arrived.notify_all()

    def since(self, seq: int, user: str, timeout: float = 0.0) -> tuple[list[Change], int]:
        """What this person saw after `seq`, waiting for it when asked to, and where to go on."""
        with self._arrived:
            if timeout:
                self._arrived.wait_for(lambda: self._visible(seq, user), timeout)
            return self._visible(seq, user), self.last

    def _visible(self, seq: int, user: str) -> list[Change]:
        return [change for change in self._all[seq:] if change.seen_by(user)]
