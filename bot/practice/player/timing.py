"""How long each phase took, and how much of it Slack's limits force on whoever keeps them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic

from bot.practice.player.sight import Glimpse
from bot.practice.settings import Limits

UPDATES_A_MINUTE = 50
VIEWS_A_MINUTE = 100


@dataclass
class Phase:
    """A stretch of the play: its name, its first change, how long it took in real seconds."""

    name: str
    first: int
    seconds: float = 0.0
    forced: float = 0.0


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


def phases(watch: Stopwatch, seen: Mapping[int, Glimpse]) -> list[Phase]:
    """Each phase once, with what the limits force: a message a second in one place, methods by the minute."""
    total: dict[str, Phase] = {}
    ends = [*(one.first for one in watch.stretches[1:]), max(seen, default=0) + 1]
    for stretch, end in zip(watch.stretches, ends, strict=True):
        phase = total.setdefault(stretch.name, Phase(stretch.name, stretch.first))
        phase.seconds += stretch.seconds
        phase.forced += _forced([one for seq, one in seen.items() if stretch.first < seq <= end])
    return list(total.values())


def _forced(seen: list[Glimpse]) -> float:
    limits = Limits()
    posted = Counter(one.place for one in seen if one.what == "message")
    changed = sum(one.what == "message_changed" for one in seen)
    shown = sum(one.what == "modal_opened" for one in seen)
    return max(
        0.0,
        *((count - limits.channel_burst) * limits.channel_interval for count in posted.values()),
        (changed - UPDATES_A_MINUTE) * 60 / UPDATES_A_MINUTE,
        (shown - 2 * VIEWS_A_MINUTE) * 60 / VIEWS_A_MINUTE,
    )
