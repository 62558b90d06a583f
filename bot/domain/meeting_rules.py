"""What a practice profile says of meetings and what they plan: kinds, stages, goals, stopping for safety."""

from dataclasses import dataclass

from bot.domain.conditions import Condition
from bot.domain.sources import Named, Sourced


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
class SafetyRule(Sourced):
    """What is done at once when a conference is stopped for safety: whom the bot tells beside those who
    lead (`supervisor`), and the local steps, which they alone see."""

    steps: tuple[Named, ...]
    tell: tuple[str, ...] = ()
