"""A morning's reminders: many people who have heard from the app before, and one message due for each."""

from collections.abc import Sequence
from time import monotonic, sleep, time

from slack_sdk import WebClient

from bot.domain.delivery import Outgoing
from bot.domain.people import DirectLine
from bot.practice import populate
from bot.practice.pacing import Pacing
from bot.practice.server import Running
from bot.practice.settings import Limits
from bot.storage import Storage
from tests.bench.rush_bot import RUSH
from tests.services.slack_desk import TEAM


def people(running: Running, storage: Storage, count: int) -> list[str]:
    """All of them have heard from the app before."""
    workspace = running.workspace
    users = [populate.add_user(workspace, f"person{nth}").id for nth in range(count)]
    strict, workspace.pacing = workspace.pacing, Pacing(Limits(rate=False))
    client = WebClient(workspace.tokens.bot, base_url=f"{running.url}/api/")
    lines = [(user, str(client.conversations_open(users=user)["channel"]["id"])) for user in users]
    workspace.pacing = strict
    with storage.units(TEAM, "system") as work:
        for user, channel in lines:
            new_id = work.new_id()
            work.add(
                DirectLine(workspace_id=TEAM, id=new_id, slack_user=user, channel_id=channel, zone="UTC")
            )
        work.commit()
    return users


def put(storage: Storage, users: Sequence[str], can_wait: bool) -> float:
    """One message to each of them, due now; when that was."""
    with storage.units(TEAM, "system") as work:
        for user in users:
            key = f"rush:{user}:{can_wait}"
            row = Outgoing(
                workspace_id=TEAM,
                id=work.new_id(),
                key=key,
                to=user,
                message=RUSH,
                subject_id=user,
                due_at=work.now,
                can_wait=can_wait,
            )
            work.send(row)
        work.commit()
    return time()


def when_all_are_there(running: Running, count: int, patience: float) -> list[float]:
    """When each message came to stand in Slack."""
    until = monotonic() + patience
    workspace = running.workspace
    while monotonic() < until:
        sleep(0.3)
        with workspace.lock:
            sent = [
                float(message.ts)
                for room in workspace.channels.values()
                for message in room.messages.values()
                if message.author == workspace.bot.id
            ]
        if len(sent) >= count:
            return sent
    raise AssertionError(f"{len(sent)} of {count} came")
