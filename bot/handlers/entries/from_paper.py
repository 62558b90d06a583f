"""The forms for what was written on paper: a whole talk on one screen, and the one-page snapshot."""

from bot.flows.from_paper import FROM_PAPER
from bot.flows.snapshot import SNAPSHOT
from bot.handlers.form import Done, Form, Subject, Values, again
from bot.render import Press
from bot.services.acting import Acting, OnCase
from bot.services.entries import from_paper, snapshot


def _key_in(acting: Acting, subject: Subject, values: Values) -> Done:
    held, count = from_paper.key_in(acting, subject.id, values)
    presses = [
        Press("who_came", "open:roll_call", held.id),
        Press("child_voice", "open:voice", subject.id),
        Press("another", f"open:{FROM_PAPER.name}", subject.id),
    ]
    return Done("from_paper", {"presses": presses, "count": count, "day": held.held_on})


def _snapshot(acting: Acting, subject: Subject, values: Values) -> Done:
    snapshot.keep(acting, subject.id, values)
    return again(SNAPSHOT.name, subject)


def _prompts(on: OnCase | None, subject: Subject) -> dict[str, object]:
    return dict.fromkeys(snapshot.prompts(on), True) if on else {}


FORMS = (
    Form(FROM_PAPER, _key_in, "conference.hold"),
    Form(SNAPSHOT, _snapshot, "entry.add", facts=_prompts),
)
