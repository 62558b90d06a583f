"""The few kinds of rule that every Block Kit object is described with."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.practice.blockkit.findings import Findings

Extra = Callable[[dict[str, Any], str, Findings], None]


class Rule(Protocol):
    """Something that can look at a value and say what is wrong with it."""

    def check(self, value: Any, at: str, found: Findings) -> None: ...


@dataclass(frozen=True)
class String:
    """A string of bounded length, of a given form when `pattern` says so."""

    longest: int | None = None
    shortest: int = 0
    pattern: re.Pattern[str] | None = None
    form: str = ""

    def check(self, value: Any, at: str, found: Findings) -> None:
        if not isinstance(value, str):
            found.add("must be a string", at)
            return
        if len(value) < self.shortest:
            found.add(f"must be more than {self.shortest - 1} characters", at)
        if self.longest is not None and len(value) > self.longest:
            found.add(f"must be less than {self.longest + 1} characters", at)
        if self.pattern and not self.pattern.fullmatch(value):
            found.add(f"must be {self.form}", at)


@dataclass(frozen=True)
class Integer:
    """A whole number within bounds."""

    least: int | None = None
    most: int | None = None

    def check(self, value: Any, at: str, found: Findings) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            found.add("must be an integer", at)
            return
        if self.least is not None and value < self.least:
            found.add(f"must be at least {self.least}", at)
        if self.most is not None and value > self.most:
            found.add(f"must be at most {self.most}", at)


@dataclass(frozen=True)
class Number:
    """Any number, above a bound when one is given."""

    above: float | None = None

    def check(self, value: Any, at: str, found: Findings) -> None:
        if not isinstance(value, int | float) or isinstance(value, bool):
            found.add("must be a number", at)
        elif self.above is not None and value <= self.above:
            found.add(f"must be more than {self.above:g}", at)


@dataclass(frozen=True)
class Boolean:
    """True or false, nothing that merely looks like it."""

    def check(self, value: Any, at: str, found: Findings) -> None:
        if not isinstance(value, bool):
            found.add("must be a boolean", at)


@dataclass(frozen=True)
class OneOf:
    """One of a few fixed values."""

    values: tuple[Any, ...]

    def check(self, value: Any, at: str, found: Findings) -> None:
        if value not in self.values:
            found.add(f"must be a valid enum value: {', '.join(map(str, self.values))}", at)


@dataclass(frozen=True)
class ListOf:
    """A list of bounded length whose items all follow one rule."""

    item: Rule
    fewest: int = 0
    most: int | None = None

    def check(self, value: Any, at: str, found: Findings) -> None:
        if not isinstance(value, list):
            found.add("must be an array", at)
            return
        if len(value) < self.fewest:
            found.add(f"no less than {self.fewest} items allowed", at)
        if self.most is not None and len(value) > self.most:
            found.add(f"no more than {self.most} items allowed", at)
        for index, item in enumerate(value):
            self.item.check(item, f"{at}/{index}", found)


@dataclass(frozen=True)
class Shape:
    """An object: which properties it must and may have, and what must hold between them."""

    required: Mapping[str, Rule] = field(default_factory=dict)
    optional: Mapping[str, Rule] = field(default_factory=dict)
    extras: tuple[Extra, ...] = ()

    def check(self, value: Any, at: str, found: Findings) -> None:
        if not isinstance(value, dict):
            found.add("must be an object", at)
            return
        before = len(found)
        for name in self.required:
            if name not in value:
                found.add(f"missing required field: {name}", at)
        for name, inner in value.items():
            rule = self.required.get(name) or self.optional.get(name)
            if rule is not None:
                rule.check(inner, f"{at}/{name}", found)
            elif name != "type":
                found.add(f"invalid additional property: {name}", at)
        # What must hold between properties can be asked only of properties that are sound themselves.
        if len(found) == before:
            for must_hold in self.extras:
                must_hold(value, at, found)


@dataclass(frozen=True)
class ByType:
    """An object whose `type` decides which shape it must have."""

    shapes: Mapping[str, Rule]

    def check(self, value: Any, at: str, found: Findings) -> None:
        if not isinstance(value, dict):
            found.add("must be an object", at)
        elif "type" not in value:
            found.add("missing required field: type", at)
        elif not isinstance(value["type"], str) or value["type"] not in self.shapes:
            found.add(f"unsupported type: {value['type']}", f"{at}/type")
        else:
            self.shapes[value["type"]].check(value, at, found)


@dataclass(frozen=True)
class Later:
    """A rule that is looked up when needed, for shapes that hold themselves."""

    rule: Callable[[], Rule]

    def check(self, value: Any, at: str, found: Findings) -> None:
        self.rule().check(value, at, found)
