"""The case: its reference, its children, the dates that start its clocks, where a child lives."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.kept import Kept, OfCase, Words


class CaseState(StrEnum):
    """A case is worked on, or it is closed; nothing else."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class Case(Kept):
    """One family's case; its team works in one private channel."""

    channel_id: str
    reference: Words
    profile: str
    plan_kind: str
    zone: str
    opened_by: str
    opened_at: datetime
    state: CaseState = CaseState.OPEN
    household: Words | None = None
    why_we_are_here: Words | None = None
    in_custody: bool | None = None
    guests_confirmed: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Child(OfCase):
    """A child of the case, by name or alias; voice, goal, visits and placement belong to a child."""

    name: Words
    birth_date: date | None = None
    language: str | None = None


# A meeting's narrative stands in the agency's own system now (T-19). It starts no clock and is in no plan.
NARRATIVE_ENTERED = "narrative_entered"


@dataclass(frozen=True, kw_only=True)
class CaseEvent(OfCase):
    """Something that happened on a day and starts a clock, by its name in the practice profile.

    It holds for every child of the case, or for `child_id` alone.
    """

    name: str
    on: date
    recorded_by: str
    child_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Placement(OfCase):
    """Where a child lives now. Yes-or-no facts stay None until somebody says."""

    child_id: str
    kind: str
    with_person: str | None = None
    same_school: bool | None = None
    miles_from_parent: int | None = None
    least_restrictive: bool | None = None
    safe_and_fit: str | None = None


@dataclass(frozen=True, kw_only=True)
class TribeInquiry(OfCase):
    """Who was asked whether there is reason to know that a child is an Indian child (ICWA).

    `person_id` is who that was, where they are of the case.
    """

    asked_on: date
    asked_of: Words
    result: str
    person_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class CaseFact(OfCase):
    """A yes-or-no fact that a rule of the profile asks for, or why a parent's place stays empty.

    `name` is the rule's own name (`aboriginal_child`), or a parent role when `reason` says why nobody
    holds it (not known, died, rights ended).
    """

    name: str
    recorded_by: str
    answer: bool | None = None
    reason: Words | None = None


WHY_CLOSED = (
    *("goal_reached", "safe_at_home", "court_ended_it", "grown_up", "moved_away"),
    *("other_agency", "family_asked", "other"),
)


@dataclass(frozen=True, kw_only=True)
class CaseClosing(OfCase):
    """A case was closed: on which day, why, by whom, and what was left open then (`task:<id>`).

    Opened again, it says so here; closed once more, there is another one.
    """

    closed_on: date
    why: str
    entered_by: str
    entered_at: datetime
    words: Words | None = None
    left_open: tuple[str, ...] = ()
    reopened_at: datetime | None = None
    reopened_by: str | None = None
    reopened_why: Words | None = None
