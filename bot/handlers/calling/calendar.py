"""Calendar files: one's own wish, what staff heard of a wish, and whom an e-mail did not reach."""

from slack_bolt import App

from bot.domain.conference import Conference
from bot.flows.calendar import CALENDAR_FOR, OWN_CALENDAR
from bot.handlers.desk import Desk, View
from bot.handlers.form import Done, Form, Subject, Values, again
from bot.handlers.showing import shows
from bot.render import Press
from bot.services.acting import Acting
from bot.services.calling import calendar_wish, telling


def register(app: App, desk: Desk) -> None:
    """The view behind "an e-mail did not arrive"."""
    shows(app, desk, {"not_reached": not_reached_view})


def not_reached_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """Whom an e-mail did not reach, and why."""
    found = telling.not_reached(acting, asked)
    subject = Subject(found.about, chosen=(("person_id", found.person.id),))
    presses = [Press("told", "open:notice", str(subject), "primary")]
    return desk.words.view(
        "views/not_reached", language, name=found.person.name, why=found.why, presses=presses
    )


def _own(acting: Acting, subject: Subject, values: Values) -> Done:
    calendar_wish.wish_own(acting, subject.id, values["wish"])
    return Done()


def _for(acting: Acting, subject: Subject, values: Values) -> Done:
    calendar_wish.wish_for(acting, subject.id, values["person_id"], values["wish"])
    return again("calendar_for", subject)


FORMS = (
    Form(OWN_CALENDAR, _own, "invitation.reply", about=Conference),
    Form(CALENDAR_FOR, _for, "conference.plan", about=Conference),
)
