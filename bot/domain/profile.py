"""A practice profile: everything that differs from one jurisdiction to another, as dated values.

Each value names its source and how sure we are of it (domain.md, B). An `unconfirmed` value is
never shown as settled: whoever uses the profile asks the agency first.
"""

from dataclasses import dataclass

from bot.domain.answer_rules import CorrectionRule, DissentRule
from bot.domain.clock_rules import Clock, ClockKind, Shorter, StandIn, TriggerEvent
from bot.domain.conditions import Condition
from bot.domain.guide import HelpDesk, LocalOffice, Paper, Reading
from bot.domain.meeting_rules import GoalRule, MeetingKind, PermanencyGoal, SafetyRule, Stage, StageList
from bot.domain.offers import OfferRule
from bot.domain.paper_rules import (
    AcknowledgementRule,
    Challenge,
    CopyParts,
    CopyRule,
    EndorsementRule,
    FileRule,
    LegalReference,
    NarrativeRule,
)
from bot.domain.plan_kinds import PlanRule
from bot.domain.reminder_rules import (
    EscalationRule,
    HelpContact,
    KeyPoints,
    QuietHours,
    ReminderRule,
    TeamContactRule,
    TopicCalls,
)
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
    "CorrectionRule",
    "DissentRule",
    "EndorsementRule",
    "EscalationRule",
    "FileRule",
    "GoalRule",
    "HelpContact",
    "HelpDesk",
    "IndependenceRule",
    "KeyPoints",
    "LegalReference",
    "LocalOffice",
    "Mark",
    "MeetingKind",
    "MustInvite",
    "Named",
    "NarrativeRule",
    "OfferRule",
    "Paper",
    "PermanencyGoal",
    "PlanRule",
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
    "TeamContactRule",
    "TopicCalls",
    "TriggerEvent",
    "UnknownRole",
    "YouthRule",
]


# Where a profile of an agency's own does not say.
USUAL_DAYS_IN_SLACK = 30


@dataclass(frozen=True, kw_only=True)
class PracticeProfile:
    """One jurisdiction's practice; made by bot.profiles from a TOML file.

    `plan_counts_as`: the events that the first plan of a conference records once it is sealed.
    """

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
    dissent: DissentRule | None = None
    correction: CorrectionRule | None = None
    files: FileRule | None = None
    plan_counts_as: tuple[str, ...] = ()
    plan_rules: tuple[PlanRule, ...] = ()
    legal_bases: tuple[Named, ...] = ()
    key_points: KeyPoints | None = None
    offices: tuple[LocalOffice, ...] = ()
    read_first: tuple[Paper, ...] = ()
    escalation: EscalationRule | None = None

    def role(self, name: str) -> Role:
        """The role with that id or alias, however it is typed. Raises UnknownRole, which lists the roles."""
        return role_named(self.roles, name)

    def meeting_kind(self, kind_id: str) -> MeetingKind:
        """The kind of meeting with that id. Raises KeyError."""
        return {kind.id: kind for kind in self.meeting_kinds}[kind_id]

    @property
    def days_in_slack(self) -> int:
        """For how many days a file stays in Slack."""
        return self.files.days_in_slack if self.files else USUAL_DAYS_IN_SLACK

    @property
    def opening_events(self) -> tuple[str, ...]:
        """The events with which a case can be opened."""
        return tuple(event.id for event in self.trigger_events if event.opens_case)

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
