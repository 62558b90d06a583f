"""The fault run itself: part by part, reminders fall due while everything goes wrong; then the report."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic, sleep

from tests.faults.model import History, Verdict, first_showing, judge
from tests.faults.plan import PARTS, Fate, Wanted, draw
from tests.faults.world import World

PROCESSES = 4
KILL_EVERY = 1.2
A_PART_AT_MOST = 180.0
QUIET = {"rate_429": 0.0, "rate_500": 0.0, "lost_response": 0.0, "latency_ms": 0, "retry_after": 1}
BAD = {**QUIET, "rate_500": 0.03, "lost_response": 0.05, "latency_ms": 3}
STORM = {**BAD, "rate_429": 0.6}


@dataclass(frozen=True)
class Size:
    """How large a run is."""

    reminders: int = 3500
    people: int = 350
    kills: int = 40
    crashes: int = 2


@dataclass
class Told:
    """What was done to the bots, for the report."""

    size: Size
    seed: int
    seconds: float = 0.0
    kills: int = 0
    crashes: int = 0
    storms: int = 0
    clock_set: list[str] = field(default_factory=list)
    requests_cut: int = 0


def fault_run(world: World, size: Size, seed: int) -> tuple[Told, Sequence[Wanted], History, Verdict]:
    """Everything, in its order; the verdict is the model's."""
    told, began = Told(size, seed), monotonic()
    plan = draw(seed, size.reminders, size.people)
    chance = random.Random(seed)
    world.slack.workspace.faults.set({**BAD, "seed": seed})
    for nth, part in enumerate(PARTS):
        mine = [one for one in plan if one.part == nth]
        world.clock.set(part.begins - part.away - timedelta(minutes=5))
        world.put(mine)
        _change_beforehand(world, mine)
        world.clock.set(part.begins)
        if part.away:
            told.clock_set.append(f"forward by {part.away.days} days while no bot ran")
        _go_through(world, mine, nth, told, chance)
        world.bots.kill_all()
    told.kills, told.seconds = world.bots.kills, monotonic() - began
    history = world.history()
    return told, plan, history, judge(plan, history)


def _change_beforehand(world: World, part: Sequence[Wanted]) -> None:
    """Half of what changes does so before it is due; moved things wait for a minute after the others."""
    for one in part[::2]:
        if one.fate in (Fate.DONE, Fate.CLOSED, Fate.MOVED):
            world.change(one, _moved_to(world, one))


def _moved_to(world: World, one: Wanted) -> datetime | None:
    if one.fate is not Fate.MOVED:
        return None
    moments = world.clock.now(), PARTS[one.part].begins, first_showing(one.wall, one.zone)
    return max(moments) + timedelta(seconds=45)


def _go_through(world: World, part: Sequence[Wanted], nth: int, told: Told, chance: random.Random) -> None:
    """Bots are killed, the server crashes, Slack storms, people change things; until all is done."""
    world.bots.start(PROCESSES)
    kills = told.size.kills * (nth + 1) // len(PARTS) - PROCESSES
    later = [one for one in part[1::2] if one.fate in (Fate.DONE, Fate.CLOSED, Fate.MOVED)]
    deeds = _deeds(world, nth, told)
    next_kill, until = monotonic() + KILL_EVERY, monotonic() + A_PART_AT_MOST
    while world.unfinished(part) or world.bots.kills < kills or later:
        assert monotonic() < until, f"{world.unfinished(part)} of {PARTS[nth].name} have no end"
        if monotonic() >= next_kill and world.bots.kills < kills:
            world.bots.mend()
            world.bots.kill(chance.choice(world.bots.running))
            world.bots.start()
            next_kill = monotonic() + KILL_EVERY * chance.uniform(0.5, 1.5)
        for one in later[:3]:
            later.remove(one)
            world.change(one, _moved_to(world, one))
        world.bots.mend()
        if deeds and chance.random() < 0.15:
            deeds.pop(0)()
        sleep(0.1)


def _deeds(world: World, nth: int, told: Told) -> list[Callable[[], None]]:
    """What happens once in each part."""

    def storm() -> None:
        told.storms += 1
        world.slack.workspace.faults.set(STORM)

    def calm() -> None:
        world.slack.workspace.faults.set(BAD)

    def crash() -> None:
        told.crashes += 1
        world.server.crash()

    def set_clock(seconds: float) -> Callable[[], None]:
        def step() -> None:
            told.clock_set.append(f"by {seconds:+.0f} seconds while the bots ran")
            world.clock.step(seconds)

        return step

    crashes = [crash] if nth < told.size.crashes else []
    return [storm, set_clock((75, -40, -60)[nth]), calm, *crashes, storm, calm]
