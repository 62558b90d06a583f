"""After a meeting: what who led it thinks of their own part, how it was for the family, lasting questions."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.kept import Entry, OfCase, Words

# Connecticut's six principles of partnership (36-1), as who leads asks them of themself (C-12).
PRINCIPLES = ("respect", "heard", "strengths", "judgment_waits", "power_shared", "partnership")
MARKS = ("1", "2", "3", "4", "5")
RATHER_NOT = "rather_not"


@dataclass(frozen=True, kw_only=True)
class SelfCheck(OfCase):
    """What one who led a meeting thinks of their own part in it, for one principle.

    It says nothing about the family, and nothing is reckoned from it. `mark` None: skipped, with words.
    """

    conference_id: str
    principle: str
    entered_by: str
    at: datetime
    mark: int | None = None
    words: Words | None = None


@dataclass(frozen=True, kw_only=True)
class Feeling(OfCase):
    """How a meeting was for one person of the family: a mark, words, or that they would rather not say."""

    conference_id: str
    person_id: str
    entered_by: str
    at: datetime
    mark: int | None = None
    words: Words | None = None
    rather_not: bool = False


@dataclass(frozen=True, kw_only=True)
class Outcome(Entry):
    """An answer to one of the questions that a practice asks at each meeting (T-10), in somebody's words."""

    question: str
    text: Words
    child_id: str | None = None
