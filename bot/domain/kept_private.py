"""What a child asked to keep private, what had to be told all the same, and who read the plan beside it."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.kept import OfCase, Words


@dataclass(frozen=True, kw_only=True)
class KeepPrivate(OfCase):
    """Something that a child told and does not want shared; only the child's own yes lifts it."""

    child_id: str
    words: Words
    told_on: date
    entered_by: str
    heard_by: str | None = None
    lifted_on: date | None = None

    @property
    def holds(self) -> bool:
        """Whether the child still wants it so."""
        return self.lifted_on is None


@dataclass(frozen=True, kw_only=True)
class ToldForSafety(OfCase):
    """That something private had to be told, as somebody could get hurt: to whom, and when."""

    item_id: str
    told_to: Words
    on: date
    entered_by: str
    why: Words | None = None


@dataclass(frozen=True, kw_only=True)
class LookedOnceMore(OfCase):
    """That somebody read a plan, known by its fingerprint, beside what children keep private.

    `wishes` are what they read, each `<id>:<version>`: other words are another wish.
    """

    fingerprint: str
    wishes: tuple[str, ...]
    left_out: bool
    looked_by: str
    looked_at: datetime
