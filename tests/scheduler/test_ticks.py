"""The ticks: they run by themselves, at once when woken, never twice at a time, and their health shows."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any

import pytest

from bot.scheduler import Ticks, sweep, ticks
from bot.scheduler.sweep import Sweep
from bot.services.delivery.inbox import Worked


class Watch:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 10, 16, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time


class Count:
    """Work that counts how often it was done, and can be made to fail or to wait."""

    def __init__(self, result: Any = None) -> None:
        self.done = 0
        self.at_once = self.most_at_once = 0
        self.result: Any = result
        self.fault: Exception | None = None
        self.may_go = threading.Event()
        self.may_go.set()
        self.begun = threading.Event()

    def __call__(self) -> Any:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.begun.set()
        self.may_go.wait(5)
        self.at_once -= 1
        self.done += 1
        if self.fault:
            raise self.fault
        return self.result


def until(holds: Callable[[], bool], seconds: float = 5.0) -> float:
    """Wait for it; how many seconds that took."""
    begun = monotonic()
    while not holds():
        assert monotonic() - begun < seconds, "it did not happen in time"
        threading.Event().wait(0.005)
    return monotonic() - begun


class Bench:
    def __init__(self) -> None:
        self.clock = Watch()
        self.deliver, self.inbox, self.roll = Count(), Count(Worked()), Count()
        self.look_around = Count()
        self.given_up: list[str] = []
        self.count_on = Count(result=False)
        self.ticks = Ticks(
            deliver=self.deliver,
            work_inbox=self.inbox,
            roll_over=self.roll,
            count_on=self.count_on,
            look_around=self.look_around,
            clock=self.clock,
        )


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench()
    made.ticks.start()
    yield made
    made.ticks.stop()


def test_everything_runs_at_the_start_and_each_second(bench: Bench) -> None:
    until(lambda: bench.deliver.done >= 1 and bench.inbox.done >= 1 and bench.roll.done >= 1, 0.9)
    until(lambda: bench.deliver.done >= 3 and bench.inbox.done >= 3)


def test_a_wake_is_followed_at_once(bench: Bench) -> None:
    """A DM answers without waiting for the next tick."""
    until(lambda: bench.inbox.done >= 1 and bench.deliver.done >= 1)
    seen = bench.inbox.done, bench.deliver.done
    bench.ticks.wake()
    bench.ticks.wake_inbox()
    assert until(lambda: bench.inbox.done > seen[0] and bench.deliver.done > seen[1]) < 0.5


def test_what_is_wanted_in_one_moment_is_done_in_one_sweep(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty people who capture at once do not set off twenty sweeps, which would delay their answers."""
    monkeypatch.setattr(ticks, "QUICK_SECONDS", 60)
    bench = Bench()
    bench.ticks.start()
    try:
        until(lambda: bench.roll.done == 1 and bench.inbox.done == 1 and bench.deliver.done >= 1)
        threading.Event().wait(0.2)  # the roll-over wakes the outbox as well
        seen = bench.inbox.done, bench.deliver.done
        for _ in range(20):
            bench.ticks.wake()
        until(lambda: bench.deliver.done > seen[1])
        threading.Event().wait(0.2)
        assert (bench.inbox.done, bench.deliver.done) == (seen[0], seen[1] + 1)
        bench.ticks.wake()
        until(lambda: bench.deliver.done == seen[1] + 2)
    finally:
        bench.ticks.stop()


