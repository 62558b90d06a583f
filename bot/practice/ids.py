"""Ids that look like Slack's and never repeat within one workspace."""

import string

from bot.practice.lots import seeded

_LETTERS = string.ascii_uppercase + string.digits


class Ids:
    """Makes ids; seeded, so that a play can be repeated."""

    def __init__(self, seed: int) -> None:
        self._random = seeded(seed)
        self._taken: set[str] = set()

    def new(self, prefix: str, length: int = 10) -> str:
        while True:
            made = prefix + "".join(self._random.choices(_LETTERS, k=length))
            if made not in self._taken:
                self._taken.add(made)
                return made

    def take(self, wanted: str) -> str:
        """Reserve an id that somebody chose."""
        if wanted in self._taken:
            raise ValueError(f"the id {wanted} is taken")
        self._taken.add(wanted)
        return wanted
