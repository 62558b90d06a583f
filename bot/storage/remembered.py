"""What a case held when its audit chain last grew: read and decrypted once, for a short time and a few cases.

Whatever changes the record writes a line of its case's chain in the same transaction. So the chain's head,
which is asked for each time, says whether what is remembered still is what is kept, in every process.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import NamedTuple, TypeVar, cast

from bot.domain.kept import Kept

T = TypeVar("T", bound=Kept)


class Head(NamedTuple):
    """Where a chain ends: how many lines it has, and the hash of the last."""

    seq: int
    hash: str


@dataclass
class _Case:
    head: Head
    since: float
    things: dict[type[Kept], tuple[Kept, ...]] = field(default_factory=dict)


class Remembered:
    """Shared by all threads. Bounded three ways: cases, things of one kind, seconds."""

    def __init__(
        self,
        cases: int = 32,
        of_a_kind: int = 100,
        seconds: float = 60.0,
        elapsed: Callable[[], float] = time.monotonic,
    ) -> None:
        self._cases, self._of_a_kind, self._seconds, self._elapsed = cases, of_a_kind, seconds, elapsed
        self._known: OrderedDict[tuple[str, str], _Case] = OrderedDict()
        self._lock = Lock()

    def recall(self, owner: tuple[str, str], head: Head, kind: type[T]) -> tuple[T, ...] | None:
        """All things of a kind in a case (workspace, case) whose chain ends there; None when not known."""
        with self._lock:
            known = self._known.get(owner)
            if known is None or known.head != head:
                return None
            if self._elapsed() - known.since > self._seconds:
                del self._known[owner]
                return None
            self._known.move_to_end(owner)
            return cast("tuple[T, ...] | None", known.things.get(kind))

    def keep(self, owner: tuple[str, str], head: Head, kind: type[T], things: tuple[T, ...]) -> None:
        """Remember what was read after the chain was seen to end there."""
        if len(things) > self._of_a_kind:
            return
        with self._lock:
            known = self._known.get(owner)
            if known is not None and known.head.seq > head.seq:
                return
            if known is None or known.head != head:
                known = self._known[owner] = _Case(head, self._elapsed())
            known.things[kind] = things
            self._known.move_to_end(owner)
            while len(self._known) > self._cases:
                self._known.popitem(last=False)
