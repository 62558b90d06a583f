"""What one unit of work was told: asked again it is told the same, until it changes that kind."""

from collections.abc import Mapping
from typing import TypeVar, cast

from bot.domain.kept import Kept

T = TypeVar("T", bound=Kept)
Thing = tuple[type[Kept], str]
Question = tuple[type[Kept], bool, frozenset[tuple[str, object]]]

# A sweep through many cases asks each thing once: it need not hold on to all of them.
MOST = 64


def question(kind: type[Kept], equals: Mapping[str, object], only_first: bool = False) -> Question:
    """All of a kind with these values, or the first of them."""
    return kind, only_first, frozenset(equals.items())


class Asked:
    """Belongs to one unit of work, and with it to one thread."""

    def __init__(self) -> None:
        self._answers: dict[Question, tuple[Kept, ...]] = {}
        self._things: dict[Thing, Kept] = {}

    def answer(self, asked: Question, kind: type[T]) -> tuple[T, ...] | None:
        """What was found; None when it was not asked yet."""
        return cast("tuple[T, ...] | None", self._answers.get(asked))

    def keep(self, asked: Question, found: tuple[T, ...]) -> tuple[T, ...]:
        """Remember an answer, and each thing in it by its id; gives it back."""
        if len(self._answers) >= MOST:
            self._answers.clear()
            self._things.clear()
        self._answers[asked] = found
        self._things |= {(type(one), one.id): one for one in found}
        return found

    def thing(self, kind: type[T], thing_id: str) -> T | None:
        """A thing that was seen already."""
        return cast("T | None", self._things.get((kind, thing_id)))

    def see(self, thing: T) -> T:
        """Remember one thing by its id; gives it back."""
        self._things[type(thing), thing.id] = thing
        return thing

    def changed(self, kind: type[Kept]) -> None:
        """Things of this kind are about to change: they are read anew."""
        self._answers = {asked: found for asked, found in self._answers.items() if asked[0] is not kind}
        self._things = {place: thing for place, thing in self._things.items() if place[0] is not kind}
