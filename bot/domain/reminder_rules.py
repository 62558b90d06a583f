"""What a practice profile says of reminding people, of rest from it, and of whom to ask for help."""

from dataclasses import dataclass

from bot.domain.guide import HelpDesk
from bot.domain.role_rules import RoleGroup
from bot.domain.sources import Sourced


@dataclass(frozen=True, kw_only=True)
class ReminderRule(Sourced):
    """How many days ahead people are reminded."""

    clock_lead_days: tuple[int, ...]
    conference_lead_days: tuple[int, ...]
    task_lead_days: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class EscalationRule(Sourced):
    """How many days after its day an open step goes to the supervisor, once, and of which role groups."""

    after_days: int
    groups: tuple[RoleGroup, ...]


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
class HelpContact(Sourced):
    """Whom a practitioner asks for help (V-19): roles, and what the agency names beside them."""

    ask: tuple[str, ...]
    desks: tuple[HelpDesk, ...] = ()


@dataclass(frozen=True, kw_only=True)
class KeyPoints(Sourced):
    """Events after which the team's help matters most: for some days a meeting is suggested (T-18)."""

    events: tuple[str, ...]
    days: int
