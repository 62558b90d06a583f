"""When a step applies: small conditions that know which other steps they look at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from bot.flows.values import Answers, Facts, raw


class When(Protocol):
    """Says whether a step applies; `steps` are the steps whose answers it looks at."""

    @property
    def steps(self) -> frozenset[str]:
        """The names of the steps it looks at."""
        ...

    def __call__(self, answers: Answers, facts: Facts) -> bool: ...

    def renamed(self, names: Mapping[str, str]) -> "When":
        """The same condition on steps that have other names here (for repeated groups)."""
        ...


@dataclass(frozen=True)
class Always:
    """Applies to everybody."""

    steps: frozenset[str] = frozenset()

    def __call__(self, answers: Answers, facts: Facts) -> bool:
        return True

    def renamed(self, names: Mapping[str, str]) -> When:
        return self


@dataclass(frozen=True)
class Answered:
    """The step has one of these answers; without `values`, any answer."""

    step: str
    values: tuple[str, ...] = ()

    @property
    def steps(self) -> frozenset[str]:
        return frozenset({self.step})

    def __call__(self, answers: Answers, facts: Facts) -> bool:
        given = raw(answers.get(self.step))
        if given is None:
            return False
        chosen = (given,) if isinstance(given, str) else given
        return not self.values or any(value in self.values for value in chosen)

    def renamed(self, names: Mapping[str, str]) -> When:
        return replace(self, step=names.get(self.step, self.step))


@dataclass(frozen=True)
class Fact:
    """A fact of the case is one of these; without `values`, it is there and not empty."""

    name: str
    values: tuple[object, ...] = ()
    steps: frozenset[str] = frozenset()

    def __call__(self, answers: Answers, facts: Facts) -> bool:
        known = facts.get(self.name)
        return known in self.values if self.values else bool(known)

    def renamed(self, names: Mapping[str, str]) -> When:
        return self


@dataclass(frozen=True)
class Combined:
    """Several conditions: all of them, any of them, or none of them, by `rule` (all, any)."""

    parts: tuple[When, ...]
    rule: Callable[[list[bool]], bool] = all
    negated: bool = False

    @property
    def steps(self) -> frozenset[str]:
        return frozenset().union(*(part.steps for part in self.parts))

    def __call__(self, answers: Answers, facts: Facts) -> bool:
        return self.rule([part(answers, facts) for part in self.parts]) != self.negated

    def renamed(self, names: Mapping[str, str]) -> When:
        return replace(self, parts=tuple(part.renamed(names) for part in self.parts))


ALWAYS = Always()


def answered(step: str, *values: str) -> When:
    """`answered("interpreter", "yes")`; yes_no answers are "yes" and "no"."""
    return Answered(step, values)


def fact(name: str, *values: object) -> When:
    """`fact("plan_kind", "child_in_placement")`; without values: the fact is there and not empty."""
    return Fact(name, values)


def all_of(*parts: When) -> When:
    """All of these hold."""
    return Combined(parts)


def any_of(*parts: When) -> When:
    """At least one of these holds."""
    return Combined(parts, rule=any)


def none_of(*parts: When) -> When:
    """None of these holds."""
    return Combined(parts, rule=any, negated=True)
