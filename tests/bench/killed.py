"""A process that is killed as it sends, and one that goes on: our courier beside the usual way's scheduler.

What Slack would hold is a file with a line for each message.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import sleep
from typing import cast

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.schedulers.base import BaseScheduler

from bot.domain.sending import Block, Composed, Sent, SlackUser
from bot.services.delivery.handover import Handover, Messenger
from bot.services.delivery.outbox import Courier
from bot.storage import open_storage
from tests.bench.filling import moment
from tests.bench.usual_way import DIES_AT, SAID_IN, say, store_at
from tests.storage.things import MASTER_KEY

THREADS = 4
GOES_ON_AT = (120.0, 140.0)


@dataclass(frozen=True)
class Standing:
    """A clock that stands at this moment."""

    at: datetime

    def now(self) -> datetime:
        return self.at


@dataclass(frozen=True)
class FileSlack:
    """As much of Slack as a reminder needs; with so many messages in it, it takes the process with it."""

    file: Path
    dies_at: int

    def post(self, channel: str, text: str, blocks: Sequence[Block], marker: str) -> Sent:
        say(self.file, marker, self.dies_at)
        return Sent(channel, "1.1")

    def find_marker(self, channel: str, marker: str, oldest: datetime) -> str | None:
        return "1.1" if marker in self.file.read_text("utf-8").split() else None

    def must_wait(self, channel: str) -> float:
        return 0.0

    def room(self) -> int:
        return 1_000

    def pause(self) -> float:
        return 0.0

    def open_dm(self, user: str) -> str:
        return "D" + user

    def user(self, user_id: str) -> SlackUser:
        return SlackUser(
            id=user_id,
            zone="UTC",
            locale=None,
            guest=False,
            deactivated=False,
            is_bot=False,
            stranger=False,
        )


def ours(url: str, file: Path, dies_at: int) -> None:
    """Our courier until nothing is due; whoever goes on comes after the first one's lease, and looks twice.

    What a killed process may have sent is first given time to arrive.
    """
    for at in (1.0,) if dies_at else GOES_ON_AT:
        clock = Standing(moment(at))
        storage = open_storage(url, MASTER_KEY, clock, alone=False)
        slack = cast(Messenger, FileSlack(file, dies_at))
        courier = Courier(
            queue=storage.outbox,
            units=storage.units,
            handover=Handover(units=storage.units, messenger=slack, clock=clock),
            compose=lambda work, row: Composed(text=row.subject_id),
            errands={},
            clock=clock,
            tell_staff=lambda work, row, why: None,
            threads=THREADS,
        )
        while courier.deliver():
            continue
        storage.close()


def usual(url: str, file: Path, dies_at: int) -> None:
    """Its scheduler with as many threads, until its store is empty and its jobs are done."""
    os.environ |= {SAID_IN: str(file), DIES_AT: str(dies_at)}
    store = store_at(url)
    executor = ThreadPoolExecutor(THREADS)
    scheduler: BaseScheduler = BackgroundScheduler(
        jobstores={"default": store}, executors={"default": executor}, timezone="UTC"
    )
    scheduler.start()
    while scheduler.get_jobs():
        sleep(0.2)
    scheduler.shutdown(wait=True)


def counted(file: Path, count: int) -> tuple[int, int]:
    """How many were lost, and how many came again."""
    lines = file.read_text("utf-8").split()
    return count - len(set(lines)), len(lines) - len(set(lines))
