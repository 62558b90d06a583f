"""Looks after the ticks: a thread that died is started anew, and a bot that hangs gives itself up."""

import logging
import threading
from collections.abc import Callable

from bot.domain.health import TicksHealth

log = logging.getLogger(__name__)

# Far below the two minutes within which a dead thread must have been noticed.
LOOK_EVERY = 10.0
RESTARTS_AT_MOST = 3
# How long whoever stops the watch waits for a look that is under way; a look takes far less.
LAST_LOOK_SECONDS = 5.0

GiveUp = Callable[[str], None]


class Watch:
    """A thread of its own that nothing else uses: what stops the ticks cannot stop it."""

    def __init__(self, look: Callable[[], TicksHealth], restart: Callable[[], None], give_up: GiveUp) -> None:
        self._look, self._restart, self._give_up = look, restart, give_up
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="tick-watch", daemon=True)

    def start(self) -> None:
        """Look every few seconds from now on."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more; a restart that is under way comes to its end first, or it would undo the stop."""
        self._stopped.set()
        if threading.current_thread() is not self._thread:
            self._thread.join(LAST_LOOK_SECONDS)

    def look(self) -> None:
        """One look: nothing when the ticks tick. A database that is away is waited for, here and in them."""
        found = self._look()
        hanging = sorted(name for name, sweep in found.sweeps.items() if sweep.hangs)
        missed = sorted(name for name, sweep in found.sweeps.items() if sweep.missed)
        if hanging:
            self._end(f"sweep_hangs:{','.join(hanging)}")
        elif not found.alive or missed:
            why = f"missed {','.join(missed)}" if found.alive else "its thread died"
            self._again(why, found.restarts)

    def _again(self, why: str, restarts: int) -> None:
        if restarts >= RESTARTS_AT_MOST:
            self._end("ticks_died")
        else:
            log.error("the scheduler stopped ticking: %s; it is started anew", why)
            self._restart()

    def _end(self, reason: str) -> None:
        log.error("the bot gives itself up: %s", reason)
        self._stopped.set()
        self._give_up(reason)

    def _watch(self) -> None:
        while not self._stopped.wait(LOOK_EVERY):
            self.look()
