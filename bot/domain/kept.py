"""What every kept thing has in common, and the mark of words that must be kept secret."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

# Names and free text about people: encrypted at rest, never in a log, a channel or a file name.
Words = Annotated[str, "confidential"]


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One thing in the record: immutable here; a change makes a new one with the same id.

    `version` counts the changes from 1; storage refuses a change of an older version.
    """

    workspace_id: str
    id: str
    version: int = 1


@dataclass(frozen=True)
class Span:
    """For looking things up: values from `since` to `until`, both included; None leaves that end open."""

    since: date | str | None = None
    until: date | str | None = None


@dataclass(frozen=True, kw_only=True)
class OfCase(Kept):
    """Belongs to one case, and is encrypted under that case's key."""

    case_id: str


@dataclass(frozen=True, kw_only=True)
class Entry(OfCase):
    """Something said in the work of planning: by whom, typed by whom, when, at which stage.

    `said_by` is a person of the case; None means nobody recorded who said it. `entered_by` is a
    Slack user. What was entered later says on which day it was talked about (`talked_on`).
    A withdrawn entry stays, with its reason, and counts no longer.
    """

    entered_by: str
    entered_at: datetime
    conference_id: str | None = None
    said_by: str | None = None
    stage: str | None = None
    talked_on: date | None = None
    withdrawn_at: datetime | None = None
    withdrawn_why: Words | None = None

    @property
    def stands(self) -> bool:
        """Whether the entry counts, that is, was not withdrawn."""
        return self.withdrawn_at is None


@dataclass(frozen=True, kw_only=True)
class Said(Entry):
    """Words of somebody, kept as they were said.

    Where the speaker was not the one who told them here, `told_by` was. A plainer wording stands
    `beside` them, never instead, and says whose it is (`beside_by`).
    """

    told_by: str | None = None
    beside: Words | None = None
    beside_by: str | None = None
