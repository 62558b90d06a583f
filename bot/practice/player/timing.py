"""How long each phase took, and how much of it Slack's limits force on whoever keeps them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from time import monotonic

from bot.practice.player.sight import Glimpse
from bot.practice.settings import Limits

UPDATES_A_MINUTE = 50
VIEWS_A_MINUTE = 100
# The phases that cannot begin before everything earlier is done.
ACTS = ("meeting", "closing", "papers")


@dataclass
class Phase:
    """A stretch of the play: its name, its first change, how long it took in real seconds."""

    name: str
    first: int
    seconds: float = 0.0


class Stopwatch:
    """Adds up phases that follow each other; one that comes back is a new stretch."""

    def __init__(self) -> None:
        self.stretches: list[Phase] = []
        self._since = self._begun = monotonic()

    def enter(self, name: str, seq: int) -> None:
        """From here on time counts for this phase."""
        self._count()
        if not self.stretches or self.stretches[-1].name != name:
            self.stretches.append(Phase(name, seq))

    def stop(self) -> float:
        """The whole time so far."""
        self._count()
        return monotonic() - self._begun

    def _count(self) -> None:
        now = monotonic()
        if self.stretches:
            self.stretches[-1].seconds += now - self._since
        self._since = now


def phases(watch: Stopwatch) -> list[Phase]:
    """Each phase once, with the real seconds it took."""
    total: dict[str, Phase] = {}
    for stretch in watch.stretches:
        total.setdefault(stretch.name, Phase(stretch.name, stretch.first)).seconds += stretch.seconds
    return list(total.values())


def forced(watch: Stopwatch, seen: Mapping[int, Glimpse]) -> float:
    """What Slack's limits cost at least: within each act of the play, whatever they hold up longest."""
    begins = [one.first for one in watch.stretches if one.name in ACTS and _first_of(watch, one)]
    edges = [0, *begins, max(seen, default=0)]
    return sum(
        _held_up([one for seq, one in seen.items() if start < seq <= end]) for start, end in pairwise(edges)
    )


def _first_of(watch: Stopwatch, stretch: Phase) -> bool:
    return next(one for one in watch.stretches if one.name == stretch.name) is stretch


def _held_up(seen: list[Glimpse]) -> float:
    """A message a second in one place (bursts may be dropped), and so many calls of a method a minute."""
    posted = Counter(one.place for one in seen if one.what == "message")
    changed = sum(one.what == "message_changed" for one in seen)
    shown = sum(one.what == "modal_opened" for one in seen)
    return max(
        0.0,
        *((count - 1) * Limits().channel_interval for count in posted.values()),
        (changed - UPDATES_A_MINUTE) * 60 / UPDATES_A_MINUTE,
        (shown - 2 * VIEWS_A_MINUTE) * 60 / VIEWS_A_MINUTE,
    )
