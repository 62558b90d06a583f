"""What a child belongs to: people who are close, and the community and culture that they come from."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.kept import Entry, Words

# Ties to people, related or not (T-07), and to where a child comes from (T-14).
CLOSE_TIES = ("relative", "adult", "sibling", "friend")
COMMUNITY_TIES = ("language", "faith", "place", "group", "school", "nation")
TIE_KINDS = (*CLOSE_TIES, *COMMUNITY_TIES)
TIE_SAFE = ("safe", "being_checked")


@dataclass(frozen=True, kw_only=True)
class Tie(Entry):
    """One tie of a child, and what keeps it; the child's own `wish` stands before everything else.

    It is to somebody of the case (`with_person`), or to whom or what `name` says. `keeps` is what is
    done so that it lasts; `safe` None: nobody has looked at that yet.
    """

    child_id: str
    kind: str
    wish: Words | None = None
    with_person: str | None = None
    name: Words | None = None
    keeps: Words | None = None
    how_often: Words | None = None
    safe: str | None = None
    keep_private: bool | None = None

    @property
    def to_community(self) -> bool:
        """Whether it is to the community or culture that the child comes from."""
        return self.kind in COMMUNITY_TIES


def without_community(ties: Iterable[Tie], children: Iterable[str]) -> tuple[str, ...]:
    """Those of the children for whom no tie to their community stands."""
    noted = {one.child_id for one in ties if one.stands and one.to_community}
    return tuple(child for child in children if child not in noted)
