"""What keeps the ticks ticking: a dead thread, a hanging sweep, a database away, an error in a tick."""

import logging
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.domain.errors import DatabaseAway
from bot.scheduler import sweep, ticks, watch
from bot.scheduler.watch import LOOK_EVERY, RESTARTS_AT_MOST
from tests.scheduler.test_ticks import Bench, until

TWO_MINUTES = 120


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    """Ticks that are watched many times a second, and the reasons for which they gave the bot up."""
    monkeypatch.setattr(watch, "LOOK_EVERY", 0.02)
    made = Bench()
    made.ticks.start(made.given_up.append)
    yield made
    made.deliver.may_go.set()
    if made.ticks._scheduler.running:
        made.ticks.stop()


def die(bench: Bench) -> None:
    """Its thread ends as it does on a shared job store: by an error in its own loop."""

    def end() -> float:
        raise SystemExit

    bench.ticks._scheduler._process_jobs = end
    bench.ticks._scheduler.wakeup()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_thread_that_died_is_started_anew_and_after_some_times_the_bot_is_given_up(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    for time in range(1, RESTARTS_AT_MOST + 1):
        with caplog.at_level(logging.ERROR):
            die(bench)
            until(lambda time=time: bench.ticks.health().restarts == time)
        assert "its thread died" in caplog.text
        seen = bench.deliver.done
        until(lambda seen=seen: bench.deliver.done >= seen + 2)
        until(lambda: bench.ticks.health().ok)
        assert bench.given_up == []
    die(bench)
    until(lambda: bench.given_up == ["ticks_died"])


def test_a_dead_thread_is_noticed_within_two_minutes_though_the_scheduler_says_that_it_runs() -> None:
    """Also when the thread lives and begins nothing any more."""
    assert LOOK_EVERY + max(ticks.QUICK_SECONDS, ticks.SLOW_SECONDS) + sweep.MISSED_AFTER < TWO_MINUTES


def test_a_scheduler_that_lives_and_begins_nothing_is_started_anew(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    until(lambda: bench.deliver.done >= 1)
    monkeypatch.setattr(sweep, "MISSED_AFTER", -0.5)
    bench.ticks._scheduler.pause()
    until(lambda: bench.ticks.health().restarts > 0)


def test_whoever_stops_the_watch_waits_for_a_restart_that_is_under_way(bench: Bench) -> None:
    restarting, may_end, ended = threading.Event(), threading.Event(), threading.Event()

    def restart() -> None:
        restarting.set()
        may_end.wait()
        ended.set()

    dead = replace(bench.ticks.health(), alive=False)
    looking = watch.Watch(lambda: dead, restart, bench.given_up.append)
    looking.start()
    restarting.wait()
    threading.Timer(0.1, may_end.set).start()
    looking.stop()
    assert ended.is_set()


def test_a_sweep_that_hangs_is_given_up_and_keeps_the_process_from_ending_no_longer_than_said(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweep, "HANGS_AFTER_LEAST", 0.1)
    monkeypatch.setattr(sweep, "HANGS_AFTER_TICKS", 0)
    monkeypatch.setattr(ticks, "END_SECONDS", 0.1)
    bench.deliver.may_go.clear()
    until(lambda: bench.given_up == ["sweep_hangs:outbox"])
    assert (bench.ticks.health().sweeps["outbox"].running_seconds or 0) > 0.1
    bench.ticks.stop()
    assert bench.deliver.at_once == 1, "it still hangs"


@pytest.mark.parametrize("fault", [DatabaseAway(), LookupError("broken")])
def test_an_error_in_a_tick_is_named_and_waited_for_and_the_next_tick_tries_again(
    bench: Bench, fault: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.deliver.fault = fault
    until(lambda: bench.ticks.health().sweeps["outbox"].failing == type(fault).__name__)
    monkeypatch.setattr(sweep, "STALE_SECONDS", 0.0)
    assert not bench.ticks.health().ok
    monkeypatch.undo()
    bench.deliver.fault = None
    until(lambda: not bench.ticks.health().sweeps["outbox"].failing)
    assert bench.ticks.health().ok
    assert (bench.given_up, bench.ticks.health().restarts) == ([], 0)
