"""The outbox's rows: put there once by key, claimed with a lease, finished by whoever holds the lease."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Row,
    Text,
    Update,
    and_,
    bindparam,
    case,
    func,
    literal,
    null,
    or_,
    text,
    update,
)

from bot.domain.delivery import Outgoing, Sending
from bot.storage.claims import Waiting
from bot.storage.columns import UtcDateTime
from bot.storage.tables import FIELDS, IN_TURN, LEASED, NOW, TABLES
from bot.storage.transactions import Transactions
from bot.storage.upsert import Change, Columns, insert_if_new, insert_or_change

OUTGOING = TABLES[Outgoing]
_row = OUTGOING.c
# Cards are edited in place: asking again means that they show what is true now.
CARD = "card:"
_ENDS = (Sending.SENT, Sending.DROPPED, Sending.FAILED)
_ON_ITS_WAY = (Sending.SENDING.value, Sending.UNKNOWN.value)

_now, _until, _settled = (bindparam(name, type_=UtcDateTime()) for name in ("now", "until", "settled"))
_TAKEN: Mapping[str, Any] = {
    "version": _row.version + 1,
    "attempts": _row.attempts + 1,
    "lease_until": _until,
    "first_tried_at": func.coalesce(_row.first_tried_at, _now),
}
_SENDING = {**_TAKEN, "state": Sending.SENDING.value}
# Whose lease ran out may only have been slow, or our clock was set: what it sent last may still arrive.
_WAITS_FIRST = case((_row.state == Sending.SENDING.value, _settled), else_=_until)
UNCERTAIN = Waiting(
    OUTGOING,
    (text(LEASED), _row.lease_until <= _now),
    _row.lease_until,
    {**_TAKEN, "state": Sending.UNKNOWN.value, "lease_until": _WAITS_FIRST},
)
WANTED_NOW, WANTED_IN_TURN = (
    Waiting(OUTGOING, (text(line), _row.due_at <= _now), _row.due_at, _SENDING) for line in (NOW, IN_TURN)
)

_at = bindparam("at", type_=UtcDateTime())
_IS_THIS = and_(
    _row.workspace_id == bindparam("of_workspace", type_=Text()),
    _row.id == bindparam("of_id", type_=Text()),
)
_WHERE_IT_IS: Mapping[str, Any] = {
    "ts": func.coalesce(bindparam("stands_at", type_=Text()), _row.ts),
    "channel_id": func.coalesce(bindparam("stands_in", type_=Text()), _row.channel_id),
}
_STANDS = update(OUTGOING).where(_IS_THIS, _row.ts.is_(None)).values(_WHERE_IT_IS)


def put(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put messages in, each once by its key; a card that is there goes once more."""
    cards = [row for row in rows if row["key"].startswith(CARD)]
    others = [row for row in rows if not row["key"].startswith(CARD)]
    insert_if_new(connection, OUTGOING, *others)
    insert_or_change(connection, OUTGOING, cards, ("workspace_id", "key"), _once_more)


def put_again(connection: Connection, workspace_id: str, keys: Collection[str], now: datetime) -> None:
    """Ask once more for those that are there."""
    due = literal(now, UtcDateTime())
    ours = _row.workspace_id == workspace_id, _row.key.in_(keys)
    connection.execute(
        update(OUTGOING).where(*ours, _row.state != Sending.PENDING.value).values(_afresh(due))
    )


def _once_more(new: Columns) -> Change:
    change = _afresh(new.due_at)
    change |= {name: new[name] for name in ("message", "subject_id", "person_id", "expires_at")}
    return change, _row.state != Sending.PENDING.value


def _afresh(due: ColumnElement[Any]) -> dict[str, Any]:
    # A worker may be sending the card right now: it stays theirs, and goes once more afterwards.
    theirs = or_(*(_row.state == state for state in _ON_ITS_WAY))
    fresh: dict[str, Any] = {
        "version": _row.version + 1,
        "state": Sending.PENDING.value,
        "due_at": due,
        "attempts": 0,
        "first_tried_at": None,
        "lease_until": None,
        "why": None,
    }
    change: dict[str, Any] = {name: case((theirs, _row[name]), else_=value) for name, value in fresh.items()}
    change["again_at"] = case((theirs, due), else_=null())
    return change


