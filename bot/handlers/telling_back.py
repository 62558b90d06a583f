"""What somebody answered in a form, told back question by question: in receipts, and where two edit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.flows.flow import Flow, Step
from bot.flows.values import Option, Raw, Value, raw
from bot.render import Told, Words

NOTHING = "–"


@dataclass(frozen=True)
class TellingBack:
    """The answers to one form in its reader's language; `options` are those from which people chose."""

    words: Words
    language: str
    flow: Flow
    options: Mapping[str, Sequence[Option]]

    def all_of(self, answers: Mapping[str, Value | None]) -> list[Told]:
        """Each question that was answered, with its answer, in the order of the form."""
        return list(self._told(answers))

    def question(self, step: Step) -> str:
        """The question as the form asks it."""
        return self.words.label(self.flow, step, language=self.language)

    def answer(self, step: Step, value: Value | Raw) -> str:
        """What was chosen by its name, a day with its weekday, everything else as it was given."""
        if isinstance(value, date):
            return self.words.weekday(value, self.language)
        given = raw(value)
        values = (given,) if isinstance(given, str) else given or ()
        if step.source:
            names = {option.value: option.text for option in self.options.get(step.source, ())}
            values = tuple(names.get(one, one) for one in values)
        elif step.choices or step.answer == "yes_no":
            values = tuple(self.words.label(self.flow, step, one, self.language) for one in values)
        return ", ".join(values) or NOTHING

    def _told(self, answers: Mapping[str, Value | None]) -> Iterator[Told]:
        for step in self.flow.steps:
            value = answers.get(step.name)
            if value is None or value == ():
                continue
            users = raw(value) if step.answer in ("user", "users") else ()
            users = (users,) if isinstance(users, str) else users or ()
            yield Told(self.question(step), "" if users else self.answer(step, value), users)
