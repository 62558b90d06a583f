"""One question of a form: what its layout needs to draw it, with what was answered before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.flows.answers import typed, zones
from bot.flows.flow import Flow, Step
from bot.flows.values import Option, Raw, Value, raw

MOST_OPTIONS = 100
MOST_BUTTONS = 10


@dataclass(frozen=True)
class Field:
    """A step on its way to an input; `options` are None where the choices have words of their own."""

    step: Step
    options: Sequence[Option] | None
    given: tuple[str, ...]
    dispatch: bool

    @property
    def choices(self) -> tuple[str, ...]:
        """The choices that have words of their own."""
        return ("yes", "no") if self.step.answer == "yes_no" else self.step.choices

    @property
    def can_be_given(self) -> bool:
        """Whether there is anything to choose from; Slack refuses a select without options."""
        return self.step.answer not in ("choice", "choices", "person") or bool(self.options or self.choices)

    @property
    def control(self) -> str:
        """The macro of `layouts/controls.j2` that draws it."""
        kind = self.step.answer
        few = len(self.options or self.choices) <= MOST_BUTTONS
        if self.external:
            return "many_external" if kind == "choices" else "external"
        if kind == "choices":
            return "checkboxes" if few else "many_select"
        if kind in ("choice", "person", "yes_no"):
            # A radio button once pressed stays pressed: it is for what must be answered.
            return "radio" if few and not self.step.optional and kind != "person" else "select"
        return {"zone": "select", "long_text": "text"}.get(kind, kind)

    @property
    def external(self) -> bool:
        """Whether Slack must ask for the options as the person types."""
        return self.step.answer == "zone" or len(self.options or ()) > MOST_OPTIONS

    @property
    def value(self) -> str:
        """What was answered before, for controls of one value."""
        return self.given[0] if self.given else ""


def field(
    flow: Flow, step: Step, answers: Mapping[str, Value | Raw], options: Mapping[str, Sequence[Option]]
) -> Field:
    """The field of one step; KeyError when the step's source of options is not among them."""
    given = _given(flow, step, answers.get(step.name))
    return Field(
        step=step,
        options=options[step.source] if step.source else _zone_options(step, given),
        given=given,
        dispatch=flow.others_depend_on(step),
    )


def suggestions(options: Sequence[Option], letters: str) -> list[Option]:
    """What an external select offers for the letters typed so far, best first, at most 100."""
    wanted = letters.strip().casefold()
    found = [option for option in options if wanted in option.text.casefold()]
    found.sort(key=lambda option: not option.text.casefold().startswith(wanted))
    return found[:MOST_OPTIONS]


def zone_suggestions(letters: str) -> list[Option]:
    """Time zones for the letters typed so far."""
    return suggestions([Option(zone, zone.replace("_", " ")) for zone in sorted(zones())], letters)


def _given(flow: Flow, step: Step, answer: Value | Raw) -> tuple[str, ...]:
    """The answer as its control takes it. Typed words stay as they are; of the rest, Slack would
    refuse the whole view for a value that its control cannot show."""
    given = raw(answer)
    if step.answer not in ("text", "long_text"):
        given = raw(typed(flow, {step.name: given}).get(step.name))
    return () if not given else (given,) if isinstance(given, str) else given


def _zone_options(step: Step, given: tuple[str, ...]) -> Sequence[Option] | None:
    return [Option(zone, zone.replace("_", " ")) for zone in given] if step.answer == "zone" else None
