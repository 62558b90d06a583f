"""Where staff find their way: papers, the office's own note, what to read first, whom to ask."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.kept import Kept
from bot.domain.sources import Named


@dataclass(frozen=True, kw_only=True)
class Paper(Named):
    """A paper by its own name; `link` says where it stands on the web, where it does."""

    title: str
    link: str | None = None


@dataclass(frozen=True, kw_only=True)
class Reading(Paper):
    """A paper that people are pointed to (K-01); a practice guide is for staff (C-04)."""

    for_staff: bool = False


@dataclass(frozen=True, kw_only=True)
class LocalOffice(Named):
    """How one office does it: its name as people say it, and its own procedure in a few sentences (G-08)."""

    name: str
    note: str
    link: str | None = None


@dataclass(frozen=True, kw_only=True)
class HelpDesk(Named):
    """Somebody or some place to ask, as the agency writes it: a name, and at least one way to reach them."""

    name: str
    phone: str | None = None
    email: str | None = None
    link: str | None = None

    def __post_init__(self) -> None:
        if not (self.phone or self.email or self.link):
            raise ValueError("give at least one way to reach them: phone, email or link")


@dataclass(frozen=True, kw_only=True)
class ReadFirst(Kept):
    """Somebody read an item of the list. `stated` is its fingerprint: one that changed is read anew."""

    slack_user: str
    profile: str
    item: str
    stated: str
    read_at: datetime
    undone_at: datetime | None = None
