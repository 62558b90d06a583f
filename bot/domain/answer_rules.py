"""What a practice says of answers to a plan: who answers whoever disagrees, and how long it is corrected."""

from dataclasses import dataclass

from bot.domain.sources import Sourced


@dataclass(frozen=True, kw_only=True)
class DissentRule(Sourced):
    """Who answers somebody who sees the plan otherwise, beside the supervisor, and within how many days."""

    to: tuple[str, ...]
    reply_within_days: int


@dataclass(frozen=True, kw_only=True)
class CorrectionRule(Sourced):
    """For how many days after the seal people are asked to say what was written down wrong."""

    within_days: int
