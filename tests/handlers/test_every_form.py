"""Every question of every form meets what it cannot take: it says so, and draws whatever was typed."""

from collections.abc import Iterator

import pytest

from bot.domain.errors import AnswersNotUnderstood
from bot.flows import FLOWS
from bot.flows.answers import read
from bot.flows.flow import Flow, Step
from bot.flows.values import Option
from bot.render import Words
from tests.samples import samples_of
from tests.slack_rules import faults_of_view

WORDS = Words()
STEPS = [(flow, step) for flow in FLOWS.values() for step in flow.steps]
IDS = [f"{flow.name}/{step.name}" for flow, step in STEPS]
HOSTILE = (
    "<!channel> *b* `c` \"q\" 'q' &amp; & 🙂",
    "\u202eבראשית\u2067",
    "a\x00\x1bb",
    "x" * 9000,
    "&<" * 1500,
)
NEVER = {
    "date": ("2026-02-30", "18.3.2026", "1776-07-04", "tomorrow"),
    "time": ("25:00", "half past", "15:60"),
    "number": ("ten", "1.5", "1e9", "٣٤٥" * 9),
    "yes_no": ("maybe", "true"),
    "user": ("Dana", "U", "<@U0DANA1>"),
    "users": (["Dana"],),
    "zone": ("Chicago", "CST", "../etc/passwd"),
    "choice": ("nobody",),
    "choices": (["nobody"],),
    "person": ("nobody",),
}


def options(flow: Flow) -> dict[str, list[Option]]:
    return {step.source: [Option("p1", "Dana Reyes")] for step in flow.steps if step.source}


def problems_of(flow: Flow, step: Step, given: str | list[str]) -> Iterator[str]:
    """The words under the field; the answer must not be taken."""
    with pytest.raises(AnswersNotUnderstood) as refused:
        read(step, given, options(flow))
    for language in ("en", "es"):
        yield WORDS.problems(refused.value, language)[step.name]


@pytest.mark.parametrize(("flow", "step"), STEPS, ids=IDS)
def test_what_cannot_be_is_said_in_words(flow: Flow, step: Step) -> None:
    for given in NEVER.get(step.answer, ("x" * (step.longest + 1),)):
        for words in problems_of(flow, step, given):
            assert len(words) > 10


@pytest.mark.parametrize(("flow", "step"), STEPS, ids=IDS)
def test_what_cannot_be_seen_is_no_answer(flow: Flow, step: Step) -> None:
    several = step.answer in ("choices", "users")
    for given in ([],) if several else ("", "  \n ", "\u200b\u2060", "\x00"):
        if step.optional:
            assert read(step, given, options(flow)) is None
        else:
            assert all(problems_of(flow, step, given))


@pytest.mark.parametrize(("flow", "step"), STEPS, ids=IDS)
def test_text_is_taken_up_to_its_limit_and_kept_as_it_was_typed(flow: Flow, step: Step) -> None:
    if step.answer in ("text", "long_text"):
        longest = ("<b> &amp; *x* " + "🙂" * step.longest)[: step.longest]
        assert read(step, longest, {}) == longest


@pytest.mark.parametrize("flow", FLOWS.values(), ids=list(FLOWS))
@pytest.mark.parametrize("text", HOSTILE, ids=["markup", "directions", "control", "long", "entities"])
def test_a_form_can_be_drawn_with_whatever_stood_in_it(flow: Flow, text: str) -> None:
    answers = {step.name: text for step in flow.steps}
    files = [f"{flow.name}/form", *(f"{flow.name}/{step.words_file}" for step in flow.steps)]
    needed = {key: value for file in files for key, value in samples_of(file)[0].items()}
    names = {**needed, "notice": text, "said": text}
    drawn = WORDS.form(flow, "en", answers=answers, options=options(flow), metadata="id1", **names)
    assert not faults_of_view(drawn)
    for step in flow.steps:
        only = WORDS.form(flow, "es", answers=answers, options=options(flow), only=step.name, **needed)
        assert not faults_of_view(only)
