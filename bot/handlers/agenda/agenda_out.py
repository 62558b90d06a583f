"""The draft goes to the family first, the agenda to everyone; what they ask, and that they saw it."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from bot.domain.agenda import AgendaRequest
from bot.domain.conference import Conference
from bot.domain.errors import AnswersNotUnderstood
from bot.flows.agenda import AGENDA_REQUEST, ANSWER_REQUEST, FIRST_LOOK, OWN_REQUEST, PUBLISH
from bot.flows.meeting import AGENDA_TOLD
from bot.handlers.desk import Desk, View, pressed
from bot.handlers.form import Done, Form, Subject, Values, again
from bot.handlers.forms import Forms
from bot.handlers.preparing.readiness import show_ready
from bot.handlers.showing import shows
from bot.render import Part, Press
from bot.services.acting import Acting, OnCase
from bot.services.agenda import agenda_seen, first_look, publishing
from bot.services.agenda.agenda_receipts import Receipt, receipts

Body = Mapping[str, Any]


def register(app: App, desk: Desk, forms: Forms) -> None:
    """Showing the draft, sending the agenda, and the family's and everyone's taps."""
    shows(app, desk, {"who_has_agenda": receipts_view})

    @app.action(pressed("show_draft"))
    def show_draft(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        by_dm, by_staff = publishing.show_draft(context["acting"], _value(body))
        ack()
        desk.wake()
        view = desk.words.view("receipts/draft", context["language"], by_dm=by_dm, by_staff=by_staff)
        desk.open(client, body, view, respond, context["language"])

    @app.action(pressed("draft_seen"))
    def draft_seen(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        first_look.looked(context["acting"], _value(body))
        ack()
        view = desk.words.view("receipts/thanks", context["language"])
        desk.open(client, body, view, respond, context["language"])

    @app.action(pressed("send_agenda"))
    def send(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        if _sent(ack, body, client, respond, context):
            desk.say(respond, desk.words.text("captured/agenda_sent", context["language"]))

    @app.action(pressed("ready_send_agenda"))
    def ready_send(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        if _sent(ack, body, client, respond, context):
            show_ready(desk, _value(body), body, client, respond, context)

    @app.action(pressed("seen_agenda"))
    def seen_agenda(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        agenda_seen.seen(context["acting"], _value(body))
        ack()
        desk.say(respond, desk.words.text("captured/agenda_seen", context["language"]))

    def _sent(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> bool:
        try:
            publishing.publish(context["acting"], _value(body))
        except AnswersNotUnderstood:
            # The family has not seen it first, or it is too long: the form asks if it goes all the same.
            ack()
            forms.open("publish", _value(body), body, client, respond, context)
            return False
        ack()
        desk.wake()
        return True


def receipts_view(desk: Desk, acting: Acting, conference_id: str, language: str) -> View:
    """Who has the agenda, how and since when, or why they go without."""
    rows = [_receipt_row(one, conference_id) for one in receipts(acting, conference_id)]
    return desk.words.view("views/agenda_receipts", language, parts=[Part("people", rows)])


def _receipt_row(receipt: Receipt, conference_id: str) -> dict[str, object]:
    note = Press("note", "open:agenda_told", f"{conference_id}?person_id={receipt.person.id}")
    return {
        "name": receipt.person.name,
        "state": receipt.state,
        "how": receipt.seen.how if receipt.seen else "",
        "on": receipt.seen.seen_on if receipt.seen else None,
        "why": (receipt.seen.why if receipt.seen else None) or "",
        "presses": [] if receipt.state == "has_it" else [note],
    }


def _value(body: Body) -> str:
    return str(body["actions"][0]["value"])


def _publish(acting: Acting, subject: Subject, values: Values) -> Done:
    publishing.publish(acting, subject.id, values.get("why"), all_the_same=True)
    return Done("published", {})


def _not_yet(on: OnCase | None, answers: Mapping[str, Any]) -> Mapping[str, Any]:
    found = publishing.not_yet(on) if on else publishing.NotYet()
    return {"names": found.names, "over": found.over}


def _asks_why(on: OnCase | None, subject: Subject) -> Mapping[str, object]:
    return {"not_first": bool(on and publishing.not_yet(on).names)}


def _agenda_told(acting: Acting, subject: Subject, values: Values) -> Done:
    agenda_seen.seen(acting, subject.id, values["person_id"], values["how"], values.get("why"))
    return again("agenda_told", subject)


def _first_look(acting: Acting, subject: Subject, values: Values) -> Done:
    told = {"how": values["how"], "words": values.get("why") or values.get("words")}
    first_look.note_look(acting, subject.id, values["person_id"], told)
    return again("first_look", subject)


def _own_request(acting: Acting, subject: Subject, values: Values) -> Done:
    first_look.ask_change(acting, subject.id, values)
    return Done("asked_change", {})


def _agenda_request(acting: Acting, subject: Subject, values: Values) -> Done:
    asked = {name: value for name, value in values.items() if name != "person_id"}
    first_look.note_request(acting, subject.id, values["person_id"], asked)
    return again("agenda_request", subject)


def _answer(acting: Acting, subject: Subject, values: Values) -> Done:
    told = first_look.answer_request(
        acting, subject.id, values["done"], values["answer"], subject.version or 0
    )
    return Done("request_answered", {"asker_hears": told})


FORMS = (
    Form(AGENDA_TOLD, _agenda_told, "agenda.arrange", about=Conference),
    Form(PUBLISH, _publish, "agenda.arrange", about=Conference, facts=_asks_why, says=_not_yet),
    Form(FIRST_LOOK, _first_look, "agenda.arrange", about=Conference),
    Form(OWN_REQUEST, _own_request, "agenda.suggest", about=Conference),
    Form(AGENDA_REQUEST, _agenda_request, "agenda.arrange", about=Conference),
    Form(ANSWER_REQUEST, _answer, "agenda.arrange", about=Conference, corrects=AgendaRequest),
)
