"""The inbox's rows: each delivery from Slack by its key, an event's body until it was worked."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import uuid_utils
from sqlalchemy import Connection, bindparam, or_, text, update

from bot.domain.delivery import Received
from bot.storage.claims import Waiting
from bot.storage.columns import UtcDateTime
from bot.storage.repositories import Records
from bot.storage.tables import TABLES, UNDONE
from bot.storage.transactions import Transactions
from bot.storage.upsert import Change, Columns, insert_if_new, insert_or_change

RECEIVED = TABLES[Received]
UNIQUE = ("workspace_id", "key")
_row = RECEIVED.c
_now, _until = bindparam("now", type_=UtcDateTime()), bindparam("until", type_=UtcDateTime())
_WORKABLE = Waiting(
    RECEIVED,
    (text(UNDONE), or_(_row.lease_until.is_(None), _row.lease_until <= _now)),
    _row.received_at,
    {"version": _row.version + 1, "attempts": _row.attempts + 1, "lease_until": _until},
)


def note(connection: Connection, records: Records, workspace_id: str, key: str, now: datetime) -> bool:
    """Note a delivery as worked; False when it was worked before.

    An event that waits in the inbox is worked with the transaction in which its key is noted.
    """
    done = Received(workspace_id=workspace_id, id=_new_id(), key=key, received_at=now, done_at=now)
    return insert_or_change(connection, RECEIVED, [records.row_of(done, now)], UNIQUE, _as_done)


def _as_done(new: Columns) -> Change:
    change = {"done_at": new.done_at, "body": None, "lease_until": None, "version": _row.version + 1}
    return change, _row.done_at.is_(None)


@dataclass(frozen=True)
class StoredInbox:
    """The InboxQueue of services/ports.py."""

    transactions: Transactions

    def keep(self, workspace_id: str, key: str, body: str, now: datetime) -> bool:
        """Keep an event; False when it was kept before."""
        event = Received(workspace_id=workspace_id, id=_new_id(), key=key, received_at=now, body=body)
        with self.transactions.begin() as connection:
            records = self.transactions.within(connection, workspace_id).records
            return insert_if_new(connection, RECEIVED, records.row_of(event, now))

    def claim_events(self, now: datetime, limit: int, lease_seconds: int) -> tuple[Received, ...]:
        """Events not yet worked, oldest first, leased to the caller."""
        until = now + timedelta(seconds=lease_seconds)
        with self.transactions.begin() as connection:
            rows = _WORKABLE.claim(connection, limit, now=now, until=until)
            things = [
                self.transactions.within(connection, row.workspace_id).records.thing(Received, row)
                for row in rows
            ]
        return tuple(sorted(things, key=lambda event: (event.received_at, event.id)))

    def finish_event(self, received: Received, now: datetime) -> None:
        """The event was worked: its body goes, its key stays. Doing so twice changes nothing."""
        with self.transactions.begin() as connection:
            connection.execute(
                update(RECEIVED)
                .where(_row.workspace_id == received.workspace_id, _row.id == received.id)
                .where(_row.done_at.is_(None))
                .values(done_at=now, body=None, lease_until=None, version=_row.version + 1)
            )


def _new_id() -> str:
    return str(uuid_utils.uuid7())
