"""A practice Slack, a real database and a courier between them, for tests of everything that goes out."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.domain.delivery import Outgoing, Sending
from bot.domain.sending import Composed, Ready
from bot.practice import populate
from bot.practice.server import Running
from bot.practice.workspace import Workspace
from bot.services.delivery.handover import Handover
from bot.services.delivery.outbox import Courier
from bot.services.ports import UnitOfWork
from bot.slack.calls import web_client
from bot.slack.messenger import Messenger
from bot.slack.pacing import Pace
from bot.storage import Storage

TEAM = "T0PRACTICE"
AT_ANY_SPEED = {"chat.postMessage": 10**6, "chat.update": 10**6, "conversations.open": 10**6}
AT_ANY_SPEED |= {"conversations.history": 10**6, "users.info": 10**6, "files.info": 10**6}


def unhurried() -> Pace:
    """A pace that never says wait, for tests of everything else."""
    return Pace(channel_seconds=0.0, per_minute=AT_ANY_SPEED)


@dataclass(frozen=True)
class PracticeTime:
    """The clock of the practice workspace: its message times and ours are the same time."""

    workspace: Workspace

    def now(self) -> datetime:
        return self.workspace.clock.moment()

    def forward(self, seconds: float) -> None:
        self.workspace.clock.forward(seconds)


def says_its_id(work: UnitOfWork, outgoing: Outgoing) -> Ready:
    """A message that says which one it is."""
    block = {"type": "section", "text": {"type": "plain_text", "text": outgoing.subject_id}}
    return Composed(text=outgoing.subject_id, blocks=[block])


@dataclass
class Desk:
    """Puts messages into the outbox, delivers them, and looks at what stands in Slack afterwards."""

    running: Running
    storage: Storage
    clock: PracticeTime
    compose: Any = says_its_id
    pace: Pace = field(default_factory=unhurried)
    told: list[tuple[str, str]] = field(default_factory=list)
    settings: dict[str, Any] = field(default_factory=dict)

    @property
    def workspace(self) -> Workspace:
        return self.running.workspace

    def messenger(self) -> Messenger:
        return Messenger(web_client(self.workspace.tokens.bot, f"{self.running.url}/api"), self.pace)

    def courier(self, **changed: Any) -> Courier:
        settings = {
            "queue": self.storage.outbox,
            "units": self.storage.units,
            "handover": Handover(units=self.storage.units, messenger=self.messenger(), clock=self.clock),
            "compose": lambda work, row: self.compose(work, row),
            "errands": {},
            "clock": self.clock,
            "tell_staff": lambda work, row, why: self.told.append((row.key, why)),
        }
        return Courier(**settings | self.settings | changed)

    def deliver(self, **changed: Any) -> dict[str, int]:
        """One sweep; how many rows ended in which state."""
        return {state.value: count for state, count in self.courier(**changed).deliver().items()}

    def user(self, name: str, **more: Any) -> str:
        return populate.add_user(self.workspace, name, **more).id

    def channel(self, *members: str) -> str:
        bot = self.workspace.bot.id
        return populate.add_channel(
            self.workspace, "case-one", members[0], private=True, members=(*members[1:], bot)
        ).id

    def put(self, key: str, to: str, **more: Any) -> Outgoing:
        """One message into the outbox, due now."""
        with self.storage.units(TEAM, "system") as work:
            usual = {"message": "note", "subject_id": key, "due_at": self.clock.now()}
            row = Outgoing(workspace_id=TEAM, id=work.new_id(), key=key, to=to, **(usual | more))
            work.send(row)
            work.commit()
        return row

    def row(self, key: str) -> Outgoing:
        with self.storage.units(TEAM, "system", read_only=True) as work:
            found = work.first(Outgoing, key=key)
        assert found is not None
        return found

    def states(self) -> Counter[Sending]:
        with self.storage.units(TEAM, "system", read_only=True) as work:
            return Counter(row.state for row in work.find(Outgoing))

    def said(self, channel: str | None = None) -> list[str]:
        """The texts of all messages of the app that stand in a channel, or anywhere, oldest first."""
        return [message.body["text"] for message in self._messages(channel)]

    def markers(self) -> Counter[str]:
        """How often each outbox row stands in Slack."""
        return Counter(message.metadata["event_payload"]["id"] for message in self._messages(None))

    def faults(self, **changed: Any) -> None:
        self.workspace.faults.set(changed)

    def _messages(self, channel: str | None) -> Iterable[Any]:
        with self.workspace.lock:
            found = [
                message
                for room in self.workspace.channels.values()
                if channel in (None, room.id)
                for message in room.messages.values()
                if message.author == self.workspace.bot.id and not message.body.get("files")
            ]
        return sorted(found, key=lambda message: message.ts)
