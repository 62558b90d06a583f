"""The draft of an agenda before it goes to everyone, what is asked about it, and how it went out."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.kept import OfCase, Words

HOW_SHOWN = ("phone", "paper", "in_person", "not_shown")
REQUEST_KINDS = ("move", "differently", "other")


@dataclass(frozen=True, kw_only=True)
class FirstLook(OfCase):
    """That the child or a parent was shown the draft before the others, and what they said of it (A3).

    `not_shown`: nobody waits for it any more, and `words` say why (too young, not reached).
    """

    conference_id: str
    person_id: str
    how: str
    on: date
    entered_by: str
    words: Words | None = None


@dataclass(frozen=True, kw_only=True)
class AgendaRequest(OfCase):
    """Somebody asks to move a topic, to talk about it differently, or for something else.

    Whoever leads answers: `done` or not, with words that are told back to who asked.
    """

    conference_id: str
    person_id: str
    kind: str
    words: Words
    asked_at: datetime
    entered_by: str
    topic: str | None = None
    done: bool | None = None
    answer: Words | None = None
    answered_by: str | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Publishing(OfCase):
    """The agenda went to everyone: its topics as they stood (`<id>:<version>`).

    `not_first` are those of the family who had not seen it first, `why` says why it went all the same.
    """

    conference_id: str
    at: datetime
    entered_by: str
    topics: tuple[str, ...]
    not_first: tuple[str, ...] = ()
    why: Words | None = None


@dataclass(frozen=True, kw_only=True)
class TopicsAsked(OfCase):
    """That staff asked somebody what to talk about, and they had nothing; what they named is a topic."""

    conference_id: str
    person_id: str
    on: date
    entered_by: str


@dataclass(frozen=True, kw_only=True)
class StandingTopic(OfCase):
    """A topic that comes to each next conference's agenda by itself, until it ends.

    `topic_id` is where it began; each later one is `carried_from` another, and the newest says what it says.
    """

    topic_id: str
    since: date
    entered_by: str
    ended_on: date | None = None
    ended_by: str | None = None
    why_ended: Words | None = None
