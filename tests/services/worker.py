"""A courier in a process of its own, to be killed: arguments are database, Slack, token, clock file."""

import sys
from pathlib import Path
from threading import Event

from bot.clock import OffsetClock
from bot.domain.delivery import Outgoing
from bot.domain.sending import Composed, Ready
from bot.services.delivery.handover import Handover
from bot.services.delivery.outbox import Courier
from bot.services.ports import UnitOfWork
from bot.slack.calls import web_client
from bot.slack.messenger import Messenger
from bot.slack.pacing import Pace
from bot.storage import open_storage

# The practice Slack of the test keeps no rates, so this worker needs no pace: it is there to be killed.
UNHURRIED = {"chat.postMessage": 10**6, "conversations.open": 10**6, "conversations.history": 10**6}


def compose(work: UnitOfWork, outgoing: Outgoing) -> Ready:
    """A message that says which one it is."""
    return Composed(text=outgoing.subject_id)


def main(database: str, slack: str, token: str, clock_file: str) -> None:
    """Deliver until killed."""
    clock = OffsetClock(Path(clock_file))
    storage = open_storage(database, bytes(range(32)), clock)
    pace = Pace(channel_seconds=0.0, per_minute=UNHURRIED | {"users.info": 10**6})
    handover = Handover(units=storage.units, messenger=Messenger(web_client(token, slack), pace), clock=clock)
    courier = Courier(
        queue=storage.outbox,
        units=storage.units,
        handover=handover,
        compose=compose,
        errands={},
        clock=clock,
        tell_staff=lambda work, row, why: None,
        settle_seconds=0.5,
    )
    print("ready", flush=True)
    pause = Event()
    while True:
        courier.deliver()
        pause.wait(0.02)


if __name__ == "__main__":
    main(*sys.argv[1:])
