"""Ten processes of the bot over Socket Mode on one PostgreSQL, each started anew when it is killed."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import IO

import psycopg

from bot.practice.bot_process import BotProcess
from bot.practice.player.hands import Desk, Hands
from bot.practice.server import Running
from bot.practice.settings import Limits
from tests.bench.sides import ROOT, bot_variables, served
from tests.faults.own_server import OwnServer
from tests.scenarios.world import CUSTODY, World

TEN = 10
PATIENCE = 120.0


@dataclass(frozen=True)
class Ten:
    """The processes, the workspace they share, and its people's world."""

    running: Running
    bots: tuple[BotProcess, ...]
    variables: Mapping[str, str]
    world: World

    def wait_for_all(self) -> None:
        """Until each has its socket."""
        end = monotonic() + PATIENCE
        while self.running.workspace.sockets.connected < TEN:
            assert monotonic() < end, [bot.last_words() for bot in self.bots]
            sleep(0.1)

    def doctor(self) -> str:
        """What `roundtable doctor` says of the connections."""
        said = subprocess.run(
            [sys.executable, "-m", "bot", "doctor"],
            cwd=self.running.workspace.clock_file.parent if self.running.workspace.clock_file else ROOT,
            env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "COLUMNS": "1000", **self.variables},
            capture_output=True,
            text=True,
            check=False,
        ).stdout
        return next(line for line in said.splitlines() if "processes run" in line)


@contextmanager
def ten(folder: Path, server: OwnServer, limits: Limits, more: Mapping[str, str]) -> Iterator[Ten]:
    """All of them connected, in a workspace where nobody has done anything yet."""
    with served(folder, limits) as running, ExitStack() as ending:
        desk = Desk(running.url)
        desk.post("/clock", to=f"{CUSTODY}T16:00:00+00:00")
        admin = desk.post("/users", name="ana", real_name="Ana Admin", tz="America/Chicago")["user"]["id"]
        variables = {**bot_variables(running, folder, server.url), **more, "ROUNDTABLE_ADMINS": admin}
        bots = tuple(_begun(folder / f"bot{nth}", variables, ending) for nth in range(TEN))
        world = World(desk, bots[0], people={"Ana Admin": Hands(desk, admin)})
        made = Ten(running, bots, variables, world)
        made.wait_for_all()
        yield made


def allow(server: OwnServer, connections: int) -> None:
    """So many connections, as an operator would set it; the server is started anew."""
    with psycopg.connect(server.dsn, autocommit=True) as connection:
        connection.execute(f"ALTER SYSTEM SET max_connections = {connections}".encode())
    server.crash()


def open_connections(server: OwnServer) -> int:
    """How many our processes hold now."""
    with psycopg.connect(server.dsn, autocommit=True) as connection:
        count = "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'roundtable bot %'"
        found = connection.execute(count).fetchone()
    return int(found[0]) if found else 0


def _begun(folder: Path, variables: Mapping[str, str], ending: ExitStack) -> BotProcess:
    folder.mkdir()
    bot = BotProcess(folder, variables, _rushing)
    bot.start()
    ending.callback(bot.stop)
    return bot


def _rushing(folder: Path, environment: Mapping[str, str], log: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.bench.rush_bot", "run"],
        cwd=folder,
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
