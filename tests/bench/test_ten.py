"""Ten processes share one workspace, some are killed at work: nothing lost, nothing twice, nobody waits."""

import random
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic, sleep

import pytest

from bot.domain.delivery import Outgoing, Sending
from bot.domain.plan import Strength
from bot.practice.settings import Limits
from bot.storage import Storage, open_storage
from bot.storage.engine import POOL
from bot.storage.keys import read_master_key
from tests.bench.figures import Figures, percentile
from tests.bench.rush_bot import RUSH
from tests.bench.rushing import people, put
from tests.bench.sides import Answer, Side
from tests.bench.ten import TEN, Ten, allow, open_connections, ten
from tests.faults.own_server import own_server
from tests.scenarios.world import in_conference
from tests.services.slack_desk import TEAM, PracticeTime

pytestmark = [pytest.mark.bench, pytest.mark.timeout(590)]

REMINDED, TYPISTS, ENTRIES = 400, 4, 40
KILLS, KILL_EVERY, SEED = 8, 2.0, 6
# Slack's minute passes ten times as fast, so that the kills strike in the midst of the reminders.
PER_MINUTE, FASTER = 300, 10
LIMITS = Limits(rate_window=60 / FASTER, channel_interval=0.05, channel_burst=50)
SLOWEST, OWN, WITHIN = 3.0, 3, 150.0


def test_ten_processes(tmp_path: Path, figures: Figures) -> None:
    """The server has the connections that the doctor reckons with; eight times one is killed at its work."""
    more = {"ROUNDTABLE_MESSAGES_PER_MINUTE": str(PER_MINUTE * FASTER)}
    with own_server() as server:
        # As many as the ten can take, and the few that every server keeps back.
        allow(server, TEN * (POOL["pool_size"] + POOL["max_overflow"]) + OWN)
        with ten(tmp_path, server, LIMITS, more) as made:
            said = made.doctor()
            in_conference(made.world)
            key = read_master_key(made.variables["ROUNDTABLE_MASTER_KEY"])
            clock = PracticeTime(made.running.workspace)
            storage = open_storage(server.url, key, clock, alone=False)
            users = people(made.running, storage, REMINDED)
            put(storage, users, can_wait=True)
            began = monotonic()
            with ThreadPoolExecutor(TYPISTS + 1) as pool:
                killing = pool.submit(_kill_some, made)
                typed = list(pool.map(lambda nth: _types(made, nth), range(TYPISTS)))
                killing.result()
            held = open_connections(server)
            lasted = _when_all_went(storage, began)
            sent, kept = _sent(made, storage), _kept(storage)
            storage.close()
    _doctor(figures, said, held)
    _people_were_answered(figures, typed, kept)
    lost, twice = REMINDED - len(sent), sum(sent.values()) - len(sent)
    how = f"of {REMINDED}; {KILLS} of {TEN} processes killed; all there after {lasted:.0f} s"
    figures.add("ten processes: reminders lost", lost, "", 0, how)
    figures.add("ten processes: reminders that came twice", twice, "", 0)


def _types(made: Ten, nth: int) -> list[tuple[str, Answer]]:
    """Somebody captures one strength after the other."""
    omar = made.world.person("Omar Haddad").user
    side = Side(made.running.workspace, (omar,), made.world.channel)
    words = [f"Strength {nth} {number}" for number in range(ENTRIES)]
    return [(one, side.ask(f"strength {one}.")) for one in words]


def _kill_some(made: Ten) -> None:
    draw = random.Random(SEED)
    for _ in range(KILLS):
        sleep(KILL_EVERY)
        draw.choice(made.bots).kill()


def _when_all_went(storage: Storage, began: float) -> float:
    while monotonic() - began < WITHIN:
        with storage.units(TEAM, "system", read_only=True) as work:
            if len(work.find(Outgoing, message=RUSH, state=Sending.SENT)) == REMINDED:
                break
        sleep(0.5)
    return monotonic() - began


def _sent(made: Ten, storage: Storage) -> Counter[str]:
    """How often each reminder stands in Slack."""
    with storage.units(TEAM, "system", read_only=True) as work:
        ours = {row.id for row in work.find(Outgoing, message=RUSH)}
    workspace = made.running.workspace
    with workspace.lock:
        marks = [
            str(one.metadata["event_payload"]["id"])
            for room in workspace.channels.values()
            for one in room.messages.values()
            if one.metadata
        ]
    return Counter(mark for mark in marks if mark in ours)


def _kept(storage: Storage) -> Counter[str]:
    with storage.units(TEAM, "system", read_only=True) as work:
        return Counter(str(one.text) for one in work.find(Strength))


def _doctor(figures: Figures, said: str, held: int) -> None:
    run, each, needed, given, back, others, fit = (int(one) for one in re.findall(r"-?\d+", said))
    right = (run, needed, fit) == (TEN, run * each, (given - back - others - needed) // each)
    how = f"{run} x {each} = {needed} of {given} - {back} - {others}; {held} were open at work"
    figures.add("ten processes: doctor's reckoning is wrong", 0 if right else 1, "", 0, how)


def _people_were_answered(
    figures: Figures, typed: list[list[tuple[str, Answer]]], kept: Counter[str]
) -> None:
    told = [one for each in typed for one in each]
    acks = [answer.seconds for _, answer in told if answer.acked]
    lost = sum(kept[f"{words}."] != 1 for words, answer in told if answer.acked)
    twice = sum(kept[f"{words}."] > 1 for words, _ in told)
    unanswered = len(told) - len(acks)
    how = f"of {len(acks)}; p95 {percentile(acks, 0.95):.3f} s"
    figures.add("ten processes: the slowest answer", max(acks), "s", SLOWEST, how)
    how = "their process was killed meanwhile; each is told so by Slack"
    figures.add("ten processes: commands without an answer", unanswered, "", KILLS * TYPISTS, how)
    figures.add("ten processes: entries that were answered and are not there once", lost, "", 0)
    figures.add("ten processes: entries that are there twice", twice, "", 0)
