"""Two hundred messages on SQLite through lost answers, waits, and a worker killed again and again.

What several processes do on PostgreSQL is shown by the fault run (tests/faults).
"""

import random
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event
from time import monotonic

import pytest

from bot.domain.delivery import Sending
from bot.practice.server import Running
from bot.storage import open_storage
from tests import sqlite
from tests.services.conftest import MASTER_KEY
from tests.services.slack_desk import Desk, PracticeTime

ROOT = Path(__file__).parents[2]
MESSAGES, PEOPLE, KILLS = 200, 40, 6
LEASE_RUNS_OUT = 61.0
BAD_DAY = {"rate_429": 0.03, "rate_500": 0.05, "lost_response": 0.08, "retry_after": 1, "latency_ms": 15}


def _worker(database: str, slack: Running) -> subprocess.Popen[str]:
    workspace = slack.workspace
    arguments = [database, f"{slack.url}/api/", workspace.tokens.bot, str(workspace.clock_file)]
    started = subprocess.Popen(
        [sys.executable, "-m", "tests.services.worker", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert started.stdout is not None
    assert started.stdout.readline() == "ready\n"
    return started


def _kill(worker: subprocess.Popen[str]) -> None:
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    assert worker.stdout is not None
    worker.stdout.close()


def _desk(database: str, slack: Running) -> Desk:
    time = PracticeTime(slack.workspace)
    return Desk(slack, open_storage(database, MASTER_KEY, time, alone=False), time)


def _until_one_is_on_its_way(desk: Desk) -> None:
    """A kill at any other moment would prove nothing."""
    until = monotonic() + 2
    while not desk.states()[Sending.SENDING] and monotonic() < until:
        Event().wait(0.002)


@pytest.mark.timeout(180)
def test_nothing_is_lost_and_nothing_comes_twice(tmp_path: Path, slack: Running) -> None:
    """Every row ends as sent, and stands in its DM exactly once."""
    url = sqlite.make_database(tmp_path)
    desk = _desk(url, slack)
    chance = random.Random(20)
    people = [desk.user(f"person{number}") for number in range(PEOPLE)]
    rows = {desk.put(f"note {number}", people[number % PEOPLE]).id for number in range(MESSAGES)}
    desk.faults(**BAD_DAY, seed=7, methods=["chat.postMessage", "conversations.history"])

    killed_in_the_middle = 0
    for _ in range(KILLS):
        worker = _worker(url, slack)
        Event().wait(chance.uniform(0.1, 0.6))
        _until_one_is_on_its_way(desk)
        _kill(worker)
        killed_in_the_middle += desk.states()[Sending.SENDING] > 0
        desk.clock.forward(LEASE_RUNS_OUT)

    worker = _worker(url, slack)
    until = monotonic() + 60
    while desk.states() != {Sending.SENT: MESSAGES} and monotonic() < until:
        Event().wait(0.3)
        desk.clock.forward(2)
    _kill(worker)

    assert killed_in_the_middle > 0, "no kill fell between a claim and its stamp: the test proved nothing"
    assert desk.states() == {Sending.SENT: MESSAGES}
    assert dict(desk.markers()) == dict.fromkeys(rows, 1)
    # Four sends at once: one may be on its way to Slack while another hears that it must wait.
    assert {breach.rule for breach in slack.workspace.breaches.serious()} <= {"ignored_retry_after"}
    desk.storage.close()
