"""One bot process of the fault run: the real ticks, courier, pace and storage; what it says is only ids."""

import logging
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from threading import Event

from bot.clock import OffsetClock
from bot.domain.delivery import Answer, Outgoing
from bot.domain.quiet_hours import Quiet
from bot.domain.reminder import PREFIX
from bot.domain.sending import Composed, Drop, Ready
from bot.scheduler import Ticks
from bot.services.delivery.handover import Handover
from bot.services.delivery.inbox import Worked
from bot.services.delivery.outbox import Courier
from bot.services.delivery.together import carried
from bot.services.ports import UnitOfWork
from bot.slack.calls import web_client
from bot.slack.messenger import Messenger
from bot.slack.pacing import PER_MINUTE, Pace
from bot.storage import open_storage

TEAM = "T0PRACTICE"
MASTER_KEY = bytes(range(32))
FATE = "fate"
NEVER = Quiet(time(0), time(0))


@dataclass(frozen=True)
class Post:
    """Where a worker works. Slack's minutes pass `faster` times as fast as real ones, and so do its rates."""

    database: str
    slack: str
    token: str
    clock_file: str
    faster: int
    timeout: float


def compose(work: UnitOfWork, row: Outgoing) -> Ready:
    """Names the things it is about, looked up as they are at this moment."""
    wanted = [one.key.removeprefix(PREFIX) for one in (row, *carried(work, row)) if _still_wanted(work, one)]
    return Composed(text=" ".join(wanted)) if wanted else Drop("not_wanted")


def _still_wanted(work: UnitOfWork, row: Outgoing) -> bool:
    """Nobody said that the thing is over or has another moment; or this row is of that moment."""
    said = work.first(Answer, conversation=FATE, subject_id=row.subject_id, slack_user="U0", step=FATE)
    return said is None or said.value == row.key


def work_at(post: Post) -> None:
    """Until killed."""
    logging.disable(logging.CRITICAL)
    clock = OffsetClock(Path(post.clock_file))
    storage = open_storage(post.database, MASTER_KEY, clock)
    client = web_client(post.token, post.slack)
    client.timeout = post.timeout  # type: ignore[assignment]
    rates = {method: per_minute * post.faster for method, per_minute in PER_MINUTE.items()}
    pace = Pace(channel_seconds=1.0 / post.faster, per_minute=rates, times=storage.times(lambda: TEAM))
    courier = Courier(
        queue=storage.outbox,
        units=storage.units,
        handover=Handover(units=storage.units, messenger=Messenger(client, pace), clock=clock),
        compose=compose,
        errands={},
        clock=clock,
        tell_staff=lambda work, row, why: None,
        quiet=NEVER,
        look_again_in=lambda seconds: ticks.wake_in(seconds / post.faster),
    )
    ticks = Ticks(
        deliver=courier.deliver,
        work_inbox=Worked,
        roll_over=lambda: None,
        count_on=lambda: False,
        look_around=lambda: None,
        clock=clock,
    )
    ticks.start()
    Event().wait()
