"""Ideas for a need: several before one is chosen, who sees one differently, who chose and why (K-17)."""

from dataclasses import dataclass
from datetime import date

from bot.domain.kept import Entry, Words

# What kind of help an idea is, or a service: of an agency, of the community, of family and friends (K-16).
KINDS_OF_HELP = ("formal", "community", "informal")
KINDS_OF_IDEA = (*KINDS_OF_HELP, "other")
# A prompt, never a bar: so many ideas are asked for before one is chosen (domain.md C.3, stage 9).
ASKED_FOR = 3
WHY_ENOUGH = ("nobody_has_more", "family_is_sure", "court_ordered", "no_time")


@dataclass(frozen=True, kw_only=True)
class Idea(Entry):
    """One way to meet a need. A chosen one says who chose it and why; the others stay as they are."""

    need_id: str
    text: Words
    kind: str | None = None
    chosen_on: date | None = None
    chosen_by: tuple[str, ...] = ()
    chosen_why: Words | None = None

    @property
    def chosen(self) -> bool:
        """Whether this one is to be done."""
        return self.chosen_on is not None


@dataclass(frozen=True, kw_only=True)
class OtherView(Entry):
    """Somebody sees an idea differently, in their own words; `said_by` is whose they are."""

    idea_id: str
    text: Words


@dataclass(frozen=True, kw_only=True)
class EnoughIdeas(Entry):
    """Fewer than three ideas were enough for a need; `why` is one of WHY_ENOUGH, or nobody said."""

    need_id: str
    why: str | None = None
