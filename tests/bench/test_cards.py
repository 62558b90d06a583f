"""How soon a card shows what was said, while several conferences share the edits that Slack allows."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep

import pytest

from bot.practice.player.hands import Hands
from bot.practice.settings import Limits
from tests.bench.figures import Figures
from tests.bench.sides import bot_world, conferences
from tests.scenarios.world import World

pytestmark = [pytest.mark.bench, pytest.mark.timeout(400)]

# How many conferences at once, and within how many seconds each of their cards has to be current.
TARGETS = {2: 3.0, 5: 8.0}
STRENGTHS = 4  # so many stages after the welcome, the card counts strengths
SAID_EACH, SAYING = 1.0, 40.0
COUNT = re.compile(r"Strengths recorded: (\d+)")
AS_SLACK_HAS_THEM = Limits()


@dataclass
class Meeting:
    """One conference that runs, what was said when, and when its card showed it."""

    channel: str
    said: dict[int, float] = field(default_factory=dict)
    shown: dict[int, float] = field(default_factory=dict)

    def look(self, who: Hands) -> None:
        """Note what the card counts now."""
        cards = [one for one in who.messages(self.channel) if not one.get("ephemeral")]
        found = COUNT.search(str(cards[-1]["text"]))
        if found:
            self.shown.setdefault(int(found[1]), monotonic())

    def delays(self) -> Iterator[float]:
        """For each thing said, how long the card did not show it."""
        for number, at in self.said.items():
            yield min(shown for count, shown in self.shown.items() if count >= number) - at


@pytest.mark.parametrize("count", TARGETS)
def test_cards_are_current(count: int, tmp_path: Path, figures: Figures) -> None:
    """Everybody says something each second: the worst case, for the edits are used up all the time."""
    with bot_world(tmp_path, limits=AS_SLACK_HAS_THEM) as (world, _), _meetings(world, count) as found:
        meetings, omar = found
        talking = [threading.Thread(target=_talk, args=(omar, one)) for one in meetings]
        for one in talking:
            one.start()
        end = monotonic() + SAYING + 3 * TARGETS[count]
        while monotonic() < end and not all(_is_current(one, talking) for one in meetings):
            for one in meetings:
                one.look(omar)
            sleep(0.05)
        for one in talking:
            one.join()
    delays = [delay for one in meetings for delay in one.delays()]
    what = f"{count} conferences, something said each second: a card is behind"
    how = f"the worst of {len(delays)}; typical {sorted(delays)[len(delays) // 2]:.1f} s"
    figures.add(what, max(delays), "s", TARGETS[count], how)


def _is_current(one: Meeting, talking: list[threading.Thread]) -> bool:
    over = not any(thread.is_alive() for thread in talking)
    return over and max(one.shown, default=0) >= max(one.said)


def _talk(who: Hands, meeting: Meeting) -> None:
    end, number = monotonic() + SAYING, 0
    while monotonic() < end:
        number += 1
        who.answered(meeting.channel, f"/conference strength Dana calls June every night, {number}.")
        meeting.said[number] = monotonic()
        sleep(SAID_EACH)


@contextmanager
def _meetings(world: World, count: int) -> Iterator[tuple[list[Meeting], Hands]]:
    channels, omar = conferences(world, count)
    for channel in channels:
        world.channel = channel
        for _ in range(STRENGTHS):
            omar.press(world.hub(omar), "do:next_stage", channel=channel)
    meetings = [Meeting(channel) for channel in channels]

    def all_count() -> bool:
        for one in meetings:
            one.look(omar)
        return all(one.shown for one in meetings)

    world.until(all_count, seconds=90.0)
    yield meetings, omar
