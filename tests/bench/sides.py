"""The two that are measured side by side: the bot in an open conference, and a bare Bolt app.

Both are processes of their own, each with its own socket to a practice workspace of this process.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier
from time import monotonic, perf_counter, sleep
from typing import Any

from bot.practice import payloads
from bot.practice.bot_process import BotProcess
from bot.practice.player.hands import Desk, Hands
from bot.practice.server import Running, serve
from bot.practice.settings import Limits
from bot.practice.workspace import Workspace
from bot.slack.manifest import manifest
from bot.storage.keys import new_master_key
from tests.scenarios.world import CUSTODY, MEETING, World, in_conference

ROOT = Path(__file__).parents[2]
COMMAND = "/conference"
PATIENCE = 30.0
# Those with Slack who are there beside the facilitator and the case manager.
TEAM = {
    "Ruth Amadi": "supervisor",
    "Sam Okoye": "agency_staff",
    "Lena Fox": "casa",
    "Ira Bloom": "guardian_ad_litem",
    "Nora Quist": "resource_parent",
    "Paul Reyes": "father",
}
# Slack's own rates would measure Slack: here only the app is measured.
LIMITS = Limits(rate=False, channel_interval=0.05, channel_burst=50)


@dataclass(frozen=True)
class Answer:
    """How long an ack took, in seconds, and what it said; `acked` is False when it came too late."""

    seconds: float
    acked: bool
    said: str


@dataclass(frozen=True)
class Side:
    """An app in its workspace, and the people who type commands there, one after the other."""

    workspace: Workspace
    users: tuple[str, ...]
    channel: str

    def ask(self, text: str = "", nth: int = 0) -> Answer:
        """Type `/conference <text>`; from the moment it goes out on the socket until its ack is read."""
        with self.workspace.lock:
            who = self.workspace.users[self.users[nth % len(self.users)]]
            where = self.workspace.channels[self.channel]
            fields, _ = payloads.command(self.workspace, who, where, COMMAND, text)
        began = perf_counter()
        outcome = self.workspace.courier.interact("slash_commands", fields, who.id, takes_payload=True)
        seconds = perf_counter() - began
        body = outcome.body if isinstance(outcome.body, dict) else {}
        return Answer(seconds, outcome.acked, str(body.get("text", "")))

    def at_once(self, texts: Sequence[str]) -> list[Answer]:
        """Many commands in the same moment, by as many people as there are here."""
        ready = Barrier(len(texts))

        def ask(nth: int) -> Answer:
            ready.wait()
            return self.ask(texts[nth], nth)

        with ThreadPoolExecutor(len(texts)) as crowd:
            return list(crowd.map(ask, range(len(texts))))

    def settle(self) -> None:
        """Wait until the app does nothing more: what follows an ack is not part of the next one."""
        self.workspace.courier.flight.quiet(None, settle=0.15, timeout=PATIENCE)


@contextmanager
def served(folder: Path, limits: Limits = LIMITS) -> Iterator[Running]:
    """A practice workspace whose clock can be moved."""
    folder.mkdir(parents=True, exist_ok=True)
    workspace = Workspace(manifest=manifest(), clock_file=folder / "clock", limits=limits)
    with serve(workspace, port=0) as running:
        yield running


@contextmanager
def bot_world(
    folder: Path, database_url: str = "", limits: Limits = LIMITS
) -> Iterator[tuple[World, Workspace]]:
    """The bot, connected, in a workspace where nobody has done anything yet."""
    with served(folder, limits) as running:
        desk = Desk(running.url)
        desk.post("/clock", to=f"{CUSTODY}T16:00:00+00:00")
        admin = desk.post("/users", name="ana", real_name="Ana Admin", tz="America/Chicago")["user"]["id"]
        bot = BotProcess(folder, {**bot_variables(running, folder, database_url), "ROUNDTABLE_ADMINS": admin})
        bot.start()
        try:
            wait_for_connection(running.workspace)
            yield World(desk, bot, people={"Ana Admin": Hands(desk, admin)}), running.workspace
        finally:
            bot.stop()


@contextmanager
def the_bot(folder: Path, database_url: str = "") -> Iterator[Side]:
    """The bot in a case whose conference runs; its facilitator types."""
    with bot_world(folder, database_url) as (world, workspace):
        made, priya, omar = in_conference(world)
        team = [_joins(made, priya, name, role) for name, role in TEAM.items()]
        yield Side(workspace, (omar.user, priya.user, *team), made.channel)


def conferences(world: World, count: int) -> tuple[list[str], Hands]:
    """So many conferences that run at once, by their channels, and who leads them all."""
    priya, omar = world.person("Priya Nandan"), world.person("Omar Haddad")
    world.name_staff(priya, "Priya Nandan", ("staff",))
    channels = [_planned(world, priya, omar, nth) for nth in range(count)]
    world.at("2026-03-18T20:30:00+00:00")
    for channel in channels:
        world.channel = channel
        omar.press(world.hub(omar), "do:start", channel=channel)
    return channels, omar


def _planned(world: World, priya: Hands, omar: Hands, nth: int) -> str:
    """A case with a planned conference; its channel."""
    world.channel = world.make_channel(f"case-{nth}", priya, (omar,))
    world.open_case(priya, world.channel, reference=f"TEST-{nth:04}")
    facilitator = {"role": "facilitator", "name": "Omar Haddad", "slack_user": omar.user}
    world.form(priya, world.hub(priya), "open:person", **facilitator)
    world.form(omar, world.hub(omar), "open:schedule", **MEETING)
    return world.channel


def _joins(made: World, manager: Hands, name: str, role: str) -> str:
    """Somebody with Slack comes to the team; their Slack user id."""
    who = made.person(name)
    made.desk.post(f"/channels/{made.channel}/invite", by=manager.user, user=who.user)
    made.form(manager, made.hub(manager), "open:person", role=role, name=name, slack_user=who.user)
    return who.user


@contextmanager
def the_bare_app(folder: Path, database_url: str = "") -> Iterator[Side]:
    """The bare Bolt app in a channel like the bot's."""
    with served(folder) as running:
        desk = Desk(running.url)
        users = tuple(
            desk.post("/users", name=f"one{nth}", real_name=f"Number {nth}")["user"]["id"]
            for nth in range(len(TEAM) + 2)
        )
        channel = desk.post("/channels", name="bare", by=users[0], private=True, members=users[1:])
        variables = bot_variables(running, folder, database_url)
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.bare"], cwd=ROOT, env={**os.environ, **variables}
        )
        try:
            wait_for_connection(running.workspace)
            yield Side(running.workspace, users, channel["channel"]["id"])
        finally:
            process.kill()
            process.wait()


def bot_variables(running: Running, folder: Path, database_url: str) -> dict[str, str]:
    """The environment of either app."""
    given: dict[str, Any] = {"DATABASE_URL": database_url or f"sqlite:///{folder}/record.db"}
    if database_url:
        given["ROUNDTABLE_MASTER_KEY"] = new_master_key()
    return {**running.environment(), **given}


def wait_for_connection(workspace: Workspace) -> None:
    """Until the app's socket stands."""
    end = monotonic() + PATIENCE
    while not workspace.sockets.connected:
        if monotonic() > end:
            raise AssertionError("the app did not connect")
        sleep(0.005)
