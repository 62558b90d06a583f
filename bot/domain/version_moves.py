"""What became of a sealed version: withdrawn or opened to correct; whose answer it left where it was."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.kept import OfCase, Words


@dataclass(frozen=True, kw_only=True)
class VersionMove(OfCase):
    """That somebody withdrew a version or re-opened it, and why (plan_states.py). One taken back stays."""

    version_id: str
    move: str
    why: Words
    moved_by: str
    moved_at: datetime
    taken_back_by: str | None = None
    taken_back_at: datetime | None = None

    @property
    def holds(self) -> bool:
        """Whether nobody took it back."""
        return self.taken_back_at is None


@dataclass(frozen=True, kw_only=True)
class AnswerStays(OfCase):
    """That a version left somebody's part as it was: what they said of an older one, `said_of`, stays there.

    It is no answer to this version. Noted at the seal, when it was decided whom to ask again.
    """

    version_id: str
    person_id: str
    said_of: str
