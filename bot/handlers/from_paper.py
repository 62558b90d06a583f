"""The form for what was written on paper: one screen, one submit, and what may be added to it."""

from bot.flows.from_paper import FROM_PAPER
from bot.handlers.form import Done, Form, Subject, Values
from bot.render import Press
from bot.services.acting import Acting
from bot.services.entries import from_paper


def _key_in(acting: Acting, subject: Subject, values: Values) -> Done:
    held, count = from_paper.key_in(acting, subject.id, values)
    presses = [
        Press("who_came", "open:roll_call", held.id),
        Press("child_voice", "open:voice", subject.id),
        Press("another", f"open:{FROM_PAPER.name}", subject.id),
    ]
    return Done("from_paper", {"presses": presses, "count": count, "day": held.held_on})


FORMS = (Form(FROM_PAPER, _key_in, "conference.hold"),)
