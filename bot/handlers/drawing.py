"""Draws a form for one person: with what stands, with their draft, or over what another changed meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.case import Case
from bot.domain.kept import Entry, Kept
from bot.flows.values import Raw, Value, raw
from bot.handlers.choices import Sources
from bot.handlers.desk import View
from bot.handlers.form import Form, Subject
from bot.handlers.telling_back import TellingBack
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
        begins = self.form.begins(self.on, self.thing)
        given = {**begins, **stands, **dict(subject.chosen), **kept, **(answers or {})}
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
        before = self.form.beforehand(self.on) if self.on else ""
        return self.words.form(
            self.form.flow,
            self.language,
            answers=answers,
            options=sources.of(self.form.flow),
            facts=self.form.facts(self.on, subject),
            metadata=str(subject),
            notice="\n".join(self.words.text(one, self.language) for one in (notice, before) if one),
            said=said,
            **self.form.says(self.on, answers),
        )

    def _stands_now(self, typed: Mapping[str, Raw], sources: Sources) -> str:
        """What is recorded where it differs from what was typed, a question and its answer a line."""
        stands = self.form.answers_of(self.thing)
        differing = [
            step
            for step in self.form.flow.steps
            if step.name in typed and (raw(stands.get(step.name)) or None) != (raw(typed[step.name]) or None)
        ]
        in_words = TellingBack(self.words, self.language, self.form.flow, sources.of(self.form.flow))
        return "\n".join(
            f"{in_words.question(step)} {in_words.answer(step, stands.get(step.name))}" for step in differing
        )
