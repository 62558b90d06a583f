"""What is wrong in a profile file, so that its author finds the line and knows what to write."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

FEW = 8
CLOSE_ENOUGH = 0.6


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: at which place of the file, and why.

    `about` is a word that stands there; `line` is given where nothing but the line is known.
    """

    where: str
    reason: str
    about: str = ""
    line: int | None = None


class WrongValue(ValueError):
    """A rule of a value's own is broken: at which place, and how."""

    def __init__(self, where: str, reason: str) -> None:
        self.problem = Problem(where, reason, about=reason.partition(":")[0])
        super().__init__(f"{where}: {reason}")


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """There is nothing of that name: what is near it, or all that there is where that is little."""
    names = list(dict.fromkeys(known))
    close = get_close_matches(name, names, 3, CLOSE_ENOUGH)
    if close:
        return f"no {what} named {name!r}. Did you mean {_either(close)}?"
    if len(names) <= FEW:
        return f"no {what} named {name!r}. Write one of these: {', '.join(names)}"
    return f"no {what} named {name!r}. There are {len(names)}, such as {', '.join(names[:FEW])}"


def _either(names: list[str]) -> str:
    return " or ".join(repr(name) for name in names)
