"""Whether a conference can be held well: interpreters, and the decision to hold it as things stand."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.kept import OfCase, Words

HOW_SETTLED = ("booked", "declined")


@dataclass(frozen=True, kw_only=True)
class Interpreting(OfCase):
    """An interpreter is `booked` for a person at one conference, or the person `declined` one (C-07).

    Who interprets is somebody of the case (`by_person`) or from outside (`name`); never kin, never a child.
    """

    conference_id: str
    person_id: str
    settled: str
    on: date
    entered_by: str
    by_person: str | None = None
    name: Words | None = None


@dataclass(frozen=True, kw_only=True)
class Go(OfCase):
    """Somebody decided to hold a conference with what was open then. Private: it may name a safety screen.

    `open_items` name the gaps (`place:mother`). `why` says why it is held though a required place is
    empty, `words` is about the rest. Not `decided`: it was started without such a decision.
    """

    conference_id: str
    decided_at: datetime
    entered_by: str
    open_items: tuple[str, ...] = ()
    decided: bool = True
    why: Words | None = None
    words: Words | None = None
    taken_back_at: datetime | None = None

    @property
    def stands(self) -> bool:
        """Whether it was not taken back."""
        return self.taken_back_at is None
