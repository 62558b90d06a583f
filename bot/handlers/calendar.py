"""Calendar files: one's own wish, what staff heard of a wish, and whom an e-mail did not reach."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from bot.domain.conference import Conference
from bot.flows.calendar import CALENDAR_FOR, OWN_CALENDAR
from bot.handlers.desk import Desk, pressed
from bot.handlers.form import Done, Form, Subject, Values, again
from bot.render import Press
from bot.services.acting import Acting
from bot.services.meeting import calendar_wish, telling


def register(app: App, desk: Desk) -> None:
    """The view behind "an e-mail did not arrive"."""

    @app.action(pressed("not_reached"))
    def not_reached(
        ack: Ack, body: Mapping[str, Any], client: WebClient, respond: Respond, context: BoltContext
    ) -> None:
        ack()
        found = telling.not_reached(context["acting"], body["actions"][0]["value"])
        subject = Subject(found.about, chosen=(("person_id", found.person.id),))
        view = desk.words.view(
            "views/not_reached",
            context["language"],
            name=found.person.name,
            why=found.why,
            presses=[Press("told", "open:notice", str(subject), "primary")],
        )
        desk.open(client, body, view, respond, context["language"])


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
