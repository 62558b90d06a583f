"""What people do when nothing came back: they wait until the bot is there again, and do it once more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from time import monotonic, sleep
from typing import Protocol, TypeVar

from bot.practice.player.calls import CannotDo, Desk

T = TypeVar("T")

NO_ANSWER = frozenset({"dispatch_failed", "operation_timeout"})
NOTHING_CAME = frozenset({"no_modal", "not_answered", "not_drawn", "not_redrawn"})
PATIENCE_SECONDS = 30.0
WAIT_SECONDS = 10.0
# Slack opens no modal for a click that is older than three seconds.
MODAL_SECONDS = 3.5
# Nobody clicks again in the same instant; what was on its way shows until then.
REACTION_SECONDS = 0.5
LOOK_EVERY = 0.02


class Patience(Protocol):
    """How somebody takes it when nothing happens."""

    def do(self, what: str, deed: Callable[[], T]) -> T:
        """Do it, perhaps more than once. Raises CannotDo."""
        ...

    def in_vain(self) -> bool:
        """Whether it is certain that nothing will come any more of what was done last."""
        ...

    def deaths(self) -> int:
        """How often the bot has died so far."""
        ...


class Once:
    """Somebody who does a thing once and takes what comes."""

    def do(self, what: str, deed: Callable[[], T]) -> T:
        return deed()

    def in_vain(self) -> bool:
        return False

    def deaths(self) -> int:
        return 0


class Persistent:
    """Somebody who knows that the bot may die, and does again what had no answer or no effect.

    `deaths` is how often it has died; nobody has to wait for what a dead bot had begun. `repeated`
    counts by what was done how often it was done again.
    """

    def __init__(self, desk: Desk, deaths: Callable[[], int]) -> None:
        self.repeated = Counter[str]()
        self._desk, self.deaths = desk, deaths
        self._deaths_before = 0

    def do(self, what: str, deed: Callable[[], T]) -> T:
        until = monotonic() + PATIENCE_SECONDS
        while True:
            self._deaths_before = self.deaths()
            try:
                return deed()
            except CannotDo as refused:
                if refused.error not in NO_ANSWER | NOTHING_CAME or monotonic() > until:
                    raise
            self.repeated[what] += 1
            sleep(REACTION_SECONDS)
            while not self._is_there() and monotonic() < until:
                sleep(LOOK_EVERY)

    def in_vain(self) -> bool:
        return self.deaths() > self._deaths_before and self._is_there()

    def _is_there(self) -> bool:
        return bool(self._desk.get("/workspace")["connected"])


def waited(
    look: Callable[[], T | None],
    in_vain: Callable[[], bool],
    missing: CannotDo,
    seconds: float = WAIT_SECONDS,
) -> T:
    """What one waits for, once it is there; raises `missing`."""
    until = monotonic() + seconds
    while True:
        # Asked before the last look: what came in between counts.
        vain = in_vain() or monotonic() > until
        if found := look():
            return found
        if vain:
            raise missing
        sleep(LOOK_EVERY)
