"""The buttons under a question of a conversation: choices, a door to a form, skip, later, stop.

The values are opaque ids: `<flow>:<subject>:<step>`, with `:<choice>` where a choice is pressed.
"""

from bot.flows.flow import Flow
from bot.render.fields import Field
from bot.render.parts import Press

MOST_CHOICES = 5


def ways_to_answer(flow: Flow, asks: Field, subject: str) -> list[Press]:
    """Few choices are buttons; everything else is given in a form with that one question."""
    where = f"{flow.name}:{subject}:{asks.step.name}"
    presses = _choices(asks, where) or [
        Press("answer", f"open:{flow.name}", f"{subject}:{asks.step.name}", "primary")
    ]
    if asks.step.optional:
        presses.append(Press("skip", "do:skip", where))
    return [*presses, Press("later", "do:later", where), Press("stop", "do:stop", where)]


def _choices(asks: Field, where: str) -> list[Press]:
    if asks.step.answer not in ("choice", "person", "yes_no"):
        return []
    if asks.options is None:
        presses = [Press(f"choice_{choice}", "do:answer", f"{where}:{choice}") for choice in asks.choices]
    else:
        presses = [
            Press(f"option_{nth}", "do:answer", f"{where}:{each.value}", text=each.text)
            for nth, each in enumerate(asks.options)
        ]
    return presses if len(presses) <= MOST_CHOICES else []
