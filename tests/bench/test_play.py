"""The sample conference, played by itself to its last paper: its time, and the memory the bot then holds."""

import json
import subprocess
import sys
from pathlib import Path
from time import sleep

import psutil
import pytest

from bot.practice import sample
from tests.bench.figures import Figures
from tests.bench.sides import ROOT

pytestmark = [pytest.mark.bench, pytest.mark.timeout(290)]

SAMPLE = Path(sample.__file__).with_name("sample_conference.json")
MEGABYTES = 150.0
LOOK_EVERY = 0.25


def test_playing_the_sample(tmp_path: Path, figures: Figures) -> None:
    """`roundtable practice --play`, Slack's limits kept in real time; the papers come at its end."""
    command = [sys.executable, "-m", "bot", "practice", "--play", str(SAMPLE), "--out", str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT) as playing:
        held = watched(playing)
    report = tmp_path / "report.json"
    assert report.exists(), "the play ended without its report"
    told = json.loads(report.read_text("utf-8"))["seconds"]
    how = f"Slack's limits force {told['forced_by_limits']} s; exit {playing.returncode}"
    figures.add("`--play` of the sample", told["whole"], "s", told["allowed"], how)
    figures.add("memory after the sample", held[-1], "MB", MEGABYTES, f"the most was {max(held):.0f} MB")


def watched(playing: subprocess.Popen[bytes]) -> list[float]:
    """The bot's own memory in megabytes, again and again until the play has ended."""
    held: list[float] = []
    bot: psutil.Process | None = None
    while playing.poll() is None:
        sleep(LOOK_EVERY)
        try:
            bot = bot or the_bot_of(playing)
            if bot is not None:
                # A process that has just ended holds nothing, and would say so.
                held += filter(None, [bot.memory_info().rss / 1024 / 1024])
        except psutil.NoSuchProcess:
            bot = None
    return held


def the_bot_of(playing: subprocess.Popen[bytes]) -> psutil.Process | None:
    """The bot that a play started; the typesetter is a process of its own."""
    children = psutil.Process(playing.pid).children()
    return next((one for one in children if one.cmdline()[-2:] == ["bot", "run"]), None)
