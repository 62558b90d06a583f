"""The ticks that keep things moving: deliver the outbox, work the inbox, roll reminders over with the hours.

APScheduler holds no reminder, only these few in-memory ticks: rows in the database remember (design
decision 10). A scheduler whose thread has died still says that it runs, so health looks at the
thread itself and at when each sweep last finished.
"""

import logging
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import monotonic, sleep

from apscheduler.schedulers.background import BackgroundScheduler

from bot.services.delivery.inbox import LEASE_SECONDS, Worked
from bot.services.ports import Clock

log = logging.getLogger(__name__)

QUICK_SECONDS = 1
SLOW_SECONDS = 60
JUST_AFTER = 0.02
# What several people do in the same moment goes out in one sweep, which takes no time from their answers.
GATHER_SECONDS = 0.05
# A sweep may have to wait for Slack a few times; one that takes this long hangs.
STALE_SECONDS = 180.0

# A stuck event is met again each time its lease has run out.
STUCK_SEEN_WITHIN = 2.0 * LEASE_SECONDS
JOBS = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}

Work = Callable[[], object]


@dataclass(frozen=True)
class SweepHealth:
    """When a sweep last finished (None: never yet), by the bot's clock and in real seconds ago."""

    finished_at: datetime | None
    seconds_ago: float | None
    stale: bool


@dataclass(frozen=True)
class Health:
    """`ok` only if the ticking thread lives and each sweep has finished lately.

    `stuck_events` failed too often and wait for a person; that is no reason to restart the bot.
    """

    ok: bool
    alive: bool
    sweeps: Mapping[str, SweepHealth]
    stuck_events: int = 0


class Sweep:
    """One kind of work: never twice at once, and once more when it was asked for while it ran."""

    def __init__(self, work: Work, clock: Clock) -> None:
        self._work, self._clock = work, clock
        self._running = threading.Lock()
        self._asked = threading.Event()
        self._woken = threading.Lock()
        self._since = monotonic()
        self._finished: tuple[datetime, float] | None = None
        self._over = False

    def run(self) -> None:
        """Do the work now, or leave it to the thread that is at it, which then does it once more."""
        self._asked.set()
        while self._asked.is_set() and self._running.acquire(blocking=False):
            try:
                if self._over:
                    return
                self._asked.clear()
                self._work()
                self._finished = (self._clock.now(), monotonic())
            finally:
                self._running.release()

    def wake(self) -> bool:
        """Note that it is wanted soon; False when somebody noted that already, and it has not begun yet."""
        return self._woken.acquire(blocking=False)

    def run_woken(self) -> None:
        """Do the work for everybody who wanted it up to now."""
        sleep(GATHER_SECONDS)
        self._woken.release()
        self.run()

    def end(self) -> None:
        """Wait for the work that runs; none begins any more."""
        self._over = True
        with self._running:
            return

    def begin_counting(self) -> None:
        """From now on it is expected to finish."""
        self._since = monotonic()

    def health(self) -> SweepHealth:
        """When it last finished, and whether that is too long ago."""
        finished_at, ended = self._finished or (None, None)
        stale = monotonic() - (ended or self._since) > STALE_SECONDS
        return SweepHealth(finished_at, monotonic() - ended if ended else None, stale)


class Ticks:
    """Runs the sweeps: the quick ones each second and when woken, the roll-over as the hour changes."""

    def __init__(
        self,
        *,
        deliver: Work,
        work_inbox: Callable[[], Worked],
        roll_over: Work,
        look_around: Work,
        clock: Clock,
    ) -> None:
        self._clock, self._work_inbox, self._roll_over = clock, work_inbox, roll_over
        self._rolled_at: datetime | None = None
        self._stuck = (0, 0.0)
        self._outbox = Sweep(deliver, clock)
        self._inbox = Sweep(self._events, clock)
        self._reminders = Sweep(self._each_hour, clock)
        self._channels = Sweep(look_around, clock)
        self._at_once = ThreadPoolExecutor(2, thread_name_prefix="woken")
        self._scheduler = BackgroundScheduler(timezone="UTC", job_defaults=JOBS)

    def start(self) -> None:
        """Begin ticking; after a server has forked, never before."""
        # It would write two lines for each tick.
        logging.getLogger("apscheduler").setLevel(logging.WARNING)
        for sweep, seconds in (
            (self._outbox, QUICK_SECONDS),
            (self._inbox, QUICK_SECONDS),
            (self._reminders, SLOW_SECONDS),
            (self._channels, SLOW_SECONDS),
        ):
            sweep.begin_counting()
            self._scheduler.add_job(sweep.run, "interval", seconds=seconds)
        self._scheduler.start()
        for sweep in (self._reminders, self._inbox, self._outbox, self._channels):
            self._wake(sweep)

    def stop(self, wait: bool = True) -> None:
        """Stop ticking; with `wait`, a sweep that runs comes to its end first."""
        # Its own wait holds the lock that a running sweep needs to ask for another look: neither would end.
        self._scheduler.shutdown(wait=False)
        self._at_once.shutdown(wait=wait, cancel_futures=True)
        for sweep in (self._outbox, self._inbox, self._reminders, self._channels) if wait else ():
            sweep.end()

    def wake(self) -> None:
        """A message was just queued: look in a moment and not at the next tick. Never blocks."""
        self._wake(self._outbox)

    def wake_inbox(self) -> None:
        """An event was just kept: the same for the inbox."""
        self._wake(self._inbox)

    def wake_in(self, seconds: float) -> None:
        """Look at the outbox again then: a tick of a whole second would often just miss the moment."""
        at = datetime.now(UTC) + timedelta(seconds=seconds + JUST_AFTER)
        # Many who wait for almost the same moment are one look.
        moment = f"look {at.timestamp():.1f}"
        self._scheduler.add_job(
            self._wake, "date", [self._outbox], run_date=at, id=moment, replace_existing=True
        )

    def health(self) -> Health:
        """Whether the ticks tick."""
        thread = getattr(self._scheduler, "_thread", None)
        alive = thread is not None and thread.is_alive()
        sweeps = {
            "outbox": self._outbox.health(),
            "inbox": self._inbox.health(),
            "reminders": self._reminders.health(),
            "channels": self._channels.health(),
        }
        stuck, seen = self._stuck
        stuck = stuck if monotonic() - seen < STUCK_SEEN_WITHIN else 0
        return Health(alive and not any(sweep.stale for sweep in sweeps.values()), alive, sweeps, stuck)

    def _wake(self, sweep: Sweep) -> None:
        # After stop() the pool takes nothing more; what waits is found at the next start.
        if sweep.wake():
            with suppress(RuntimeError):
                self._at_once.submit(sweep.run_woken).add_done_callback(_log_fault)

    def _events(self) -> None:
        """What was done for an event may have put messages into the outbox."""
        worked = self._work_inbox()
        if worked.done:
            self._wake(self._outbox)
        if worked.stuck:
            self._stuck = (worked.stuck, monotonic())

    def _each_hour(self) -> None:
        hour = self._clock.now().replace(minute=0, second=0, microsecond=0)
        if hour != self._rolled_at:
            self._roll_over()
            self._rolled_at = hour
            self._wake(self._outbox)


def _log_fault(future: Future[None]) -> None:
    fault = None if future.cancelled() else future.exception()
    if fault:
        log.error("a woken sweep ended with %s; the next tick tries again", type(fault).__name__)
