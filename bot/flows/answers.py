"""Kinds of answer: from what a form or a button gave to a value, or the name of what is wrong with it.

The names of the problems are words files in `messages/<language>/problems/`; PROBLEMS lists them.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from functools import cache
from typing import cast
from zoneinfo import available_timezones

from bot.domain.errors import AnswersNotUnderstood
from bot.flows.flow import Flow, Step
from bot.flows.typed_text import as_typed, one_line
from bot.flows.values import Answers, Facts, Option, Raw, Value, raw

PROBLEMS = (
    "missing",
    "too_long",
    "not_a_choice",
    "not_a_date",
    "strange_year",
    "not_a_time",
    "not_a_number",
    "too_small",
    "too_big",
    "not_a_user",
    "not_a_zone",
)
YEARS = range(1900, 2101)
LARGEST = 1_000_000_000


class _Problem(Exception):
    """What is wrong with one answer, and the facts that its words need."""

    def __init__(self, name: str, **facts: object) -> None:
        super().__init__(name)
        self.name = name
        self.facts = facts


def read(step: Step, given: Raw, facts: Facts, answers: Answers | None = None) -> Value | None:
    """The value of one answer; None when an optional one was left empty.

    `facts` must hold the step's source of options. Raises AnswersNotUnderstood naming the step.
    """
    try:
        return _read(step, given, facts, answers or {})
    except _Problem as problem:
        raise AnswersNotUnderstood({step.name: problem.name}, **{step.name: problem.facts}) from None


def read_all(flow: Flow, raw_values: Mapping[str, Raw], facts: Facts) -> dict[str, Value | None]:
    """The answers to all steps that apply; what was given for others is left out.

    Raises AnswersNotUnderstood with every wrong field at once; its facts map each step to what the
    words of its problem need (`limit`, `length`, …).
    """
    answers: dict[str, Value | None] = {}
    wrong: dict[str, _Problem] = {}
    for step in flow.steps:
        if step.when(answers, facts):
            try:
                answers[step.name] = _read(step, raw_values.get(step.name), facts, answers)
            except _Problem as problem:
                wrong[step.name] = problem
    if wrong:
        details: dict[str, object] = {name: problem.facts for name, problem in wrong.items()}
        raise AnswersNotUnderstood({name: problem.name for name, problem in wrong.items()}, **details)
    return answers


def typed(flow: Flow, kept: Mapping[str, Value | Raw]) -> dict[str, Value | None]:
    """Kept answers as values again. What the flow no longer knows or cannot use drops out."""
    answers: dict[str, Value | None] = {}
    for name, value in kept.items():
        if name in flow.by_name:
            try:
                answers[name] = _value(flow.step(name), raw(value))
            except _Problem:
                continue
    return answers


def problem_names(flows: Iterable[Flow]) -> frozenset[str]:
    """Every problem that reading an answer can name; each has words."""
    from_checks = {check.problem for flow in flows for step in flow.steps for check in step.checks}
    return frozenset(PROBLEMS) | from_checks


def allowed(step: Step, facts: Facts) -> frozenset[str]:
    """The values that may be chosen. KeyError when the facts lack the step's source."""
    if not step.source:
        return frozenset(step.choices)
    options = cast(Iterable[Option | str], facts[step.source])
    return frozenset(option.value if isinstance(option, Option) else option for option in options)


def _read(step: Step, given: Raw, facts: Facts, answers: Answers) -> Value | None:
    value = _value(step, given)
    if value is None:
        if step.optional:
            return None
        raise _Problem("missing")
    if step.answer in ("choice", "choices", "person"):
        chosen = value if isinstance(value, tuple) else (value,)
        if not allowed(step, facts).issuperset(cast(tuple[str, ...], chosen)):
            raise _Problem("not_a_choice")
    for check in step.checks:
        if not check.holds(value, answers, facts):
            raise _Problem(check.problem)
    return value


def _value(step: Step, given: Raw) -> Value | None:
    """By kind alone: None when nothing was given."""
    if step.answer in ("choices", "users"):
        many = (given,) if isinstance(given, str) else given or ()
        read_one = READERS[step.answer]
        return tuple(dict.fromkeys(str(read_one(step, one_line(each))) for each in many if each)) or None
    text = given if isinstance(given, str) else next(iter(given or ()), "")
    text = as_typed(text) if step.answer == "long_text" else one_line(text)
    return READERS[step.answer](step, text) if text else None


def _text(step: Step, text: str) -> str:
    if len(text) > step.longest:
        raise _Problem("too_long", limit=step.longest, length=len(text))
    return text


def _chosen(step: Step, text: str) -> str:
    return text


def _user(step: Step, text: str) -> str:
    if not re.fullmatch(r"[UW][A-Z0-9]{2,20}", text):
        raise _Problem("not_a_user")
    return text


def _date(step: Step, text: str) -> date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise _Problem("not_a_date")
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise _Problem("not_a_date") from None
    if found.year not in YEARS:
        raise _Problem("strange_year", first=YEARS[0], last=YEARS[-1])
    return found


def _time(step: Step, text: str) -> time:
    found = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", text)
    if not found:
        raise _Problem("not_a_time")
    return time(int(found[1]), int(found[2]))


def _number(step: Step, text: str) -> int:
    if not re.fullmatch(r"[+-]?\d{1,12}", text):
        raise _Problem("not_a_number")
    number = int(text)
    least = -LARGEST if step.at_least is None else step.at_least
    most = LARGEST if step.at_most is None else step.at_most
    if number < least:
        raise _Problem("too_small", limit=least)
    if number > most:
        raise _Problem("too_big", limit=most)
    return number


def _yes_no(step: Step, text: str) -> bool:
    if text not in ("yes", "no"):
        raise _Problem("not_a_choice")
    return text == "yes"


def _zone(step: Step, text: str) -> str:
    if text not in zones():
        raise _Problem("not_a_zone")
    return text


READERS: Mapping[str, Callable[[Step, str], Value]] = {
    "text": _text,
    "long_text": _text,
    "choice": _chosen,
    "choices": _chosen,
    "person": _chosen,
    "user": _user,
    "users": _user,
    "date": _date,
    "time": _time,
    "number": _number,
    "yes_no": _yes_no,
    "zone": _zone,
}


@cache
def zones() -> frozenset[str]:
    """Every time zone that has a place's name, such as America/Chicago."""
    return frozenset(
        name for name in available_timezones() if "/" in name and not name.startswith("Etc/")
    ) | {"UTC"}
