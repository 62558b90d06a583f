"""The times of a workspace's pace, kept where all its processes see them (the Times of bot/slack/pacing.py).

They are the database's own times: the clocks of two machines may differ, and practice moves its clock.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, select, update

from bot.storage.own_tables import PACES
from bot.storage.transactions import Transactions
from bot.storage.upsert import insert_if_new

_row = PACES.c
_LOCKED = (
    select(_row.name, _row.free_at)
    .where(_row.workspace_id == bindparam("workspace"), _row.name.in_(bindparam("names", expanding=True)))
    # Always in the same order, so that no two processes wait for each other.
    .order_by(_row.name)
    .with_for_update()
)
_SEEN = select(_row.name, _row.free_at).where(
    _row.workspace_id == bindparam("workspace"), _row.name.in_(bindparam("names", expanding=True))
)
_NOW = select(func.extract("epoch", func.clock_timestamp()))
# What is lost with the server's last half second is a pace, not a record.
_NOW_AND_LIGHTLY = _NOW.add_columns(func.set_config("synchronous_commit", "off", True))
_CHANGED = (
    update(PACES)
    .where(_row.workspace_id == bindparam("workspace"), _row.name == bindparam("its_name"))
    .values(free_at=bindparam("at"))
)


@dataclass(frozen=True)
class SharedTimes:
    """Held by row locks for a moment. `workspace` is asked for when it is first needed."""

    transactions: Transactions
    workspace: Callable[[], str]

    @contextmanager
    def hold(self, names: Sequence[str]) -> Iterator[tuple[float, dict[str, float]]]:
        """The database's time and when these are free again, for nobody else until the block ends."""
        workspace = self.workspace()
        with self.transactions.begin() as connection:
            known = self._locked(connection, workspace, names)
            # Asked for only now: the locks may have been waited for.
            now, free = float(connection.execute(_NOW_AND_LIGHTLY).scalar_one()), dict(known)
            yield now, free
            changed = [
                {"workspace": workspace, "its_name": name, "at": at}
                for name, at in free.items()
                if at != known.get(name)
            ]
            if changed:
                connection.execute(_CHANGED, changed)

    def look(self, names: Sequence[str]) -> tuple[float, dict[str, float]]:
        """The database's time and when these are free again, without a lock."""
        asked = {"workspace": self.workspace(), "names": list(names)}
        with self.transactions.begin(read_only=True) as connection:
            free = {row.name: row.free_at for row in connection.execute(_SEEN, asked)}
            return float(connection.execute(_NOW).scalar_one()), free

    def _locked(self, connection: Connection, workspace: str, names: Sequence[str]) -> dict[str, float]:
        asked = {"workspace": workspace, "names": list(names)}
        known = {row.name: row.free_at for row in connection.execute(_LOCKED, asked)}
        if len(known) == len(set(names)):
            return known
        for name in sorted(set(names) - set(known)):
            insert_if_new(connection, PACES, {"workspace_id": workspace, "name": name, "free_at": 0.0})
        return {row.name: row.free_at for row in connection.execute(_LOCKED, asked)}
