"""Due dates in private, and the form for a shorter time that supervision set."""

from slack_bolt import App

from bot.flows.rules import SET_INTERVAL
from bot.handlers.desk import Desk
from bot.handlers.form import Done, Form, Subject, Values
from bot.handlers.rules.due_view import due_view
from bot.handlers.showing import shows
from bot.render import Press
from bot.services.acting import Acting, OnCase
from bot.services.rules import intervals


def register(app: App, desk: Desk) -> None:
    """The list of due dates."""
    shows(app, desk, {"due": due_view})


def _set(acting: Acting, subject: Subject, values: Values) -> Done:
    intervals.set_interval(acting, subject.id, values)
    return Done("saved", {"presses": [Press("due", "do:due", subject.id)]})


def _begins(on: OnCase | None, thing: object | None) -> Values:
    return {"set_on": on.today} if on else {}


FORMS = (Form(SET_INTERVAL, _set, "interval.set", begins=_begins),)
