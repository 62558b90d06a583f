"""A piece of a conference file that knows where in the file it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Part:
    """A value of the file and its JSON path (`$.team[3].notice`); what is not there has the value None."""

    path: str
    value: Any

    def at(self, *keys: str) -> Part:
        """The part below, by its keys."""
        part = self
        for key in keys:
            inner = part.value.get(key) if isinstance(part.value, dict) else None
            part = Part(f"{part.path}.{key}", inner)
        return part

    def get(self, key: str) -> Any:
        """The value below, or None."""
        return self.at(key).value

    def each(self, *keys: str) -> list[Part]:
        """The parts of a list below; a single object counts as a list of one, nothing as none."""
        below = self.at(*keys)
        if isinstance(below.value, list):
            return [Part(f"{below.path}[{place}]", item) for place, item in enumerate(below.value)]
        return [] if below.value is None else [below]

    def text(self, key: str) -> str:
        """The text below; empty when there is none."""
        return str(self.get(key) or "")

    def leaves(self) -> Iterator[Part]:
        """Every single value in it; an empty list or object is one too."""
        below = self.value
        if isinstance(below, dict) and below:
            for key in below:
                yield from self.at(key).leaves()
        elif isinstance(below, list) and below:
            for item in self.each():
                yield from item.leaves()
        else:
            yield self

    def __bool__(self) -> bool:
        return self.value is not None
