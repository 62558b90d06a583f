"""What a form is about, as a short line of ids that a button or an open form can carry."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.flows.values import Raw


@dataclass(frozen=True)
class Subject:
    """An id; the version of the thing that is corrected, if one is; and answers that are chosen already.

    `chosen` are steps with the one value that whoever opened the form had in mind: the row's person,
    the row's child. Written out: `<id>`, `<id>:<version>`, `<id>?<step>=<value>&<step>=<value>`.
    """

    id: str
    version: int | None = None
    chosen: tuple[tuple[str, str], ...] = ()

    @classmethod
    def read(cls, text: str) -> "Subject":
        """From a button's value or a view's private_metadata."""
        named, _, asked = text.partition("?")
        chosen = tuple((step, value) for step, _, value in (one.partition("=") for one in asked.split("&")))
        found = re.fullmatch(r"(.+):(\d+)", named)
        thing, version = (found[1], int(found[2])) if found else (named, None)
        return cls(thing, version, chosen if asked else ())

    def __str__(self) -> str:
        named = self.id if self.version is None else f"{self.id}:{self.version}"
        return _with(named, self.chosen)

    @property
    def draft(self) -> str:
        """Under what a half-filled form is kept: one person's words are never offered for another's."""
        return _with(self.id, self.chosen)

    def following(self, given: Mapping[str, Raw]) -> "Subject":
        """The same once somebody chose another person or child in the form: then it is about those."""
        now = ((step, _now(value, given, step)) for step, value in self.chosen)
        return replace(self, chosen=tuple((step, value) for step, value in now if value))


def _with(named: str, chosen: tuple[tuple[str, str], ...]) -> str:
    return f"{named}?{'&'.join(f'{step}={value}' for step, value in chosen)}" if chosen else named


def _now(before: str, given: Mapping[str, Raw], step: str) -> str:
    if step not in given:
        return before
    answer = given[step] or ()
    values = (answer,) if isinstance(answer, str) else answer
    return before if before in values else next(iter(values), "")
