"""Words: the one door to messages/, in the reader's language."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from jinja2 import Environment

from bot.domain.errors import AnswersNotUnderstood, PlanningError
from bot.flows.answers import typed
from bot.flows.flow import Flow, Step, asked
from bot.flows.values import Facts, Option, Raw, Value
from bot.render import limits
from bot.render.conversation import ways_to_answer
from bot.render.dates import locale_of, written_weekday
from bot.render.environment import environments
from bot.render.escape import as_plain, from_mrkdwn
from bot.render.fields import Field, field
from bot.render.names import name_of
from bot.render.parts import Block, Message
from bot.render.sentences import FALLBACK, sentences_of, shared
from bot.render.spoken import spoken

MESSAGES = Path(__file__).parent.parent.parent / "messages"
# Names that belong to the renderer and the layouts: a step or a fact may be called so all the same.
RESERVED = ("language", "locale", "presses", "parts", "said", "told", "field", "notice")
NO_OPTIONS: Mapping[str, Sequence[Option]] = {}


class Words:
    """Renders words files. `language` is a tag such as `en-AU`: its place decides how dates are written."""

    def __init__(self, folder: Path = MESSAGES) -> None:
        self._environments = environments(folder)
        # Asked for with every refusal, and reading the folders takes several milliseconds.
        self._english = frozenset(self._environments[FALLBACK].list_templates(extensions=["j2"]))

    def languages(self) -> tuple[str, ...]:
        """The languages that have words."""
        return tuple(self._environments)

    def message(self, name: str, /, language: str = FALLBACK, **values: object) -> Message:
        """A message for a channel or a DM; `name` is `<folder>/<file>`."""
        return self._message(self._blocks(f"{name}.j2", language, values), language)

    def home(self, name: str, /, language: str = FALLBACK, **values: object) -> Block:
        """The App Home page."""
        blocks = self._blocks(f"{name}.j2", language, values)
        return self._fitted({"type": "home", "blocks": blocks}, language)

    def view(self, name: str, /, language: str = FALLBACK, *, metadata: str = "", **values: object) -> Block:
        """A modal that only shows; its callback_id is `view:<name>`."""
        blocks = self._blocks(f"{name}.j2", language, values)
        return self._modal(blocks, f"view:{name}", metadata, language)

    def form(
        self,
        flow: Flow,
        language: str = FALLBACK,
        *,
        answers: Mapping[str, Value | Raw] | None = None,
        options: Mapping[str, Sequence[Option]] = NO_OPTIONS,
        facts: Facts | None = None,
        metadata: str = "",
        only: str = "",
        **values: object,
    ) -> Block:
        """A modal with an input for each step that applies, filled with `answers` (values or raw).

        `only` names a single step to ask. `notice` among the values is a line of plain words on top.
        """
        given = answers or {}
        blocks = self._blocks(f"{flow.name}/form.j2", language, values)
        place = next(i for i, block in enumerate(blocks) if block["type"] == "questions")
        steps = [flow.step(only)] if only else asked(flow, typed(flow, given), facts or {})
        fields = [field(flow, step, given, options) for step in steps]
        # A step asked alone has no other field below it that could appear.
        fields = [replace(one, dispatch=one.dispatch and not only) for one in fields]
        questions = [self._question(flow, one, language, values) for one in fields]
        blocks[place : place + 1] = [block for question in questions for block in question]
        return self._modal(blocks, f"form:{flow.name}", metadata, language)

    def question(
        self,
        flow: Flow,
        step: Step,
        language: str = FALLBACK,
        *,
        subject: str,
        options: Mapping[str, Sequence[Option]] = NO_OPTIONS,
        **values: object,
    ) -> Message:
        """One question of a conversation in a DM, with a button for each way to answer it."""
        presses = ways_to_answer(flow, field(flow, step, {}, options), subject)
        file = f"{flow.name}/{step.words_file}.j2"
        drawn = {**values, "nth": step.nth, "as_message": True, "presses": presses}
        return self._message(self._blocks(file, language, drawn), language)

    def text(self, name: str, /, language: str = FALLBACK, **values: object) -> str:
        """Plain words, with nothing escaped: for a place that takes plain text."""
        blocks = self._blocks(f"{name}.j2", language, values)
        if blocks[0]["type"] == "words":
            return str(blocks[0]["text"]["text"])
        return from_mrkdwn(spoken(blocks))

    def label(
        self, flow: Flow, step: Step, choice: str = "", language: str = FALLBACK, **values: object
    ) -> str:
        """The words of a step's choice or, without one, of its question."""
        env, known = self._known(language, {**values, "nth": step.nth})
        words = sentences_of(env, f"{flow.name}/{step.words_file}.j2", known)
        return as_plain(words.label(f"choice_{choice}") if choice else words.get("question"))

    def name(self, group: str, thing: str, language: str = FALLBACK) -> str:
        """What people call something that a profile or the record knows by an id."""
        return name_of(self._environments[self._written(language)], group, thing, language)

    def weekday(self, on: date, language: str = FALLBACK) -> str:
        """A day with its weekday, as the reader's place writes it."""
        return written_weekday(on, locale_of(language))

    def error(self, error: PlanningError, language: str = FALLBACK) -> Message:
        """What could not be done and what to do now: the file for class and problem, else for the class."""
        name = f"errors/{_snake(type(error).__name__)}"
        exact = f"{name}_{error.problem}" if error.problem else name
        chosen = exact if self.has(exact) else name
        facts = {name: fact for name, fact in error.facts.items() if name not in RESERVED}
        return self.message(chosen, language, **facts)

    def problems(self, error: AnswersNotUnderstood, language: str = FALLBACK) -> dict[str, str]:
        """The words under each wrong field, by block_id."""
        return {
            step: self.text(f"problems/{problem}", language, **_details(error, step))
            for step, problem in error.problems.items()
        }

    def has(self, name: str) -> bool:
        """Whether there are English words of that name."""
        return f"{name}.j2" in self._english

    def _question(self, flow: Flow, asks: Field, language: str, values: Mapping[str, object]) -> list[Block]:
        file = f"{flow.name}/{asks.step.words_file}.j2"
        return self._blocks(
            file, language, {**values, "nth": asks.step.nth, "as_message": False, "field": asks}
        )

    def _blocks(self, file: str, language: str, values: Mapping[str, object]) -> list[Block]:
        env, known = self._known(language, values)
        lines = env.get_template(file).render(known).split("\n")
        blocks: list[Block] = [json.loads(line) for line in lines if line.strip()]
        # Plain words may go anywhere, to a quote too: whoever shows them knows how long they may be.
        limits.fit([block for block in blocks if block["type"] != "words"])
        return blocks

    def _known(self, language: str, values: Mapping[str, object]) -> tuple[Environment, dict[str, object]]:
        env = self._environments[self._written(language)]
        return env, {**values, "language": language, "locale": locale_of(language)}

    def _written(self, language: str) -> str:
        """The folder to read: that of the tag, else of the language without its place, else English."""
        tags = (language, language.split("-")[0], FALLBACK)
        return next(tag for tag in tags if tag in self._environments)

    def _message(self, blocks: list[Block], language: str) -> Message:
        fitting = limits.fit_blocks(blocks, limits.MESSAGE_BLOCKS, self._more(language))
        return Message(text=spoken(fitting), blocks=fitting)

    def _modal(self, blocks: list[Block], callback_id: str, metadata: str, language: str) -> Block:
        frame, *rest = blocks
        view = {**frame, "callback_id": callback_id, "private_metadata": metadata, "blocks": rest}
        return self._fitted(view, language)

    def _fitted(self, view: Block, language: str) -> Block:
        view["blocks"] = limits.fit_blocks(view["blocks"], limits.VIEW_BLOCKS, self._more(language))
        limits.fit_view(view, self._more(language))
        return view

    def _more(self, language: str) -> str:
        env, known = self._known(language, {})
        return as_plain(shared(env, "common.j2", "more", known).get("more"))


def _details(error: AnswersNotUnderstood, step: str) -> dict[str, object]:
    details = error.facts.get(step)
    return dict(details) if isinstance(details, Mapping) else {}


def _snake(name: str) -> str:
    return re.sub("(?<=[a-z])(?=[A-Z])", "_", name).lower()