def test_the_outbox_is_looked_at_again_just_after_the_pace_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two ticks: a card that changed twice shows the second change as soon as Slack takes it."""
    monkeypatch.setattr(ticks, "QUICK_SECONDS", 60)
    bench = Bench()
    bench.ticks.start()
    try:
        until(lambda: bench.roll.done == 1 and bench.inbox.done == 1 and bench.deliver.done >= 1)
        threading.Event().wait(0.2)  # the roll-over wakes the outbox as well
        seen = bench.deliver.done
        bench.ticks.wake_in(0.1)
        assert 0.1 <= until(lambda: bench.deliver.done > seen) < 2
    finally:
        bench.ticks.stop()


def test_a_sweep_that_leaves_more_behind_goes_on_at_once() -> None:
    """A rush is never slower than the pace: nothing is waited for between two sweeps."""
    bench = Bench()
    left = [3]

    def deliver() -> None:
        left[0] -= 1
        if left[0]:
            bench.ticks.wake_in(0.0)

    bench.ticks._outbox = Sweep(deliver, bench.clock, 1)
    bench.ticks._outbox.run()
    assert left == [0]


def test_what_an_event_led_to_is_delivered_at_once() -> None:
    """The inbox worked something: the outbox is looked at without another tick."""
    bench = Bench()
    bench.inbox.result = Worked(done=1)
    bench.ticks._inbox.run()
    until(lambda: bench.deliver.done == 1)
    bench.ticks._at_once.shutdown()


def test_a_sweep_runs_once_at_a_time_and_once_more_when_it_was_asked_for_meanwhile() -> None:
    work = Count()
    work.may_go.clear()
    one = Sweep(work, Watch(), 1.0)
    first = threading.Thread(target=one.run)
    first.start()
    work.begun.wait(5)
    for _ in range(10):
        one.run()
    work.may_go.set()
    first.join()
    assert (work.done, work.most_at_once) == (2, 1)


def test_reminders_roll_over_when_the_hour_does() -> None:
    """Also when the practice clock jumps; not each minute."""
    bench = Bench()
    for _ in range(3):
        bench.ticks._reminders.run()
    assert bench.roll.done == 1
    bench.clock.time += timedelta(minutes=59)
    bench.ticks._reminders.run()
    assert bench.roll.done == 1
    bench.clock.time += timedelta(minutes=1)
    bench.ticks._reminders.run()
    assert bench.roll.done == 2


def test_what_is_left_to_count_is_gone_on_with_in_a_moment(bench: Bench) -> None:
    """Without waiting for the next minute, and no longer than something is left."""
    bench.count_on.result = True
    bench.ticks._reminders.run()
    until(lambda: bench.count_on.done >= 3)
    bench.count_on.result = False
    until(lambda: bench.count_on.done >= 4)


def test_a_roll_over_that_failed_is_tried_again() -> None:
    bench = Bench()
    bench.roll.fault = LookupError("broken")
    with pytest.raises(LookupError):
        bench.ticks._reminders.run()
    bench.roll.fault = None
    bench.ticks._reminders.run()
    assert bench.roll.done == 2


def test_health_knows_when_each_sweep_ended(bench: Bench) -> None:
    until(lambda: bench.ticks.health().sweeps["reminders"].finished_at is not None)
    health = bench.ticks.health()
    assert health.ok
    assert health.sweeps["reminders"].finished_at == bench.clock.time


def test_stuck_events_are_in_sight_until_they_are_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    bench = Bench()
    bench.inbox.result = Worked(stuck=2)
    bench.ticks._inbox.run()
    bench.inbox.result = Worked()
    bench.ticks._inbox.run()
    assert bench.ticks.health().stuck_events == 2, "they are met only when their lease has run out"
    monkeypatch.setattr(ticks, "STUCK_SEEN_WITHIN", 0.0)
    assert bench.ticks.health().stuck_events == 0


def test_a_sweep_that_hangs_is_noticed(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "STALE_SECONDS", 0.2)
    bench.deliver.begun.clear()
    bench.deliver.may_go.clear()
    bench.deliver.begun.wait(5)
    until(lambda: bench.ticks.health().sweeps["outbox"].stale)
    assert not bench.ticks.health().ok
    bench.deliver.may_go.set()


def test_a_sweep_that_asks_for_another_look_while_the_bot_stops_keeps_nobody_waiting() -> None:
    """APScheduler's own wait would hold the lock that such a sweep needs: the two waited for ever."""
    begun, may_go = threading.Event(), threading.Event()

    def deliver() -> None:
        if not threading.current_thread().name.startswith("woken"):
            begun.set()
            may_go.wait(5)
            made.wake_in(0.01)

    made = Ticks(
        deliver=deliver,
        work_inbox=Count(Worked()),
        roll_over=Count(),
        count_on=Count(False),
        look_around=Count(),
        clock=Watch(),
    )
    made.start()
    assert begun.wait(5)
    stopping = threading.Thread(target=made.stop, daemon=True)
    stopping.start()
    stopping.join(0.2)
    assert stopping.is_alive(), "what runs comes to its end first"
    may_go.set()
    stopping.join(5)
    assert not stopping.is_alive()


def test_stopping_waits_for_the_work_that_runs_and_a_late_wake_does_no_harm() -> None:
    bench = Bench()
    bench.deliver.may_go.clear()
    bench.ticks.start()
    bench.deliver.begun.wait(5)
    stopping = threading.Thread(target=bench.ticks.stop)
    stopping.start()
    stopping.join(0.2)
    assert stopping.is_alive()
    bench.deliver.may_go.set()
    stopping.join(5)
    assert not stopping.is_alive()
    assert bench.deliver.at_once == 0
    bench.ticks.wake()
    assert not bench.ticks.health().ok
