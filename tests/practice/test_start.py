"""`roundtable practice` as a process: the bot beside it, what is kept between two starts, starting over."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from bot.practice.breaches import Breach
from bot.practice.start import MARK, forget, mine, told
from tests.practice.conftest import People, wait_until

ROOT = Path(__file__).resolve().parents[2]
OMAR = "U0SAMPLEX1"


class Started:
    """One `roundtable practice`, with its address read from what it prints."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "practice", "--port", "0"],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "DISPLAY": ""},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.url = _address(self.process.stdout)
        self.people = People(self.url)

    def connected(self) -> bool:
        return bool(self.people.get("workspace")["connected"])

    def end(self) -> str:
        """Ctrl-C; what it printed at the end."""
        self.process.send_signal(signal.SIGINT)
        printed, wrong = self.process.communicate(timeout=60)
        assert wrong == ""
        return printed


def _address(printed: IO[str]) -> str:
    line = printed.readline()
    assert line.startswith("The practice workspace is at "), line
    return line.split()[-1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def started(folder: Path) -> Iterator[Started]:
    running = Started(folder)
    yield running
    if running.process.poll() is None:
        running.end()


def bot_of(folder: Path) -> set[str]:
    """Ids of bots that run with this folder as theirs."""
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            here = os.readlink(process / "cwd") == str(folder / "practice-data")
        except OSError:
            continue
        if here:
            found.add(process.name)
    return found


def test_it_starts_the_bot_and_ctrl_c_ends_both_and_lists_breaches(started: Started, folder: Path) -> None:
    wait_until(started.connected, seconds=30)
    assert len(bot_of(folder)) == 1
    printed = started.end()
    assert started.process.returncode == 0
    assert "No rule of Slack's was broken." in printed
    assert bot_of(folder) == set()


def test_what_was_said_is_there_again_after_a_restart(started: Started, folder: Path) -> None:
    wait_until(started.connected, seconds=30)
    made = started.people.post("channels", name="team-two", by=OMAR, private=True)["channel"]["id"]
    started.people.post(f"{OMAR}/message", channel=made, text="Still here?")
    started.people.post("clock", forward=3600)
    started.end()
    again = Started(folder)
    try:
        assert [one["text"] for one in again.people.messages(OMAR, made)] == ["Still here?"]
        assert round(again.people.get("clock")["offset"]) == 3600
        assert again.people.post("channels", name="team-three", by=OMAR)["ok"]
    finally:
        again.end()


def test_starting_over_forgets_everything_and_comes_back_at_the_same_address(started: Started) -> None:
    wait_until(started.connected, seconds=30)
    made = started.people.post("channels", name="team-two", by=OMAR, private=True)["channel"]["id"]
    assert started.people.post("desk/reset")["ok"]

    def back() -> bool:
        try:
            return made not in {one["id"] for one in started.people.get("channels")["channels"]}
        except OSError:
            return False

    wait_until(back, seconds=40)
    wait_until(started.connected, seconds=30)


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    precious = tmp_path / "practice-data" / "letter.txt"
    precious.parent.mkdir()
    precious.write_text("Dear all", "utf-8")
    with pytest.raises(FileExistsError):
        mine(precious.parent)
    forget(precious.parent)
    assert precious.read_text("utf-8") == "Dear all"


def test_a_folder_of_practice_is_forgotten(tmp_path: Path) -> None:
    folder = tmp_path / "practice-data"
    mine(folder)
    assert (folder / "README").read_text("ascii") == MARK
    forget(folder)
    assert not folder.exists()


def test_serious_breaches_are_told_and_worldly_ones_are_not() -> None:
    grave = Breach(1, "1.0", "msg_too_long", "chat.postMessage", "40,001 characters", True)
    worldly = Breach(2, "2.0", "ratelimited", "chat.postMessage", "", False)
    assert told([worldly]) == "No rule of Slack's was broken."
    assert told([grave, worldly]).splitlines() == [
        "Rules of Slack's that were broken: 1",
        "  msg_too_long  chat.postMessage  40,001 characters",
    ]
