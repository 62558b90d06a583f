"""What people decide about one case's rules: a shorter time set in supervision, a child's legal standing."""

from dataclasses import dataclass
from datetime import date

from bot.domain.kept import OfCase, Words


@dataclass(frozen=True, kw_only=True)
class SetInterval(OfCase):
    """A time that supervision set for one clock of this case, and who set it; the newest counts (T-16)."""

    clock_id: str
    days: int
    set_by: Words
    set_on: date
    entered_by: str


@dataclass(frozen=True, kw_only=True)
class ChildStatus(OfCase):
    """Where a child lives and on what legal basis, from a day on; the latest day counts (C-17, C-19)."""

    child_id: str
    since: date
    out_of_home: bool
    entered_by: str
    legal_basis: str | None = None


def newest_set(intervals: tuple[SetInterval, ...]) -> dict[str, SetInterval]:
    """What counts now, by clock: what was entered last."""
    return {one.clock_id: one for one in intervals}
