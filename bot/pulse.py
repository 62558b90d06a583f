"""How this process is doing: its ticks, the outbox in the database, its line to Slack."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass

from bot.domain.errors import DatabaseAway
from bot.domain.health import Backlog, Health, LineHealth, TicksHealth
from bot.services.ports import Clock
from bot.storage import Storage

Line = Callable[[], LineHealth]


@dataclass
class Pulse:
    """Made before the parts that it looks at, which are given to it before any thread begins."""

    storage: Storage
    clock: Clock
    ticks: Callable[[], TicksHealth] = lambda: TicksHealth(False, False, {})
    line: Line | None = None

    def look(self) -> Health:
        """All of it, now; a database that is away is part of the answer."""
        backlog, now = self._backlog(), self.clock.now()
        since = backlog.oldest_due if backlog else None
        waited = max(0.0, (now - since).total_seconds()) if since else 0.0
        return Health(self.ticks(), backlog, waited, self.line() if self.line else None)

    def _backlog(self) -> Backlog | None:
        try:
            return self.storage.backlog.look(self.clock.now())
        except DatabaseAway:
            return None


def as_numbers(health: Health) -> Mapping[str, object]:
    """For /health and /metrics: plain names, counts, seconds and flags."""
    ticks, backlog, line = health.ticks, health.backlog or Backlog(), health.line
    sweeps = {
        name: {**asdict(one), "finished_at": one.finished_at.isoformat() if one.finished_at else None}
        for name, one in ticks.sweeps.items()
    }
    numbers: dict[str, object] = {
        "ok": health.ok,
        "alive": ticks.alive,
        "restarts": ticks.restarts,
        "sweeps": sweeps,
        "stuck_events": ticks.stuck_events,
        "database": health.backlog is not None,
        "due": backlog.due,
        "oldest_due_seconds": health.oldest_due_seconds,
        "uncertain": backlog.uncertain,
    }
    if line is not None:
        numbers |= {f"socket_{name}": value for name, value in asdict(line).items()}
    return numbers
