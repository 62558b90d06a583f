"""What a plan is made of: strengths, needs, concerns, decisions, goals, tasks, visits, services, voice."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.kept import Entry, OfCase, Said, Words


class TaskState(StrEnum):
    """Where a task stands, in its owner's words; `closed`: said to be no longer needed."""

    OPEN = "open"
    DONE = "done"
    NOT_YET = "not_yet"
    STUCK = "stuck"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class Strength(Said):
    """Something that works, in the words of whoever said it; `keep_private` where a child asked for it."""

    text: Words
    keep_private: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Need(Said):
    """Something a child or family needs; not a service (domain.md C.3, stage 6)."""

    text: Words
    domain: str | None = None
    keep_private: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Concern(Said):
    """A worry about safety, and what is done about it: in words, by tasks, or why nothing is (V-01)."""

    text: Words
    child_id: str | None = None
    action: Words | None = None
    task_ids: tuple[str, ...] = ()
    no_action: Words | None = None
    keep_private: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Decision(Entry):
    """Something that was decided, in plain words, by whom and on which day (T-17)."""

    text: Words
    on: date
    decided_by: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Goal(Entry):
    """What will be true when the plan has worked."""

    text: Words


# What children are to have in the end, by federal law (C-05).
OUTCOME_TAGS = ("safety", "permanency", "well_being")


@dataclass(frozen=True, kw_only=True)
class Objective(Entry):
    """A change under one goal, how it is measured, by when, and which needs it serves.

    `tags` are the outcomes that it leads to (C-05).
    """

    goal_id: str
    text: Words
    measure: Words | None = None
    by_date: date | None = None
    need_ids: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Task(Entry):
    """A step: one owner, done when, due. No objective means the agency's own list (K-19).

    `after_task` is the task that must be done first (V-18), `from_idea` the idea that it carries out.
    """

    text: Words
    owner_id: str
    done_when: Words
    due: date
    objective_id: str | None = None
    help: Words | None = None
    barrier: Words | None = None
    court_ordered: bool | None = None
    after_task: str | None = None
    from_idea: str | None = None
    state: TaskState = TaskState.OPEN
    state_on: date | None = None
    state_by: str | None = None
    state_words: Words | None = None

    @property
    def is_owed(self) -> bool:
        """Whether it is still to be done."""
        return self.stands and self.state not in (TaskState.DONE, TaskState.CLOSED)


@dataclass(frozen=True, kw_only=True)
class Visit(Entry):
    """Who sees whom, how often, and what lets it loosen.

    Either `with_person` visits the child, or a worker (`who`) sees `worker_with` (child / parents).
    """

    how_often: Words
    child_id: str | None = None
    with_person: str | None = None
    worker_with: str | None = None
    who: str | None = None
    where: Words | None = None
    supervised: bool | None = None
    starts: date | None = None
    loosens_when: Words | None = None
    loosens_to: str | None = None
    review_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Service(Entry):
    """A service or a support: for whom (None: the household), what, who gives it, from when.

    `owner_id` is a person of the case who gives it or sees to it; `who` says in words who else does.
    `consent_until` is the day on which a consent that is on file ends.
    """

    what: Words
    for_person: str | None = None
    who: Words | None = None
    start_by: date | None = None
    kind: str | None = None
    treatment_consent: str | None = None
    consent_until: date | None = None
    owner_id: str | None = None
    from_idea: str | None = None

    @property
    def is_treatment(self) -> bool:
        """Whether its giver's records need a person's consent, be it there or not (42 CFR Part 2)."""
        return self.treatment_consent not in (None, "not_needed")


@dataclass(frozen=True, kw_only=True)
class Voice(Entry):
    """A child's own voice: how it was heard, the child's words, or why there are none (T-04).

    `good`, `worries`, `wish` and `said` are the child's own words. An adult's wording stands `beside`
    them, never instead, and says whose it is. `wants` is how the child would like to take part.
    """

    child_id: str
    how: str
    how_words: Words | None = None
    said: Words | None = None
    reason: Words | None = None
    good: Words | None = None
    worries: Words | None = None
    wish: Words | None = None
    asked_by: str | None = None
    asked_on: date | None = None
    wants: str | None = None
    beside: Words | None = None
    beside_by: str | None = None
    keep_private: bool | None = None


# Where a voice holds the child's own words: what they said, and their answers to the three questions.
OWN_WORDS = ("said", "good", "worries", "wish")
HOW_VOICE_WAS_HEARD = (
    "in_person",
    "in_part",
    "letter_or_drawing",
    "through_person",
    "asked_and_declined",
    "too_young",
)
# How a child would like to take part; what comes of it is `how`.
WANTS = ("come", "come_for_part", "write_or_draw", "through_person", "not_at_all")


@dataclass(frozen=True, kw_only=True)
class Permanency(Entry):
    """The permanency goal of a child and its back-up, both from the profile's list."""

    child_id: str
    goal: str
    set_on: date
    concurrent: str | None = None
    concurrent_with: str | None = None
    target_date: date | None = None
    reasons: Words | None = None
    court_ordered: bool | None = None


@dataclass(frozen=True, kw_only=True)
class GoalView(Entry):
    """What one person thinks of a child's permanency goal (G-16); nobody is counted who was not asked."""

    child_id: str
    person_id: str
    view: str
    words: Words | None = None


@dataclass(frozen=True, kw_only=True)
class FromEarlier(OfCase):
    """What a conference said of an entry of the plan before: `carried` over, or left out and why (V-11).

    `from_version` is the sealed plan that held it; None where it was noted after that one. What another
    entry hangs on came along `with_entry`. One that was taken back stays, and counts no longer.
    """

    conference_id: str
    entry_id: str
    kind: str
    carried: bool
    entered_by: str
    entered_at: datetime
    from_version: str | None = None
    with_entry: str | None = None
    why: str | None = None
    words: Words | None = None
    taken_back_by: str | None = None
    taken_back_at: datetime | None = None

    @property
    def stands(self) -> bool:
        """Whether nobody took it back."""
        return self.taken_back_at is None


WHY_LEFT_OUT = ("done", "no_longer_needed", "replaced", "other")
