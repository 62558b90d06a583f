"""How much the outbox owes, for health: counts and moments, without looking at any message."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ScalarSelect, Select, and_, func, literal, not_, or_, select, text, union_all

from bot.domain.delivery import Outgoing, Sending
from bot.domain.health import Backlog
from bot.storage.tables import IN_TURN, LEASED, NOW, TABLES
from bot.storage.transactions import Transactions

_row = TABLES[Outgoing].c
# Whoever looks wants to know whether it is few or many, not whether it is one million or two.
COUNTED_UP_TO = 10_000
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
            *waiting, uncertain, first = connection.execute(select(*counts, since)).one()
        return Backlog(sum(waiting), first, uncertain)


def _some(rows: Select[int]) -> ScalarSelect[int]:
    return select(func.count()).select_from(rows.limit(COUNTED_UP_TO).subquery()).scalar_subquery()
