"""How the bot is doing, in counts and seconds: no name and no word of any case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class SweepHealth:
    """When a sweep last finished (None: never yet), by the bot's clock and in real seconds ago.

    `running_seconds`: for how long it has been at it, if it is. `failing`: the kind of error with which its
    last try ended, if one did. `missed`: nobody has begun it for longer than its tick allows. `hangs`: it has
    been at it for longer than its work can take.
    """

    finished_at: datetime | None
    seconds_ago: float | None
    stale: bool
    running_seconds: float | None = None
    failing: str = ""
    missed: bool = False
    hangs: bool = False


@dataclass(frozen=True)
class TicksHealth:
    """`ok` only if the ticking thread lives and each sweep has finished lately.

    `stuck_events` failed too often and wait for a person; that is no reason to restart the bot.
    """

    ok: bool
    alive: bool
    sweeps: Mapping[str, SweepHealth]
    stuck_events: int = 0
    restarts: int = 0


@dataclass(frozen=True)
class Backlog:
    """What the outbox owes: how many messages are due, since when, and how many may have arrived or not.

    `turned_away`: the code with which Slack refuses this app, while a message waits for that alone.
    """

    due: int = 0
    oldest_due: datetime | None = None
    uncertain: int = 0
    turned_away: str = ""


@dataclass(frozen=True)
class LineHealth:
    """The Socket Mode connection: whether it holds, since when Slack is silent, how long it has been open."""

    connected: bool
    silent_seconds: float
    age_seconds: float


@dataclass(frozen=True)
class Health:
    """All of it. `backlog` is None while the database cannot be reached, `line` where there is no socket."""

    ticks: TicksHealth
    backlog: Backlog | None
    oldest_due_seconds: float
    line: LineHealth | None = None

    @property
    def ok(self) -> bool:
        """Whether all is well."""
        return self.ticks.ok and self.backlog is not None and (self.line is None or self.line.connected)
