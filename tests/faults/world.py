"""All that is around the bots of the fault run: a strict Slack, a clock, processes to be killed, people."""

import multiprocessing
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic, sleep

import psycopg
from slack_sdk import WebClient

from bot.domain.dates import to_utc
from bot.domain.delivery import Answer, Outgoing, Sending
from bot.domain.errors import DatabaseAway, SomeoneElseChangedThis
from bot.domain.people import DirectLine
from bot.practice import populate
from bot.practice.pacing import Pacing
from bot.practice.server import Running, serve
from bot.practice.settings import Limits
from bot.practice.workspace import Workspace
from bot.services.delivery.reminders import NOT_WANTED
from bot.services.delivery.together import let_go
from bot.storage import Storage, open_storage
from tests.faults.model import Change, History, Seen, Step
from tests.faults.own_server import OwnServer
from tests.faults.plan import PLACES_NOT_READ, Wanted
from tests.faults.worker import FATE, MASTER_KEY, TEAM, Post, work_at
from tests.practice.conftest import manifest

# The clock runs six times as fast: a lease is over in ten seconds. Slack's rates pass 20 times as fast.
CLOCK_FASTER, RATES_FASTER, TIMEOUT = 6, 20, 1.7
CLOCK_STEP = 0.05


# Of a thing with two rows, the one without an end; else the one that was sent.
_ENDS = """SELECT subject_id, coalesce(max(state) FILTER (WHERE state NOT IN ('sent', 'dropped', 'failed')),
    max(state)) FROM outgoing GROUP BY subject_id"""


class Clock:
    """Runs the practice clock faster than real time, and lets it be set."""

    def __init__(self, workspace: Workspace) -> None:
        self._clock, self._stopped = workspace.clock, threading.Event()
        self._lock = threading.Lock()
        self.was_set: list[tuple[datetime, timedelta]] = []
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def now(self) -> datetime:
        return self._clock.moment()

    def set(self, moment: datetime) -> None:
        with self._lock:
            self._clock.move_to(moment)

    def step(self, seconds: float) -> None:
        """Set it while the bots run."""
        self._forward(seconds)
        self.was_set.append((self.now(), timedelta(seconds=seconds)))

    def _forward(self, seconds: float) -> None:
        with self._lock:
            self._clock.forward(seconds)

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        last = monotonic()
        while not self._stopped.wait(CLOCK_STEP):
            now = monotonic()
            self._forward((now - last) * (CLOCK_FASTER - 1))
            last = now


@dataclass
class Bots:
    """The processes: started from one that has imported everything, killed without a word."""

    post: Post
    running: list[BaseProcess] = field(default_factory=list)
    kills: int = 0

    def __post_init__(self) -> None:
        self._nursery = multiprocessing.get_context("forkserver")
        self._nursery.set_forkserver_preload(["tests.faults.worker"])

    def start(self, count: int = 1) -> None:
        for _ in range(count):
            bot = self._nursery.Process(target=work_at, args=(self.post,), daemon=True)
            bot.start()
            self.running.append(bot)

    def mend(self) -> None:
        """Start anew whichever ended by itself, as a supervisor does: the database was away as it began."""
        for bot in [one for one in self.running if not one.is_alive()]:
            self.running.remove(bot)
            self.start()

    def kill(self, bot: BaseProcess) -> None:
        bot.kill()
        bot.join()
        self.running.remove(bot)
        self.kills += 1

    def kill_all(self) -> None:
        for bot in list(self.running):
            self.kill(bot)


