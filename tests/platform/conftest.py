"""A practice workspace with one facilitator and one private channel, and bots that are started for it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.practice.server import Running, serve
from bot.practice.workspace import Workspace
from bot.slack.manifest import manifest
from tests.platform.bot_process import BotProcess, free_port, post
from tests.postgres import postgresql_url

__all__ = ["postgresql_url"]


@dataclass(frozen=True)
class Room:
    """A workspace that is served, and one person in one channel of it."""

    running: Running
    person: str
    channel: str
    port: int

    def command(self, text: str) -> dict[str, Any]:
        """The person types /conference; the outcome as Slack's client sees it."""
        body = {"channel": self.channel, "text": f"/conference {text}"}
        return post(f"{self.running.url}/people/{self.person}/command", body)

    def deed(self, name: str) -> None:
        """Something that Slack or an administrator does to the app."""
        post(f"{self.running.url}/people/app/{name}", {})


def _room(workspace: Workspace, port: int) -> Iterator[Room]:
    with serve(workspace) as running:
        person = post(f"{running.url}/people/users", {"name": "dana"})["user"]["id"]
        wanted = {"name": "case-0417", "by": person, "private": True}
        channel = post(f"{running.url}/people/channels", wanted)["channel"]["id"]
        yield Room(running, person, channel, port)


@pytest.fixture
def room() -> Iterator[Room]:
    """With Socket Mode."""
    yield from _room(Workspace(manifest=manifest()), free_port())


@pytest.fixture
def http_room() -> Iterator[Room]:
    """With signed HTTP to the bot's port."""
    port = free_port()
    events_url = f"http://127.0.0.1:{port}/slack/events"
    yield from _room(Workspace(manifest=manifest("https://bot.example.org"), events_url=events_url), port)


Start = Callable[[Mapping[str, str]], BotProcess]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts the small bot in an empty folder; what it finished is in `done`."""
    begun: list[BotProcess] = []

    def small(variables: Mapping[str, str]) -> BotProcess:
        command = ["-m", "tests.platform.small_app", str(tmp_path / "work" / "done")]
        begun.append(BotProcess(command, tmp_path, variables))
        return begun[-1]

    (tmp_path / "work").mkdir()
    yield small
    for one in begun:
        one.destroy()


@pytest.fixture
def roundtable(tmp_path: Path) -> Iterator[Start]:
    """Starts `roundtable run`, the whole bot, in an empty folder."""
    begun: list[BotProcess] = []

    def whole(variables: Mapping[str, str]) -> BotProcess:
        begun.append(BotProcess(["-m", "bot", "run"], tmp_path, variables))
        return begun[-1]

    yield whole
    for one in begun:
        one.destroy()


@pytest.fixture
def done(tmp_path: Path) -> Callable[[], list[str]]:
    """What the small bot's listeners finished, in order."""
    return lambda: (tmp_path / "work" / "done").read_text().splitlines()
