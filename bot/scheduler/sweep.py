"""One kind of work that the ticks do again and again, with what is to be known of how it goes."""

import sys
import threading
from collections.abc import Callable
from datetime import datetime
from time import monotonic, sleep

from bot.domain.health import SweepHealth
from bot.services.ports import Clock

# What several people do in the same moment goes out in one sweep, which takes no time from their answers.
GATHER_SECONDS = 0.05
# A sweep may have to wait for Slack a few times; one that did not finish for this long is not well.
STALE_SECONDS = 180.0
# Every call that a sweep makes ends by itself; so many ticks' worth of work cannot take longer than this.
HANGS_AFTER_TICKS = 15
HANGS_AFTER_LEAST = 180.0
# A tick may be late while the machine is busy; later than this, nobody ticks.
MISSED_AFTER = 30.0

Work = Callable[[], object]


class Sweep:
    """One kind of work: never twice at once, and once more when it was asked for while it ran."""

    def __init__(self, work: Work, clock: Clock, every: float) -> None:
        self.every = every
        self._work, self._clock = work, clock
        self._running = threading.Lock()
        self._asked = threading.Event()
        self._woken = threading.Lock()
        self._since = self._asked_at = monotonic()
        self._begun: float | None = None
        self._finished: tuple[datetime, float] | None = None
        self._failing = ""
        self._over = False

    def run(self) -> None:
        """Do the work now, or leave it to the thread that is at it, which then does it once more."""
        self._asked_at = monotonic()
        self._asked.set()
        while self._asked.is_set() and self._running.acquire(blocking=False):
            try:
                if self._over:
                    return
                self._asked.clear()
                self._do()
            finally:
                self._begun = None
                self._running.release()

    def wake(self) -> bool:
        """Note that it is wanted soon; False when somebody noted that already, and it has not begun yet."""
        return self._woken.acquire(blocking=False)

    def run_woken(self) -> None:
        """Do the work for everybody who wanted it up to now."""
        sleep(GATHER_SECONDS)
        self._woken.release()
        self.run()

    def end(self, seconds: float) -> bool:
        """Let none begin any more, and wait for the work that runs; False when it did not end in time."""
        self._over = True
        ended = self._running.acquire(timeout=seconds)
        if ended:
            self._running.release()
        return ended

    def begin_counting(self) -> None:
        """From now on it is expected to finish."""
        self._since = self._asked_at = monotonic()

    def health(self) -> SweepHealth:
        """When it last finished, how it goes now, and whether that is too long ago."""
        now, begun = monotonic(), self._begun
        finished_at, ended = self._finished or (None, None)
        running = now - begun if begun is not None else None
        hangs_after = max(HANGS_AFTER_LEAST, self.every * HANGS_AFTER_TICKS)
        return SweepHealth(
            finished_at,
            now - ended if ended else None,
            stale=now - (ended or self._since) > STALE_SECONDS,
            running_seconds=running,
            failing=self._failing,
            missed=running is None and now - self._asked_at > self.every + MISSED_AFTER,
            hangs=running is not None and running > hangs_after,
        )

    def _do(self) -> None:
        self._begun = monotonic()
        try:
            self._work()
            self._finished = (self._clock.now(), monotonic())
        finally:
            # Only named here, for whoever looks at the health; whoever ticked writes it down.
            problem = sys.exc_info()[0]
            self._failing = problem.__name__ if problem else ""
