"""Whose connections a PostgreSQL server holds, and how many more of our processes fit."""

import os
import socket
from dataclasses import dataclass

from sqlalchemy import Connection, text

BY_HAND = "roundtable command"
_BOT = "roundtable bot "

_USED = text(
    "SELECT application_name AS name, count(*) AS open FROM pg_stat_activity"
    " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() GROUP BY application_name"
)


def bot_process() -> str:
    """Under which name this process of the bot connects; the server keeps 63 bytes of it."""
    return f"{_BOT}{socket.gethostname()[:30]}:{os.getpid()}"


@dataclass(frozen=True)
class Connections:
    """What a server gives, what our processes may take (`each` a process), and what others hold now."""

    most: int
    kept_back: int
    processes: int
    each: int
    others: int

    @property
    def for_all(self) -> int:
        """How many there are for whoever is no administrator of the server."""
        return self.most - self.kept_back

    @property
    def needed(self) -> int:
        """How many our processes take when all are busy."""
        return self.processes * self.each

    @property
    def room_for(self) -> int:
        """How many more processes fit; below zero: so many too many run."""
        return (self.for_all - self.others - self.needed) // self.each


def connections(connection: Connection, each: int) -> Connections:
    """Counted on the server itself, across all its databases."""

    def setting(name: str) -> int:
        found = connection.execute(text("SELECT current_setting(:name, true)"), {"name": name}).scalar()
        return int(found or 0)

    used = {row.name: row.open for row in connection.execute(_USED)}
    ours = {name for name in used if name.startswith(_BOT)}
    return Connections(
        most=setting("max_connections"),
        kept_back=setting("superuser_reserved_connections") + setting("reserved_connections"),
        processes=len(ours),
        each=each,
        others=sum(count for name, count in used.items() if name not in ours),
    )
