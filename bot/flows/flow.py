"""A guided conversation or form as data: its steps, which of them apply, and which one is next.

Nothing stores where a person stands: it follows from the answers given so far. So a restart, a
changed answer or a reordered flow needs no repair.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from bot.flows.conditions import ALWAYS, When, all_of, answered
from bot.flows.values import Answers, Facts, Value

Kind = Literal[
    "text",
    "long_text",
    "choice",
    "choices",
    "person",
    "user",
    "users",
    "date",
    "time",
    "number",
    "yes_no",
    "zone",
]

LONGEST = {"text": 300, "long_text": 3000}


@dataclass(frozen=True)
class Check:
    """A rule for one answer beyond its kind; `problem` names the words that say what is wrong."""

    problem: str
    holds: Callable[[Value, Answers, Facts], bool]


@dataclass(frozen=True)
class Step:
    """One question. Its words are in `messages/<language>/<flow>/<words or name>.j2`.

    `choices` are fixed and have words (`choice_<name>`); `choices_from` names a source of options
    that are known only when the question is asked, such as "people" or "roles".
    """

    name: str
    answer: Kind
    choices: tuple[str, ...] = ()
    choices_from: str = ""
    when: When = ALWAYS
    optional: bool = False
    max_length: int | None = None
    at_least: int | None = None
    at_most: int | None = None
    checks: tuple[Check, ...] = ()
    words: str = ""
    nth: int = 1

    @property
    def words_file(self) -> str:
        """The name of its words file."""
        return self.words or self.name

    @property
    def longest(self) -> int:
        """How many characters a typed answer may have."""
        kind_longest = LONGEST.get(self.answer, LONGEST["text"])
        return min(self.max_length or kind_longest, kind_longest)

    @property
    def source(self) -> str:
        """The name of the source of its options, or nothing."""
        return self.choices_from or {"person": "people"}.get(self.answer, "")


@dataclass(frozen=True)
class Flow:
    """Steps in the order in which they are asked."""

    name: str
    steps: tuple[Step, ...]
    by_name: dict[str, Step] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_name = {step.name: step for step in self.steps}
        if len(by_name) != len(self.steps):
            raise ValueError(f"two steps of the flow {self.name} have the same name")
        for place, step in enumerate(self.steps):
            unknown = step.when.steps - {earlier.name for earlier in self.steps[:place]}
            if unknown:
                raise ValueError(f"{self.name}/{step.name} depends on {sorted(unknown)}, not asked before it")
        object.__setattr__(self, "by_name", by_name)

    def step(self, name: str) -> Step:
        """The step of that name; KeyError when there is none."""
        return self.by_name[name]

    def others_depend_on(self, step: Step) -> bool:
        """Whether another step appears or disappears with this one's answer."""
        return any(step.name in other.when.steps for other in self.steps)


def repeat(times: int, *group: Step) -> tuple[Step, ...]:
    """The same questions several times: `topic`, `minutes`, then `topic_2`, `minutes_2` with the same words.

    Each further round is asked only of those who answered the first question of the round before.
    """
    rounds = list(group)
    for nth in range(2, times + 1):
        names = {step.name: f"{step.name}_{nth}" for step in group}
        before = group[0].name if nth == 2 else f"{group[0].name}_{nth - 1}"
        rounds += [_again(step, names, nth, before) for step in group]
    return tuple(rounds)


def _again(step: Step, names: dict[str, str], nth: int, before: str) -> Step:
    when = all_of(answered(before), step.when.renamed(names))
    return replace(step, name=names[step.name], words=step.words_file, nth=nth, when=when)


def asked(flow: Flow, answers: Answers, facts: Facts) -> tuple[Step, ...]:
    """The steps that apply, given the answers so far.

    An answer to a step that no longer applies does not count, so what hung on it drops out as well.
    """
    applying: list[Step] = []
    counted: dict[str, Value | None] = {}
    for step in flow.steps:
        if step.when(counted, facts):
            applying.append(step)
            if step.name in answers:
                counted[step.name] = answers[step.name]
    return tuple(applying)


def next_step(flow: Flow, answers: Answers, facts: Facts) -> Step | None:
    """The first step that applies and was neither answered nor skipped; None at the end."""
    return next((step for step in asked(flow, answers, facts) if step.name not in answers), None)


def standing(flow: Flow, answers: Answers, facts: Facts) -> dict[str, Value]:
    """The answers that count: to steps that apply, without the skipped ones."""
    given = ((step.name, answers.get(step.name)) for step in asked(flow, answers, facts))
    return {name: value for name, value in given if value is not None}
