"""Between two meetings: what people tell the team, when staff were in touch, how long may pass without."""

from dataclasses import dataclass
from datetime import date

from bot.domain.kept import Entry, OfCase, Words

CONTACT_HOW = ("phone", "visit", "message", "video", "other")


@dataclass(frozen=True, kw_only=True)
class Update(Entry):
    """What somebody of the team tells the others between meetings, of a task or of all of it (T-03).

    Whoever may see the task sees what is told of it, and nobody else.
    """

    text: Words
    given_on: date
    task_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class TeamContact(Entry):
    """That somebody (`said_by`) was in touch with people of the team. For those who lead alone."""

    on: date
    how: str
    people: tuple[str, ...] = ()
    words: Words | None = None


@dataclass(frozen=True, kw_only=True)
class QuietDays(OfCase):
    """How many days may pass in this case without contact, and who set it; the newest counts."""

    days: int
    set_by: Words
    set_on: date
    entered_by: str
