"""Ends the bot with SIGKILL at seeded moments of a play, and keeps book of when that was."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic, sleep

from bot.practice.bot_process import BotProcess
from bot.practice.lots import seeded
from bot.practice.player.again import Persistent
from bot.practice.player.calls import Desk

# What tells the bot of something; the rest of the people's face is the workspace's own.
TELLS_THE_BOT = ("/command", "/act", "/submit", "/options", "/home")
CLICKS_FOR_A_FORM = 5
HELD = 0.5
HELD_SECONDS = (0.05, 0.3)
ANY_SECONDS = (0.0, 0.15)
AFTERWARDS_SECONDS = 0.4
BACK_SECONDS = 30.0
LOOK_EVERY = 0.02


@dataclass(frozen=True)
class Kill:
    """One death: in which phase and deed of the play, after how many of its clicks.

    `held`: the line was cut as the click went out, so that the bot did what was asked and nobody
    heard of it; then it died. Else it died at a random moment.
    """

    phase: str
    during: str
    day: str
    clicks: int
    held: bool


class Killer:
    """Kills `wanted` times in a play. Which deed gets how many is drawn as the play comes to it."""

    def __init__(self, wanted: int, seed: int) -> None:
        self.wanted, self.seed = wanted, seed
        self._random = seeded(seed)
        self._lock = threading.Lock()
        self._done: list[Kill] = []
        self._moments: list[int] = []
        self._clicks = 0
        self._where = ("", "", "")
        self._at_work: threading.Thread | None = None

    @property
    def done(self) -> list[Kill]:
        """The deaths so far."""
        with self._lock:
            return list(self._done)

    def takes(self, desk: Desk, bot: BotProcess) -> Persistent:
        """From now on this bot is meant; the patience of those who meet it."""
        self._desk, self._bot = Desk(desk.url), bot
        self.patience = Persistent(self._desk, lambda: len(self.done))
        return self.patience

    def share(self, weight: float, of: float, must: bool) -> int:
        """How many of the kills that are left fall into a deed of this weight; one at least if it must."""
        left = self.wanted - len(self.done)
        exact = left * weight / of
        drawn = int(exact) + (self._random.random() < exact % 1)
        return min(left, max(drawn, int(must)))

    @contextmanager
    def during(self, phase: str, title: str, day: str, forms: int, kills: int) -> Iterator[None]:
        """So many kills within the block, or right after it."""
        possible = range(1, forms * CLICKS_FOR_A_FORM + 1)
        with self._lock:
            self._where, self._clicks = (phase, title, day), 0
            self._moments = sorted(self._random.choice(possible) for _ in range(kills))
        yield
        if self._at_work is not None:
            self._at_work.join()
        for _ in range(len(self._moments)):
            self._strike(held=False, after=self._random.uniform(0, AFTERWARDS_SECONDS))

    def hear(self, path: str) -> None:
        """Somebody is about to do something; whether the bot dies over it."""
        if not path.endswith(TELLS_THE_BOT):
            return
        with self._lock:
            self._clicks += 1
            is_time = bool(self._moments) and self._clicks >= self._moments[0]
        if is_time and not (self._at_work and self._at_work.is_alive()) and self._is_there():
            held = self._random.random() < HELD
            if held:
                self._desk.post("/faults", dropped_socket=1.0)
            after = self._random.uniform(*(HELD_SECONDS if held else ANY_SECONDS))
            self._at_work = threading.Thread(target=self._strike, args=(held, after), daemon=True)
            self._at_work.start()

    def _strike(self, held: bool, after: float) -> None:
        """Kill, and count it once Slack has noticed."""
        if not held:
            self._wait(self._is_there)
        sleep(after)
        self._bot.kill()
        if held:
            self._desk.post("/faults", dropped_socket=0.0)
        self._wait(lambda: not self._is_there())
        with self._lock:
            self._moments.pop(0)
            self._done.append(Kill(*self._where, self._clicks, held))

    def _is_there(self) -> bool:
        return bool(self._desk.get("/workspace")["connected"])

    def _wait(self, holds: Callable[[], bool]) -> None:
        until = monotonic() + BACK_SECONDS
        while not holds() and monotonic() < until:
            sleep(LOOK_EVERY)
