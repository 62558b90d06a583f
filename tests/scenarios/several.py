"""Several processes of the bot over HTTP on one PostgreSQL, behind a balancer that Slack posts to."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.practice.bot_process import BotProcess
from bot.practice.player.hands import Desk, Hands
from bot.practice.server import Running, serve
from bot.practice.settings import Limits
from bot.practice.workspace import Workspace
from bot.slack.manifest import manifest
from bot.storage.keys import new_master_key
from tests.balancer import Balancer, balanced
from tests.platform.bot_process import free_port, get
from tests.scenarios.world import CUSTODY, World
from tests.warm_bots import nursery

PATIENCE = 60.0


@dataclass(frozen=True)
class Several:
    """The world as its people see it, the processes by their ports, and the balancer before them."""

    world: World
    bots: dict[int, BotProcess]
    balancer: Balancer

    def wait_until_well(self) -> None:
        """Until every process answers that all is well."""
        end = time.monotonic() + PATIENCE
        waiting = set(self.bots)
        while waiting:
            assert time.monotonic() < end, [self.bots[one].last_words() for one in waiting]
            waiting = {port for port in waiting if not _well(port)}
            time.sleep(0.05)


@contextmanager
def several(folder: Path, database_url: str, count: int) -> Iterator[Several]:
    """So many processes, all well."""
    ports = [free_port() for _ in range(count)]
    with balanced(ports) as balancer, _served(folder, balancer) as running, ExitStack() as ending:
        desk = Desk(running.url)
        desk.post("/clock", to=f"{CUSTODY}T16:00:00+00:00")
        admin = desk.post("/users", name="ana", real_name="Ana Admin", tz="America/Chicago")["user"]["id"]
        variables = {
            **running.environment(),
            "ROUNDTABLE_ADMINS": admin,
            "DATABASE_URL": database_url,
            "ROUNDTABLE_MASTER_KEY": new_master_key(),
        }
        bots = {port: _begin(folder / str(port), {**variables, "PORT": str(port)}) for port in ports}
        for bot in bots.values():
            ending.callback(bot.stop)
        world = World(desk, bots[ports[0]], people={"Ana Admin": Hands(desk, admin)})
        made = Several(world, bots, balancer)
        made.wait_until_well()
        yield made


@contextmanager
def _served(folder: Path, balancer: Balancer) -> Iterator[Running]:
    workspace = Workspace(
        manifest=manifest(balancer.url),
        clock_file=folder / "clock",
        events_url=f"{balancer.url}/slack/events",
        limits=Limits(channel_interval=0.05, channel_burst=50),
    )
    with serve(workspace, port=0) as running:
        yield running


def _begin(folder: Path, variables: dict[str, str]) -> BotProcess:
    folder.mkdir()
    bot = BotProcess(folder, variables, nursery().begin)
    bot.start()
    return bot


def _well(port: int) -> bool:
    try:
        return get(f"http://127.0.0.1:{port}/health")[0] == 200
    except OSError:
        return False
