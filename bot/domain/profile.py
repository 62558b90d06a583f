"""A practice profile: everything that differs from one jurisdiction to another, as dated values.

Each value names its source and how sure we are of it (domain.md, B). An `unconfirmed` value is
never shown as settled: whoever uses the profile asks the agency first.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.clock_rules import Clock, ClockKind, Shorter, StandIn, TriggerEvent
from bot.domain.conditions import Condition
from bot.domain.offers import OfferRule
from bot.domain.role_rules import (
    IndependenceRule,
    MustInvite,
    RequiredRole,
    Role,
    RoleGroup,
    SupportRule,
    UnknownRole,
    YouthRule,
    role_named,
)
from bot.domain.sources import Mark, Named, Sourced

# The parts that stand in modules of their own belong to the profile too and are offered from here.
__all__ = [
    "AcknowledgementRule",
    "Challenge",
    "Clock",
    "ClockKind",
    "Condition",
    "CopyParts",
    "CopyRule",
    "EndorsementRule",
    "GoalRule",
    "HelpContact",
    "IndependenceRule",
    "LegalReference",
    "Mark",
    "MeetingKind",
    "MustInvite",
    "Named",
    "NarrativeRule",
    "OfferRule",
    "PermanencyGoal",
    "PracticeProfile",
    "QuietHours",
    "Reading",
    "ReminderRule",
    "RequiredRole",
    "Role",
    "RoleGroup",
    "SafetyRule",
    "Shorter",
    "Sourced",
    "Stage",
    "StageList",
    "StandIn",
    "SupportRule",
    "TopicCalls",
    "TriggerEvent",
    "UnknownRole",
    "YouthRule",
]


@dataclass(frozen=True, kw_only=True)
class Reading(Named):
    """A paper that people are pointed to, by its own name (K-01); a practice guide is for staff (C-04)."""

    title: str
    for_staff: bool = False


@dataclass(frozen=True, kw_only=True)
class LegalReference(Named):
    """A law that the plan prints as its ground (C-06)."""

    citation: str


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One stage of a conference and the minutes set aside for it, which the facilitator may change."""

    id: str
    minutes: int


@dataclass(frozen=True, kw_only=True)
class StageList(Named):
    """The stages of a kind of meeting, in order."""

    stages: tuple[Stage, ...]


@dataclass(frozen=True, kw_only=True)
class MeetingKind(Named):
    """A kind of meeting. `counts_as`: the events that holding one records, and so the clocks it resets."""

    stages: str
    counts_as: tuple[str, ...] = ()
    formal: bool = True
    when: Condition | None = None


@dataclass(frozen=True, kw_only=True)
class PermanencyGoal(Named):
    """A permanency goal of this jurisdiction; nobody types one of their own (K-09)."""

    min_age: int | None = None
    since: int | None = None


@dataclass(frozen=True, kw_only=True)
class GoalRule(Named):
    """A rule on the permanency goal and its back-up; `goals` are those that it speaks of."""

    goals: tuple[str, ...] = ()
    unless_court_orders: bool = False


@dataclass(frozen=True, kw_only=True)
class AcknowledgementRule(Sourced):
    """What a person's acknowledgement means, and what else this jurisdiction records beside it."""

    meaning: str
    agreement_is_separate: bool
    hearing_request: bool = False
    promises_no_penalty: bool = False


@dataclass(frozen=True, kw_only=True)
class Challenge(Sourced):
    """How a plan can be challenged: the words file that explains it, and the clock that may run."""

    text: str
    clock: str | None = None


@dataclass(frozen=True, kw_only=True)
class EndorsementRule(Named):
    """Who endorses a plan, always someone other than its author."""

    roles: tuple[str, ...]
    may_be_later: bool = True
    need_not_attend: bool = True


class CopyParts(StrEnum):
    """How much of the plan a copy holds."""

    WHOLE = "whole"
    GOALS_AND_SERVICES = "goals_and_services"
    CHILD_PAGE = "child_page"
    ASK_FIRST = "ask_first"


@dataclass(frozen=True, kw_only=True)
class CopyRule(Named):
    """To whom a copy goes, in which ways, how much of the plan, and within how many days of the event."""

    to: tuple[str, ...]
    how: tuple[str, ...]
    parts: CopyParts
    within_days: int | None = None
    from_event: str | None = None


