"""Draws a form for one person: with what stands, with their draft, or over what another changed meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.case import Case
from bot.domain.kept import Entry, Kept
from bot.flows.flow import Step
from bot.flows.values import Raw, Value, raw
from bot.handlers.choices import Sources
from bot.handlers.desk import View
from bot.handlers.form import Form, Subject
from bot.render import Words
from bot.services.acting import OnCase

# As much as Slack shows in one field.
MOST_CHARACTERS = 3000


@dataclass(frozen=True)
class Drawing:
    """One form, for one reader, about one thing as it stands now (None: something new)."""

    words: Words
    language: str
    form: Form
    on: OnCase | None
    thing: object | None

    def with_draft(
        self,
        sources: Sources,
        subject: Subject,
        kept: Mapping[str, Raw],
        answers: Mapping[str, Raw] | None = None,
    ) -> View:
        """The form as it is offered: `kept` is the person's draft, `answers` what they typed just now."""
        stands = self.form.answers_of(self.thing)
        said = self._stands_now(kept, sources) if kept and self.thing else ""
        notice = "forms/draft_over" if said else "forms/draft" if kept else ""
        given = {**stands, **dict(subject.chosen), **kept, **(answers or {})}
        return self._draw(sources, subject, given, notice, said)

    def as_typed(self, sources: Sources, subject: Subject, typed: Mapping[str, Raw]) -> View:
        """The form drawn anew while somebody fills it."""
        return self._draw(sources, subject, typed, "", "")

    def over_newer(self, sources: Sources, typed: Mapping[str, Raw]) -> View | None:
        """The form with what was typed, above it what stands now; None where the thing was taken out."""
        if not isinstance(self.thing, Kept) or (isinstance(self.thing, Entry) and not self.thing.stands):
            return None
        newer = Subject(self.thing.id, self.thing.version)
        said = self._stands_now(typed, sources)
        return self._draw(sources, newer, typed, "forms/changed_meanwhile", said)

    def _draw(
        self, sources: Sources, subject: Subject, answers: Mapping[str, Value | Raw], notice: str, said: str
    ) -> View:
        if subject.version is None and isinstance(self.thing, Case):
            subject = Subject(self.thing.id, self.thing.version)
        if any(isinstance(one, str) and len(one) > MOST_CHARACTERS for one in answers.values()):
            notice = "forms/cut"
        return self.words.form(
            self.form.flow,
            self.language,
            answers=answers,
            options=sources.of(self.form.flow),
            facts=self.form.facts(self.on, subject),
            metadata=str(subject),
            notice=self.words.text(notice, self.language) if notice else "",
            said=said,
        )

    def _stands_now(self, typed: Mapping[str, Raw], sources: Sources) -> str:
        """What is recorded where it differs from what was typed, a question and its answer a line."""
        stands = self.form.answers_of(self.thing)
        differing = [
            step
            for step in self.form.flow.steps
            if step.name in typed and (raw(stands.get(step.name)) or None) != (raw(typed[step.name]) or None)
        ]
        return "\n".join(f"{self._label(step)} {self._named(step, stands, sources)}" for step in differing)

    def _label(self, step: Step) -> str:
        return self.words.label(self.form.flow, step, language=self.language)

    def _named(self, step: Step, stands: Mapping[str, Value | Raw], sources: Sources) -> str:
        """An answer in words: what was chosen by its name, everything else as it was given."""
        given = raw(stands.get(step.name))
        values = (given,) if isinstance(given, str) else given or ()
        if step.source:
            names = {option.value: option.text for option in sources.named(step.source)}
            return ", ".join(names.get(value, value) for value in values) or "–"
        if step.choices or step.answer == "yes_no":
            return (
                ", ".join(self.words.label(self.form.flow, step, value, self.language) for value in values)
                or "–"
            )
        return ", ".join(values) or "–"
