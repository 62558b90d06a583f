"""A 9 a.m. rush: 1,700 people are reminded at once, in a workspace that takes 300 messages a minute."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from time import sleep

import pytest

from bot.domain.delivery import Outgoing
from bot.practice import populate
from bot.practice.server import Running
from bot.practice.settings import Limits
from bot.storage import Storage, open_storage
from bot.storage.keys import read_master_key
from tests.bench.figures import Figures, percentile
from tests.bench.rushing import people, put, when_all_are_there
from tests.bench.sides import Side, bot_variables, served, wait_for_connection
from tests.platform.bot_process import BotProcess
from tests.services.slack_desk import TEAM, PracticeTime

pytestmark = [pytest.mark.bench, pytest.mark.timeout(300)]

PEOPLE, URGENT = 1700, 20
# Slack's minute passes twenty times as fast, and so does our allowance; our ticks do not.
PER_MINUTE, FASTER = 300, 20
LIMITS = Limits(rate_window=60 / FASTER, channel_interval=1 / FASTER)
PART_OF_THE_RATE, SLOWEST_ACK, PART_OF_THE_RUSH = 0.9, 1.0, 0.1
URGENT_AFTER, CLICK_EVERY, PATIENCE = 3.0, 0.2, 120.0


def test_a_rush_at_nine(databases: tuple[str, str, str], tmp_path: Path, figures: Figures) -> None:
    """Everybody hears as fast as Slack lets us; who clicks is answered, who is waited for comes first."""
    kind, url, _ = databases
    with served(tmp_path, LIMITS) as running, _bot(running, tmp_path, url) as storage:
        users = people(running, storage, PEOPLE)
        with _clicking(running, users[0]) as acks:
            began = put(storage, users, can_wait=True)
            sleep(URGENT_AFTER)
            asked = put(storage, users[-URGENT:], can_wait=False)
            sent = when_all_are_there(running, PEOPLE + URGENT, PATIENCE)
        urgent = [row.sent_at for row in _rows(storage) if not row.can_wait and row.sent_at]
        told_to_wait = sum(one.rule == "ratelimited" for one in running.workspace.breaches.since())
    lasted = max(sent) - began
    allowed = PER_MINUTE * FASTER / 60
    how = f"{len(sent)} in {lasted:.1f} s of {len(sent) / allowed:.1f} s; {told_to_wait} times told to wait"
    figures.add(
        f"9 a.m. rush, {kind}: time against the allowed rate",
        lasted * allowed / len(sent),
        "x",
        1 / PART_OF_THE_RATE,
        how,
    )
    how = f"of {len(acks)}; p95 {percentile(acks, 0.95):.3f} s"
    figures.add(f"9 a.m. rush, {kind}: the slowest ack", max(acks), "s", SLOWEST_ACK, how)
    waited = max(at.timestamp() for at in urgent) - asked
    how = f"all {len(urgent)} within {waited:.1f} s, asked for in the midst of it"
    figures.add(
        f"9 a.m. rush, {kind}: urgent ones, part of its time", waited / lasted, "", PART_OF_THE_RUSH, how
    )


@contextmanager
def _bot(running: Running, folder: Path, url: str) -> Iterator[Storage]:
    """The whole bot, connected; and its database."""
    variables = bot_variables(running, folder, url)
    variables["ROUNDTABLE_MESSAGES_PER_MINUTE"] = str(PER_MINUTE * FASTER)
    bot = BotProcess(["-m", "tests.bench.rush_bot", "run"], folder, variables)
    try:
        wait_for_connection(running.workspace)
        key = read_master_key(variables["ROUNDTABLE_MASTER_KEY"])
        storage = open_storage(url, key, PracticeTime(running.workspace), alone=False)
        yield storage
        storage.close()
    finally:
        bot.destroy()


@contextmanager
def _clicking(running: Running, user: str) -> Iterator[list[float]]:
    """Somebody asks for help all the time; how long each answer took."""
    acks: list[float] = []
    stop = Event()
    channel = populate.add_channel(running.workspace, "rush", user, private=True).id
    side = Side(running.workspace, (user,), channel)

    def click() -> None:
        while not stop.wait(CLICK_EVERY):
            answer = side.ask("help")
            acks.append(answer.seconds if answer.acked else PATIENCE)

    thread = Thread(target=click, daemon=True)
    thread.start()
    yield acks
    stop.set()
    thread.join()


def _rows(storage: Storage) -> Sequence[Outgoing]:
    with storage.units(TEAM, "system", read_only=True) as work:
        return work.find(Outgoing)
