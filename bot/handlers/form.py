"""What a form is: its flow, the right it needs, what it is about, and the service that keeps it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from bot.domain.case import Case
from bot.domain.kept import OfCase
from bot.flows.flow import Flow
from bot.flows.subject import Subject
from bot.render import Press
from bot.services.acting import Acting, OnCase

__all__ = ["Done", "Form", "Subject", "Values", "again"]

Values = dict[str, Any]


@dataclass(frozen=True)
class Done:
    """What to show after a form was kept: a file of `receipts/` with its values, or the form that follows.

    Every receipt tells back what was answered. `above` is a file of `forms/`, said with the same values
    above the form that follows, which is empty and knows itself by its `tag`.
    """

    receipt: str = "saved"
    values: Mapping[str, Any] = field(default_factory=dict)
    next_form: str = ""
    next_subject: str = ""
    above: str = ""
    tag: str = ""


def again(flow: str, subject: Subject, kept_id: str = "") -> Done:
    """Kept, with a button for one more of the same, and one that corrects what was kept just now."""
    change = [Press("change", f"open:{flow}", f"{kept_id}:1")] if kept_id else []
    return Done("saved", {"presses": [*change, Press("another", f"open:{flow}", subject.id)]})


def add_or_correct(
    flow: str,
    add: Callable[[Acting, str, Values], str],
    correct: Callable[[Acting, str, Values, int], object],
) -> Callable[[Acting, Subject, Values], Done]:
    """What a form keeps: one more, with a way to the next, or a correction of what its subject names."""

    def keep(acting: Acting, subject: Subject, values: Values) -> Done:
        if subject.version is None:
            return again(flow, subject, add(acting, subject.id, values))
        correct(acting, subject.id, values, subject.version)
        return Done()

    return keep


@dataclass(frozen=True)
class Form:
    """One form.

    `about` is what its subject's id names: a case, or something of a case; None for a form outside any,
    which needs no `right` where it is about oneself alone.
    `corrects` is what the id names when the subject has a version. `facts` adds what its conditions ask.
    `may_touch` raises NotAllowed where the right alone does not say whose thing it is. `finds` looks up
    what a form outside any case corrects. `begins` are answers that stand there at first, for their
    person to correct; `says` are values for the words, by what was answered so far. `tells` is a words file:
    its text, as the reader has it before them, is kept with the answers (`told`). `beforehand` names a words
    file that is said above the questions, or nothing. `in_one` is for what is
    sent again and again while people talk: something new is kept, counted and followed by its next form in
    one unit of work.
    """

    flow: Flow
    keep: Callable[[Acting, Subject, Values], Done]
    right: str
    about: type[Case] | type[OfCase] | None = Case
    corrects: type[OfCase] | type[Case] | None = None
    facts: Callable[[OnCase | None, Subject], Mapping[str, object]] = lambda on, subject: {}
    may_touch: Callable[[OnCase, object | None], None] = lambda on, thing: None
    finds: Callable[[Acting, Subject], object | None] = lambda acting, subject: None
    begins: Callable[[OnCase | None, object | None], Values] = lambda on, thing: {}
    says: Callable[[OnCase | None, Mapping[str, Any]], Mapping[str, Any]] = lambda on, answers: {}
    tells: str = ""
    beforehand: Callable[[OnCase], str] = lambda on: ""
    in_one: bool = False

    @contextmanager
    def looking(self, acting: Acting, subject: Subject) -> Iterator[tuple[OnCase | None, object | None]]:
        """Its case, and what it corrects, for someone who may open it. Raises NotAllowed, NotFound."""
        if self.about is None:
            if self.right:
                acting.must(self.right)
            yield None, self.finds(acting, subject)
            return
        named = self.about if subject.version is None else self.corrects
        with acting.agency.units(acting.workspace_id, acting.user, read_only=True) as work:
            thing = work.get(named or Case, subject.id.split(":")[0])
        case_id = thing.case_id if isinstance(thing, OfCase) else thing.id
        with acting.looking(self.right, case_id) as on:
            corrected = thing if subject.version is not None or self.corrects is Case else None
            self.may_touch(on, corrected)
            yield on, corrected

    def answers_of(self, thing: object | None) -> Values:
        """What stands in the form when it opens for a correction."""
        if thing is None:
            return {}
        return {step.name: getattr(thing, step.name) for step in self.flow.steps if hasattr(thing, step.name)}
