"""Choosing in a list as people do: by the words that they read."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.practice.player.calls import CannotDo, Json


@dataclass(frozen=True)
class IfAsked:
    """An answer to a question that a form asks only of some."""

    answer: str


@dataclass(frozen=True)
class Pick:
    """A choice in a list, by the words that a person reads; of several that read alike, the nth made."""

    words: str
    nth: int = 0

    def among(self, options: Sequence[Json]) -> str:
        """The value of the option that is meant; raises CannotDo when none reads so."""
        found = sorted(str(one["value"]) for one in options if self._reads(str(one["text"]["text"])))
        if self.nth >= len(found):
            raise CannotDo("choose in a list", {"error": "no_such_option"})
        return found[self.nth]

    def _reads(self, text: str) -> bool:
        """The same words; a list shortens long ones, and says a person's role behind the name."""
        named = f"{self.words} ("
        if text == self.words or text.startswith(named):
            return True
        start = text[:-1].rstrip()
        return text.endswith("…") and (self.words.startswith(start) or start.startswith(named))
