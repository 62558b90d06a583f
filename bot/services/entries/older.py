"""What an entry said before: each older self with who changed it, when, and the reason they gave."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.kept import Entry
from bot.domain.parting import names_any
from bot.services.acting import Acting, OnCase
from bot.services.entries import capture
from bot.services.people.parting import rules_of
from bot.services.record import case_record
from bot.services.seeing.families import names_kept_from, says_any


@dataclass(frozen=True)
class OlderSelf:
    """An entry as it was until somebody changed it."""

    entry: Entry
    changed_by: str
    changed_at: datetime
    why: str | None


def older_selves(acting: Acting, kind: str, entry_id: str) -> tuple[Entry, tuple[OlderSelf, ...]]:
    """The entry now, and its older selves, oldest first: for those who lead and who entered it.

    Whoever entered it reads no reason, and no words of others, that name one who is kept apart from them.
    """
    made = capture.KINDS[kind]
    with acting.looking("entry.add_own", acting.case_of(made, entry_id)) as on:
        now = on.work.get(made, entry_id)
        capture.may_touch(on, kind, now)
        names = _kept_from(on)
        return now, tuple(
            OlderSelf(entry, by, at, None if why and names_any(why, names) else why)
            for entry, by, at, why in on.work.history(entry_id)
            if isinstance(entry, Entry) and _is_told(on, entry, names)
        )


def _kept_from(on: OnCase) -> frozenset[str]:
    if on.leads() or on.me is None:
        return frozenset()
    record = case_record(on.work, on.case.id)
    return names_kept_from(record, on.me, rules_of(on.work, on.case.id))


def _is_told(on: OnCase, entry: Entry, names: frozenset[str]) -> bool:
    own = on.me is not None and entry.said_by == on.me.id
    return own or not says_any(entry, names)
