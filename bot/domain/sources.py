"""Where a value of a practice profile comes from, and how sure we are of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """How sure we are of a value, from surest to least sure: the agency itself, the papers, ourselves."""

    CONFIRMED = "confirmed"
    SEED = "seed"
    VERIFIED = "verified"
    CODE = "code"
    UNCONFIRMED = "unconfirmed"


def least_sure(marks: Iterable[Mark]) -> Mark:
    """The weakest of some marks: a result is no surer than what it was made from."""
    return max(marks, key=list(Mark).index)


@dataclass(frozen=True, kw_only=True)
class Sourced:
    """A value of the profile, where it comes from and how sure we are of it."""

    source: str
    mark: Mark

    @property
    def confirmed(self) -> bool:
        """Whether it may be shown without a warning."""
        return self.mark is not Mark.UNCONFIRMED


@dataclass(frozen=True, kw_only=True)
class Named(Sourced):
    """A sourced value with an id; the words for it live in messages/ under that id."""

    id: str
