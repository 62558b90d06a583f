"""How much the outbox owes, for health: counts and moments, without looking at any message."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ScalarSelect, Select, and_, func, literal, not_, or_, select, text, union_all

from bot.domain.delivery import Outgoing, Sending
from bot.domain.health import Backlog
from bot.domain.sending import OF_THE_APP
from bot.storage.tables import IN_TURN, LEASED, NOW, TABLES
from bot.storage.transactions import Transactions

_row = TABLES[Outgoing].c
# Whoever looks wants to know whether it is few or many, not whether it is one million or two.
COUNTED_UP_TO = 10_000
AGAIN_WITHIN = timedelta(minutes=5)
# An errand is addressed to its case. Nothing of it goes to Slack: it has been done, or it waits to be done.
_ERRAND = and_(_row.case_id.is_not(None), _row.to == _row.case_id)
_UNKNOWN = _row.state == Sending.UNKNOWN.value


@dataclass(frozen=True)
class StoredBacklog:
    """Looks through the partial indexes that the workers claim by."""

    transactions: Transactions

    def look(self, now: datetime) -> Backlog:
        """What is due now in all workspaces, and what may have arrived or not. Raises DatabaseAway."""
        due = [(text(line), _row.due_at <= now) for line in (NOW, IN_TURN)]
        due.append((text(LEASED), or_(_row.lease_until <= now, and_(_UNKNOWN, _ERRAND))))
        unsure = text(LEASED), _UNKNOWN, not_(_ERRAND)
        counts = [_some(select(literal(1)).where(*which)) for which in (*due, unsure)]
        oldest = union_all(*(select(func.min(_row.due_at).label("since")).where(*which) for which in due))
        since = select(func.min(oldest.subquery().c.since)).scalar_subquery()
        with self.transactions.begin(read_only=True) as connection:
            found = connection.execute(select(*counts, since, _turned_away(now))).one()
        *waiting, uncertain, first, turned_away = found
        return Backlog(sum(waiting), first, uncertain, turned_away or "")


def _turned_away(now: datetime) -> ScalarSelect[str]:
    """Such a message has a new moment each time, soon: it never counts as due for long."""
    soon = _row.due_at.between(now, now + AGAIN_WITHIN)
    queues = [
        select(_row.why).where(text(line), soon, _row.why.in_(OF_THE_APP)).limit(1).subquery()
        for line in (NOW, IN_TURN)
    ]
    return select(union_all(*(select(one) for one in queues)).subquery().c.why).limit(1).scalar_subquery()


def _some(rows: Select[int]) -> ScalarSelect[int]:
    return select(func.count()).select_from(rows.limit(COUNTED_UP_TO).subquery()).scalar_subquery()
