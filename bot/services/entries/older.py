"""What an entry said before: each older self with who changed it, when, and the reason they gave."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.kept import Entry
from bot.services.acting import Acting
from bot.services.entries import capture


@dataclass(frozen=True)
class OlderSelf:
    """An entry as it was until somebody changed it."""

    entry: Entry
    changed_by: str
    changed_at: datetime
    why: str | None


def older_selves(acting: Acting, kind: str, entry_id: str) -> tuple[Entry, tuple[OlderSelf, ...]]:
    """The entry now, and its older selves, oldest first: for those who lead and who entered it."""
    made = capture.KINDS[kind]
    with acting.looking("entry.add_own", acting.case_of(made, entry_id)) as on:
        now = on.work.get(made, entry_id)
        capture.may_touch(on, kind, now)
        history = on.work.history(entry_id)
        return now, tuple(
            OlderSelf(entry, by, at, why) for entry, by, at, why in history if isinstance(entry, Entry)
        )
