"""What a practice profile says of papers: whom they name, who endorses, who is owed a copy."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.sources import Named, Sourced


@dataclass(frozen=True, kw_only=True)
class FileRule(Sourced):
    """For how many days a paper that somebody asked for stays in Slack as a file."""

    days_in_slack: int


@dataclass(frozen=True, kw_only=True)
class LegalReference(Named):
    """A law that the plan prints as its ground (C-06)."""

    citation: str


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
    """Who endorses a plan, always someone other than its author. `counts_as`: the events that it records."""

    roles: tuple[str, ...]
    may_be_later: bool = True
    need_not_attend: bool = True
    counts_as: tuple[str, ...] = ()


class CopyParts(StrEnum):
    """How much of the plan a copy holds."""

    WHOLE = "whole"
    GOALS_AND_SERVICES = "goals_and_services"
    AROUND_THE_CHILD = "around_the_child"
    CHILD_PAGE = "child_page"
    ASK_FIRST = "ask_first"


@dataclass(frozen=True, kw_only=True)
class CopyRule(Named):
    """To whom a copy goes, in which ways, how much of the plan, and within how many days of the event.

    `counts_as`: the events that it records once all to whom it is owed were sent theirs.
    """

    to: tuple[str, ...]
    how: tuple[str, ...]
    parts: CopyParts
    within_days: int | None = None
    from_event: str | None = None
    counts_as: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NarrativeRule(Sourced):
    """Under which category the narrative goes into the system of record (T-19)."""

    category: str