def drop_all_of(connection: Connection, workspace_id: str, case_id: str) -> None:
    """Nothing about a case goes out any more."""
    connection.execute(
        update(OUTGOING)
        .where(_row.workspace_id == workspace_id, _row.case_id == case_id)
        .where(_row.state.in_((Sending.PENDING.value, *_ON_ITS_WAY)))
        .values(state=Sending.DROPPED.value, why="case_ended", version=_row.version + 1, again_at=None)
    )


@dataclass(frozen=True)
class StoredOutbox:
    """The OutboxQueue of services/ports.py."""

    transactions: Transactions

    def claim(
        self,
        now: datetime,
        limit: int,
        lease_seconds: int,
        *,
        room: int | None = None,
        settle_seconds: float | None = None,
    ) -> tuple[Outgoing, ...]:
        """See the port."""
        until = now + timedelta(seconds=lease_seconds)
        settled = until if settle_seconds is None else now + timedelta(seconds=settle_seconds)
        values = {"now": now, "until": until, "settled": settled}
        rows: list[Row[Any]] = []
        with self.transactions.begin() as connection:
            for line, most in ((UNCERTAIN, limit), (WANTED_NOW, limit), (WANTED_IN_TURN, room)):
                left = limit - len(rows) if most is None else min(most, limit - len(rows))
                rows += line.claim(connection, left, **values) if left > 0 else ()
        things = [_message(row) for row in rows if row.lease_until >= until]
        return tuple(sorted(things, key=lambda message: (message.can_wait, message.due_at, message.id)))

    def finish(
        self,
        outgoing: Outgoing,
        state: Sending,
        now: datetime,
        *,
        ts: str | None = None,
        channel_id: str | None = None,
        why: str | None = None,
        retry_at: datetime | None = None,
    ) -> bool:
        """Say how a claimed message went; False when it is no longer this worker's, or goes again."""
        values = {
            "of_workspace": outgoing.workspace_id,
            "of_id": outgoing.id,
            "of_version": outgoing.version,
            "stands_at": ts,
            "stands_in": channel_id,
            "said_why": why,
            "at": now if state in _ENDS else retry_at or now,
        }
        with self.transactions.one_statement() as connection:
            became = connection.execute(_finishing(state), values).scalar()
        if became is None and ts is not None:
            # Too late to decide, but where the message stands in Slack is worth knowing.
            with self.transactions.one_statement() as connection:
                connection.execute(_STANDS, values)
        return became == state.value


def _message(row: Row[Any]) -> Outgoing:
    # Not through the records: a message holds no words, so nothing is to be decrypted. Of what it holds,
    # the state alone is another thing in its column. The table's own columns come after the fields.
    found: dict[str, Any] = dict(zip(FIELDS[Outgoing], row, strict=False))
    return Outgoing(**(found | {"state": Sending(row.state)}))


# Each statement is made once: building one costs more than running it.
@cache
def _finishing(state: Sending) -> Update:
    """Says how a leased message went; gives the state in which it is then, or no row."""
    change: dict[str, Any] = {
        **_WHERE_IT_IS,
        "version": _row.version + 1,
        "why": bindparam("said_why", type_=Text()),
        "again_at": None,
        "lease_until": None,
    }
    change |= _ended(state) if state in _ENDS else _tried_again(state)
    held = _row.version == bindparam("of_version", type_=Integer()), text(LEASED)
    return update(OUTGOING).where(_IS_THIS, *held).values(change).returning(_row.state)


def _ended(state: Sending) -> dict[str, Any]:
    asked_again = _row.again_at.is_not(None)
    return {
        "state": case((asked_again, Sending.PENDING.value), else_=state.value),
        "due_at": func.coalesce(_row.again_at, _row.due_at),
        "attempts": case((asked_again, 0), else_=_row.attempts),
        "first_tried_at": case((asked_again, null()), else_=_row.first_tried_at),
        "sent_at": _at if state is Sending.SENT else _row.sent_at,
    }


def _tried_again(state: Sending) -> dict[str, Any]:
    waits_in = "due_at" if state is Sending.PENDING else "lease_until"
    return {"state": state.value, waits_in: _at}