@dataclass
class World:
    """What the run needs to act, and to tell afterwards what happened."""

    server: OwnServer
    slack: Running
    clock: Clock
    storage: Storage
    bots: Bots
    users: Sequence[str]
    channels: Sequence[str]
    changes: dict[str, Change] = field(default_factory=dict)

    def put(self, plan: Sequence[Wanted]) -> None:
        """The due rows of a plan, as the bot reckons them."""
        with self.storage.units(TEAM, "system") as work:
            for one in plan:
                work.send(self._row(one, work.new_id(), _key(one), to_utc(one.wall, one.zone)))
            work.commit()

    def change(self, one: Wanted, moved_to: datetime | None) -> None:
        """The thing is done or closed, or moved: kept in one unit with what becomes of its rows."""

        def once() -> None:
            with self.storage.units(TEAM, "system") as work:
                value = f"{_key(one)}:moved" if moved_to else "over"
                work.add(_said(one, value, work.new_id(), work.now))
                if moved_to:
                    work.send(self._row(replace(one, together=False), work.new_id(), value, moved_to))
                row = work.first(Outgoing, key=_key(one))
                if row and row.state is Sending.PENDING:
                    let_go(work, row)
                    work.replace(replace(row, state=Sending.DROPPED, why=NOT_WANTED))
                work.commit()

        insistently(once)
        self.changes[one.thing] = Change(self.clock.now(), moved_to)

    def _row(self, one: Wanted, new_id: str, key: str, due: datetime) -> Outgoing:
        return Outgoing(
            workspace_id=TEAM,
            id=new_id,
            key=key,
            to=self.users[one.to] if one.to >= 0 else self.channels[-1 - one.to],
            message="reminder:task" if one.together else "reminder:topics",
            subject_id=one.thing,
            due_at=due,
            expires_at=due + one.lasts,
            can_wait=one.number % 10 > 0,
        )

    def unfinished(self, part: Sequence[Wanted]) -> int:
        """How many rows of these have not come to an end."""
        things = [one.thing for one in part]
        asked = "SELECT count(*) FROM outgoing WHERE subject_id = ANY(%s) AND state <> ALL(%s)"
        with psycopg.connect(self.server.dsn) as connection:
            found = connection.execute(asked, (things, ["sent", "dropped", "failed"])).fetchone()
        return int(found[0]) if found else 0

    def history(self) -> History:
        """All that Slack saw, and all that the database wrote down."""
        with psycopg.connect(self.server.dsn) as connection:
            life = connection.execute("SELECT thing, before, after FROM life ORDER BY nth").fetchall()
            ends = connection.execute(_ENDS).fetchall()
        steps = [Step(*one) for one in life]
        return History(list(self._seen()), self.changes, steps, dict(ends), self.clock.was_set)

    def _seen(self) -> Iterator[Seen]:
        workspace = self.slack.workspace
        places: Mapping[str, int] = {
            **{user: number for number, user in enumerate(self.users)},
            **{channel: -1 - number for number, channel in enumerate(self.channels)},
        }
        with workspace.lock:
            for room in workspace.channels.values():
                whose = places.get(room.user or room.id)
                for message in room.messages.values():
                    if message.author == workspace.bot.id and whose is not None:
                        at = datetime.fromtimestamp(float(message.ts), self.clock.now().tzinfo)
                        for thing, _, moved in (one.partition(":") for one in message.body["text"].split()):
                            yield Seen(thing, whose, at, bool(moved))


def _key(one: Wanted) -> str:
    return f"reminder:{one.thing}"


def _said(one: Wanted, value: str, new_id: str, now: datetime) -> Answer:
    return Answer(
        workspace_id=TEAM,
        id=new_id,
        conversation=FATE,
        subject_id=one.thing,
        slack_user="U0",
        step=FATE,
        value=value,
        answered_at=now,
    )


def insistently(deed: Callable[[], None]) -> None:
    """A person's click that is made again until the database is back."""
    until = monotonic() + 30
    while True:
        try:
            return deed()
        except (DatabaseAway, SomeoneElseChangedThis):
            if monotonic() > until:
                raise
            sleep(0.2)


@contextmanager
def world(folder: Path, server: OwnServer, people: int) -> Iterator[World]:
    """A workspace with these people and a few channels that the app cannot read."""
    limits = Limits(rate_window=60 / RATES_FASTER, channel_interval=1 / RATES_FASTER)
    workspace = Workspace(manifest(), limits=limits, clock_file=folder / "clock")
    with serve(workspace) as slack:
        clock = Clock(workspace)
        storage = open_storage(server.url, MASTER_KEY, clock)
        users = [populate.add_user(workspace, f"person{number}").id for number in range(people)]
        channels = [_channel(workspace, number, users[0]) for number in range(PLACES_NOT_READ)]
        post = Post(
            server.url,
            f"{slack.url}/api/",
            workspace.tokens.bot,
            str(folder / "clock"),
            RATES_FASTER,
            TIMEOUT,
        )
        made = World(server, slack, clock, storage, Bots(post), users, channels)
        try:
            _open_lines(made)
            yield made
        finally:
            made.bots.kill_all()
            clock.stop()
            storage.close()


def _channel(workspace: Workspace, number: int, owner: str) -> str:
    name = f"case-{number}"
    return populate.add_channel(workspace, name, owner, private=True, members=(workspace.bot.id,)).id


def _open_lines(made: World) -> None:
    """Everybody has heard from the app before."""
    workspace = made.slack.workspace
    strict, workspace.pacing = workspace.pacing, Pacing(Limits(rate=False))
    client = WebClient(made.bots.post.token, base_url=made.bots.post.slack)
    with made.storage.units(TEAM, "system") as work:
        for user in made.users:
            channel = str(client.conversations_open(users=user)["channel"]["id"])
            work.add(
                DirectLine(
                    workspace_id=TEAM, id=work.new_id(), slack_user=user, channel_id=channel, zone="UTC"
                )
            )
        work.commit()
    workspace.pacing = strict
