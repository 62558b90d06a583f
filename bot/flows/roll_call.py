"""Who takes part, everybody in one form: a question for each person, none of them answered beforehand."""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.conference import HOW_TOOK_PART
from bot.flows.flow import Flow, Step

ROLL_CALL = Flow(name="roll_call", steps=(Step("how", "choice", choices=HOW_TOOK_PART, optional=True),))


def roll_call_of(people: Iterable[str]) -> Flow:
    """The form for these people: each one's question has their id as its name, and the same words."""
    (step,) = ROLL_CALL.steps
    asked = [
        replace(step, name=person, words=step.name, nth=place) for place, person in enumerate(people, start=1)
    ]
    return Flow(name=ROLL_CALL.name, steps=tuple(asked))
