"""The private talk with each person before a conference, and what they need to be able to take part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.access import Standing as S
from bot.domain.conference import Conference
from bot.domain.kept import OfCase, Words

NEEDS = ("interpreter", "phone", "paper", "ride", "child_care", "time", "disability", "other")
# What a person is asked about by themselves in one question; the others have questions of their own.
OWN_NEEDS = ("phone", "paper", "ride", "child_care", "disability", "other")
# They were asked, and need nothing.
NOTHING = "nothing"
NEED_ANSWERS = ("arranged", "not_possible")
# What is explained: why, how long, who will be there, what a signature means, the right to bring someone.
EXPLAINED = ("why", "how_long", "who_comes", "what_signing_means", "may_bring")
# The parts of the talk in their order (P1 to P8), and who each of them is for.
WHO_BELONGS, SAFETY, REACH, EXPLAIN = "who_belongs", "safety", "reach", "explain"
VOICE, CULTURE, INPUT, NOTICE = "voice", "culture", "input", "notice"
PARTS: Mapping[str, frozenset[S]] = {
    WHO_BELONGS: frozenset({S.CHILD, S.PARENT, S.KIN}),
    SAFETY: frozenset({S.PARENT, S.CHILD}),
    REACH: frozenset({S.CHILD, S.PARENT, S.KIN, S.RESOURCE_PARENT, S.PROFESSIONAL, S.AGENCY}),
    EXPLAIN: frozenset({S.CHILD, S.PARENT, S.KIN, S.RESOURCE_PARENT}),
    VOICE: frozenset({S.CHILD}),
    CULTURE: frozenset({S.PARENT, S.KIN}),
    INPUT: frozenset({S.PROFESSIONAL}),
    NOTICE: frozenset({S.CHILD, S.PARENT, S.KIN, S.RESOURCE_PARENT, S.PROFESSIONAL, S.AGENCY}),
}
# From this age on a child is asked about safety, where the practice has no age of its own.
OLDER_CHILD = 14


@dataclass(frozen=True, kw_only=True)
class AccessNeed(OfCase):
    """What one person needs to take part: a task of the agency until it answers. Private.

    `answer` is the agency's: arranged (`by_person`, `how`, `answered_on`) or not possible (`why`); None
    while it is open. `ended_on` is the day from which the person needs it no longer.
    """

    person_id: str
    what: str
    agreed_on: date
    entered_by: str
    words: Words | None = None
    answer: str | None = None
    by_person: str | None = None
    how: Words | None = None
    why: Words | None = None
    answered_on: date | None = None
    answered_by: str | None = None
    ended_on: date | None = None

    @property
    def stands(self) -> bool:
        """Whether the person needs it still."""
        return self.what != NOTHING and self.ended_on is None

    @property
    def is_open(self) -> bool:
        """Whether the agency owes an answer."""
        return self.stands and self.answer is None


class PartState(StrEnum):
    """Where one part of a talk stands."""

    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"
    LATER = "later"


@dataclass(frozen=True, kw_only=True)
class PartAside(OfCase):
    """A part of the talk with somebody was skipped, and why, or put off till later. Private.

    Everything else about a talk follows from the record.
    """

    person_id: str
    part: str
    state: str
    at: datetime
    entered_by: str
    why: Words | None = None


@dataclass(frozen=True)
class SinceLast:
    """Since when things are about the next conference: since the one that was held last."""

    day: date | None = None
    moment: datetime | None = None

    @classmethod
    def conference(cls, held: Conference | None) -> "SinceLast":
        """Since that one; without any, everything counts."""
        return cls(held.held_on, held.ended_at or held.held_until) if held else cls()

    def counts(self, day: date) -> bool:
        """Whether what was said on that day is about the next conference."""
        return self.day is None or day > self.day

    def is_new(self, moment: datetime) -> bool:
        """The same for something whose very moment is known."""
        return self.moment is None or moment > self.moment


def parts_for(standing: S, age: int | None, older: int = OLDER_CHILD) -> tuple[str, ...]:
    """The parts of the talk with somebody, in their order; a child is asked about safety from an age on."""
    too_young = standing is S.CHILD and (age is None or age < older)
    mine = (part for part, whom in PARTS.items() if standing in whom)
    return tuple(part for part in mine if not (part == SAFETY and too_young))


def set_aside(asides: Iterable[PartAside], person_id: str, since: SinceLast) -> Mapping[str, PartAside]:
    """What was skipped or put off last of one person's talk, by part."""
    mine = [one for one in asides if one.person_id == person_id and since.is_new(one.at)]
    return {one.part: one for one in sorted(mine, key=lambda one: one.at)}
