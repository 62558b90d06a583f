"""One thing that is wrong with a conference file."""

from typing import NamedTuple


class Problem(NamedTuple):
    """Where it is, and what is wrong there."""

    path: str
    words: str

    def __str__(self) -> str:
        return f"{self.path}: {self.words}"
