"""Slack's limits are a workspace's: they hold for all its processes together, through the database."""

import json
from itertools import pairwise
from pathlib import Path
from tempfile import gettempdir
from time import monotonic, sleep, time

import pytest

from bot.slack.pacing import Pace
from bot.storage import Storage, open_storage
from tests.storage.conftest import Watch
from tests.storage.processes import at_once
from tests.storage.things import MASTER_KEY, TEAM

PROCESSES, SECONDS = 3, 4.0
CHANNEL_SECONDS, PER_MINUTE = 0.5, 120
AT_ONCE, EACH = 12, 60 / (120 - 12)


def _pace(storage: Storage) -> Pace:
    times = storage.times(lambda: TEAM)
    return Pace(channel_seconds=CHANNEL_SECONDS, per_minute={"chat.postMessage": PER_MINUTE}, times=times)


def _log(url: str, number: int) -> Path:
    return Path(gettempdir()) / f"pace-{url.rpartition('/')[2].partition('?')[0]}-{number}"


def _post_all_the_time(storage: Storage, number: int) -> None:
    """As fast as the pace lets it: now into the channel of all, now into one of its own."""
    pace, went = _pace(storage), []
    until = monotonic() + SECONDS
    while monotonic() < until:
        for channel in ("C1", f"D{number}"):
            if pace.take("chat.postMessage", channel) == 0.0:
                went.append((time(), channel))
        sleep(0.01)
    engine = storage.units.transactions.engine
    _log(str(engine.url), number).write_text(json.dumps(went))


@pytest.mark.timeout(120)
def test_a_channel_and_a_workspace_have_one_pace_however_many_processes_there_are(
    postgresql_url: str,
) -> None:
    """Each process asks all the time; what they send together is what one might have sent."""
    at_once(postgresql_url, _post_all_the_time, PROCESSES)
    logs = [_log(postgresql_url, number) for number in range(PROCESSES)]
    went = sorted((at, channel) for log in logs for at, channel in json.loads(log.read_text()))
    for log in logs:
        log.unlink()
    in_all = [at for at, channel in went if channel == "C1"]
    # The moment is noted just after the database gave it.
    assert min(later - earlier for earlier, later in pairwise(in_all)) > CHANNEL_SECONDS - 0.2
    assert {channel for _, channel in went} == {"C1", *(f"D{n}" for n in range(PROCESSES))}
    lasted = went[-1][0] - went[0][0]
    assert len(went) <= AT_ONCE + lasted / EACH + 1
    assert len(went) >= 0.8 * min(AT_ONCE + lasted / EACH, (PROCESSES + 1) * lasted / CHANNEL_SECONDS)


def test_slacks_wait_is_heard_by_all_processes(postgresql_url: str, clock: Watch) -> None:
    """Whoever hears Retry-After holds the others as well; another workspace goes on."""
    ours, theirs = (open_storage(postgresql_url, MASTER_KEY, clock) for _ in range(2))
    _pace(ours).hold("chat.postMessage", 30)
    assert 29 < _pace(theirs).wait("chat.postMessage") <= 30
    assert _pace(theirs).room("chat.postMessage") == 0
    assert 29 < _pace(theirs).pause("chat.postMessage") <= 30 + AT_ONCE * EACH
    assert _pace(theirs).take("chat.update") == 0.0
    elsewhere = Pace(times=theirs.times(lambda: "T2"))
    assert elsewhere.take("chat.postMessage") == 0.0
    ours.close()
    theirs.close()


def test_one_process_alone_keeps_its_own_pace(storage: Storage) -> None:
    """SQLite is for one process: nothing is to be shared."""
    alone = storage.units.transactions.engine.dialect.name == "sqlite"
    assert (storage.times(lambda: TEAM) is None) is alone