@dataclass(frozen=True, kw_only=True)
class ReminderRule(Sourced):
    """How many days ahead people are reminded."""

    clock_lead_days: tuple[int, ...]
    conference_lead_days: tuple[int, ...]
    task_lead_days: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class TopicCalls(Sourced):
    """How many days before a conference people are asked for topics, and until when (C.2)."""

    first_days: int
    last_days: int


@dataclass(frozen=True, kw_only=True)
class TeamContactRule(Sourced):
    """After how many days without contact the case manager is reminded to be in touch (T-09)."""

    quiet_days: int


@dataclass(frozen=True, kw_only=True)
class QuietHours(Sourced):
    """When no reminder goes out, in the reader's own zone: from one wall time to the next."""

    start: str
    end: str


@dataclass(frozen=True, kw_only=True)
class NarrativeRule(Sourced):
    """Under which category the narrative goes into the system of record (T-19)."""

    category: str


@dataclass(frozen=True, kw_only=True)
class HelpContact(Sourced):
    """Whom a practitioner asks for help (V-19): roles, whose addresses the agency sets."""

    ask: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SafetyRule(Sourced):
    """What is done at once when a conference is stopped for safety: whom the bot tells beside those who
    lead (`supervisor`), and the local steps, which they alone see."""

    steps: tuple[Named, ...]
    tell: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PracticeProfile:
    """One jurisdiction's practice; made by bot.profiles from a TOML file."""

    id: str
    label: str
    locale: str
    jurisdiction: str
    plan_kinds: tuple[Named, ...]
    trigger_events: tuple[TriggerEvent, ...]
    clocks: tuple[Clock, ...]
    meeting_kinds: tuple[MeetingKind, ...]
    stage_lists: tuple[StageList, ...]
    roles: tuple[Role, ...]
    required_roles: tuple[RequiredRole, ...]
    permanency_goals: tuple[PermanencyGoal, ...]
    needs_domains: tuple[Named, ...]
    sections: tuple[Named, ...]
    acknowledgement: AcknowledgementRule
    challenge: Challenge
    endorsement: EndorsementRule
    copies: tuple[CopyRule, ...]
    reminders: ReminderRule
    topic_calls: TopicCalls
    quiet_hours: QuietHours
    team_contact: TeamContactRule
    narrative: NarrativeRule
    help_contact: HelpContact
    includes: tuple[str, ...] = ()
    further_reading: tuple[Reading, ...] = ()
    legal_references: tuple[LegalReference, ...] = ()
    stand_ins: tuple[StandIn, ...] = ()
    outcome_questions: tuple[Named, ...] = ()
    must_invite: tuple[MustInvite, ...] = ()
    offers: tuple[OfferRule, ...] = ()
    supports: SupportRule | None = None
    independence: IndependenceRule | None = None
    youth: YouthRule | None = None
    goal_rules: tuple[GoalRule, ...] = ()
    hard_stages: tuple[Named, ...] = ()
    snapshot: tuple[Named, ...] = ()
    safety: SafetyRule | None = None

    def role(self, name: str) -> Role:
        """The role with that id or alias, however it is typed. Raises UnknownRole, which lists the roles."""
        return role_named(self.roles, name)

    def meeting_kind(self, kind_id: str) -> MeetingKind:
        """The kind of meeting with that id. Raises KeyError."""
        return {kind.id: kind for kind in self.meeting_kinds}[kind_id]

    @property
    def talk_kinds(self) -> tuple[str, ...]:
        """The kinds of meeting that are talks and visits, and not formal (V-02)."""
        return tuple(kind.id for kind in self.meeting_kinds if not kind.formal)

    def stages_of(self, kind_id: str) -> tuple[Stage, ...]:
        """The stages of a kind of meeting, in order."""
        return {found.id: found.stages for found in self.stage_lists}[self.meeting_kind(kind_id).stages]

    def goals_for(self, age: int | None) -> tuple[PermanencyGoal, ...]:
        """The goals that are open to a child of that age; all while the age is unknown."""
        goals = self.permanency_goals
        return tuple(goal for goal in goals if age is None or goal.min_age is None or goal.min_age <= age)

    def copies_for(self, role_id: str) -> CopyRule | None:
        """The rule for a role's copy; None: nobody has said, so the need to know is checked first."""
        return next((rule for rule in self.copies if role_id in rule.to), None)
