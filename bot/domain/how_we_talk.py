"""How a conference opens: the rules of the talk, and what each person said to keeping things private."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.conference import ABSENT, Attendance
from bot.domain.kept import Entry, OfCase, Words

# Nobody need record that somebody was not asked; it is for taking back what was marked by mistake.
ACCEPTANCES = ("accepted", "with_words", "rather_not", "not_asked")
HOW_ACCEPTED = ("said", "tapped", "phone", "paper", "interpreter")
NOT_IN_THE_ROOM = (*ABSENT, "input_only")


@dataclass(frozen=True, kw_only=True)
class Acceptance(OfCase):
    """What one person said to "what is said here stays with those who need to know" (K-28).

    `told` is the text that they were told, in `language`; with another wording it is another text.
    None: that was not noted.
    """

    conference_id: str
    person_id: str
    answer: str
    at: datetime
    entered_by: str
    how: str | None = None
    words: Words | None = None
    language: str | None = None
    told: Words | None = None

    @property
    def was_asked(self) -> bool:
        """Whether the person said anything to it, also that they would rather not."""
        return self.answer != "not_asked"


@dataclass(frozen=True, kw_only=True)
class RulesSaid(OfCase):
    """That the ground rules were given to everybody: the text as it was said, when, by whom (K-25)."""

    conference_id: str
    at: datetime
    entered_by: str
    language: str
    text: Words


@dataclass(frozen=True, kw_only=True)
class GroundRule(Entry):
    """A rule that somebody added for the talk, in their own words."""

    text: Words


@dataclass(frozen=True, kw_only=True)
class WentOn(OfCase):
    """The conference went on from the ground rules while these people had no acceptance on record."""

    conference_id: str
    at: datetime
    entered_by: str
    still_open: tuple[str, ...] = ()


def fingerprint(text: str) -> str:
    """Which wording of a text this is: other words, another one."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def in_the_room(attendances: Iterable[Attendance]) -> frozenset[str]:
    """Those who are noted as taking part, in whatever way they hear what is said."""
    return frozenset(one.person_id for one in attendances if one.how not in NOT_IN_THE_ROOM)


def not_recorded(attendances: Iterable[Attendance], said: Mapping[str, Acceptance]) -> frozenset[str]:
    """Those who are noted as taking part, and of whom nobody recorded what they said to it."""
    return frozenset(one for one in in_the_room(attendances) if one not in said or not said[one].was_asked)
