"""The ticks that keep things moving: deliver the outbox, work the inbox, roll reminders over with the hours.

APScheduler holds no reminder, only these few in-memory ticks: rows in the database remember (design
decision 10). A scheduler whose thread has died still says that it runs, so health looks at the
thread itself and at when each sweep last finished, and a watch starts it anew.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from time import monotonic, time

from apscheduler.schedulers.background import BackgroundScheduler

from bot.domain.health import TicksHealth
from bot.scheduler.sweep import Sweep, Work
from bot.scheduler.watch import GiveUp, Watch
from bot.services.delivery.inbox import LEASE_SECONDS, Worked
from bot.services.ports import Clock

log = logging.getLogger(__name__)

QUICK_SECONDS = 1
SLOW_SECONDS = 60
JUST_AFTER = 0.02
# Within the 30 seconds that a supervisor gives a process to end.
END_SECONDS = 15.0
# A stuck event is met again each time its lease has run out.
STUCK_SEEN_WITHIN = 2.0 * LEASE_SECONDS
JOBS = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}


class Ticks:
    """Runs the sweeps: the quick ones each second and when woken, the roll-over as the hour changes.

    `count_on` has a few more cases reckoned anew, and says whether more are left.
    """

    def __init__(
        self,
        *,
        deliver: Work,
        work_inbox: Callable[[], Worked],
        roll_over: Work,
        count_on: Callable[[], bool],
        look_around: Work,
        clock: Clock,
    ) -> None:
        self._clock, self._work_inbox, self._roll_over = clock, work_inbox, roll_over
        self._count_on = count_on
        self._rolled_at: datetime | None = None
        self._stuck = (0, 0.0)
        self._outbox = Sweep(deliver, clock, QUICK_SECONDS)
        self._inbox = Sweep(self._events, clock, QUICK_SECONDS)
        self._reminders = Sweep(self._each_hour, clock, SLOW_SECONDS)
        self._channels = Sweep(look_around, clock, SLOW_SECONDS)
        self._at_once = ThreadPoolExecutor(2, thread_name_prefix="woken")
        self._restarts = 0
        self._scheduler = _fresh_scheduler()
        self._watch: Watch | None = None

    def start(self, give_up: GiveUp | None = None) -> None:
        """Begin ticking; after a server has forked, never before.

        With `give_up`, the ticks are watched: it hears why only a fresh process helps.
        """
        # It would write two lines for each tick.
        logging.getLogger("apscheduler").setLevel(logging.WARNING)
        self._begin()
        if give_up is not None:
            self._watch = Watch(self.health, self._restart, give_up)
            self._watch.start()

    def stop(self, wait: bool = True) -> None:
        """Stop ticking; with `wait`, a sweep that runs comes to its end first, unless it hangs."""
        if self._watch is not None:
            self._watch.stop()
        # Its own wait holds the lock that a running sweep needs to ask for another look: neither would end.
        self._scheduler.shutdown(wait=False)
        self._at_once.shutdown(wait=False, cancel_futures=True)
        until = monotonic() + END_SECONDS
        for sweep in self._sweeps.values() if wait else ():
            if not sweep.end(max(0.0, until - monotonic())):
                log.error("a sweep did not come to its end")

    def wake(self) -> None:
        """A message was just queued: look in a moment and not at the next tick. Never blocks."""
        self._wake(self._outbox)

    def wake_inbox(self) -> None:
        """An event was just kept: the same for the inbox."""
        self._wake(self._inbox)

    def wake_in(self, seconds: float) -> None:
        """Look at the outbox again then: a tick of a whole second would often just miss the moment.

        At once: a sweep that runs does it once more, without a pause between.
        """
        if seconds <= 0.0:
            self._outbox.run()
        else:
            # Many who wait for almost the same moment are one look.
            self._in(seconds, self._outbox, f"look {time() + seconds:.1f}")

    def health(self) -> TicksHealth:
        """Whether the ticks tick."""
        thread = getattr(self._scheduler, "_thread", None)
        alive = thread is not None and thread.is_alive()
        sweeps = {name: sweep.health() for name, sweep in self._sweeps.items()}
        stuck, seen = self._stuck
        stuck = stuck if monotonic() - seen < STUCK_SEEN_WITHIN else 0
        well = alive and not any(sweep.stale for sweep in sweeps.values())
        return TicksHealth(well, alive, sweeps, stuck, self._restarts)

    @property
    def _sweeps(self) -> dict[str, Sweep]:
        return {
            "outbox": self._outbox,
            "inbox": self._inbox,
            "reminders": self._reminders,
            "channels": self._channels,
        }

    def _begin(self) -> None:
        for sweep in self._sweeps.values():
            sweep.begin_counting()
            self._scheduler.add_job(sweep.run, "interval", seconds=sweep.every)
        self._scheduler.start()
        for sweep in (self._reminders, self._inbox, self._outbox, self._channels):
            self._wake(sweep)

    def _restart(self) -> None:
        """With a scheduler of its own: what the one before still holds is of no use to anybody."""
        self._restarts += 1
        self._scheduler = _fresh_scheduler()
        self._begin()

    def _wake(self, sweep: Sweep) -> None:
        # After stop() the pool takes nothing more; what waits is found at the next start.
        if sweep.wake():
            with suppress(RuntimeError):
                self._at_once.submit(sweep.run_woken).add_done_callback(_log_fault)

    def _in(self, seconds: float, sweep: Sweep, known_as: str) -> None:
        at = datetime.now(UTC) + timedelta(seconds=seconds + JUST_AFTER)
        self._scheduler.add_job(sweep.run, "date", run_date=at, id=known_as, replace_existing=True)

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
        if self._count_on():
            self._wake(self._outbox)
            self._in(QUICK_SECONDS, self._reminders, "count on")


def _fresh_scheduler() -> BackgroundScheduler:
    return BackgroundScheduler(timezone="UTC", job_defaults=JOBS, daemon=True)


def _log_fault(future: Future[None]) -> None:
    fault = None if future.cancelled() else future.exception()
    if fault:
        log.error("a woken sweep ended with %s; the next tick tries again", type(fault).__name__)
