"""Who asks what can be chosen, in which language, and of which case or rules."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.profile import PracticeProfile
from bot.flows.values import Option
from bot.render import Words
from bot.services.acting import OnCase

SHORT = 70


@dataclass(frozen=True)
class Asker:
    """The reader of a form; outside a case, the profile chosen so far and all that there are."""

    words: Words
    language: str
    profile: PracticeProfile | None = None
    on: OnCase | None = None
    profiles: tuple[PracticeProfile, ...] = ()

    def case(self) -> OnCase:
        """The case at hand; LookupError where there is none."""
        if self.on is None:
            raise LookupError("this source belongs to a case")
        return self.on

    def practice(self) -> PracticeProfile:
        """The case's own profile, the one chosen so far, or the first."""
        return self.on.profile if self.on else self.profile or self.profiles[0]

    def name(self, group: str, thing: str) -> str:
        """What people call something that the profile knows by an id."""
        return self.words.name(group, thing, self.language)

    def ids(self, group: str, things: Sequence[str]) -> list[Option]:
        """Options for ids that have a name in a group."""
        return [Option(thing, short(self.name(group, thing))) for thing in things]


def short(text: str) -> str:
    """Typed words as a choice: their beginning, where they are long."""
    return text if len(text) <= SHORT else text[: SHORT - 1].rstrip() + "…"
