"""One's own reminders: not now but then, with a way back; and the hours in which none come."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.flows.own_times import OWN_TIMES
from bot.handlers.desk import Desk, View, pressed
from bot.handlers.form import Done, Form, Subject, Values
from bot.handlers.showing import shows
from bot.render import Press
from bot.services.acting import Acting
from bot.services.delivery import putting_off

Body = Mapping[str, Any]


def register(app: App, desk: Desk) -> None:
    """When to be reminded instead, and taking that back."""
    shows(app, desk, {"put_off": choices_view})

    @app.action(pressed("put_off_till"))
    def put_off(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        about, _, choice = str(body["actions"][0]["value"]).rpartition(":")
        case_id, kind, *subjects = about.split(":")
        acting, language = context["acting"], context["language"]
        kept = putting_off.put_off(acting, case_id, kind, tuple(subjects), choice)
        ack()
        desk.wake()
        undo = [Press("undo", "do:put_off_not", ":".join(kept.ids))]
        values: dict[str, Any] = {"until": kept.until, "zone": kept.zone, "presses": undo}
        desk.update(client, body["view"]["id"], desk.words.view("receipts/put_off", language, **values))

    @app.action(pressed("put_off_not"))
    def take_up(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        for one in str(body["actions"][0]["value"]).split(":"):
            putting_off.take_up_again(context["acting"], one)
        ack()
        desk.wake()
        view = desk.words.view("receipts/not_put_off", context["language"])
        desk.update(client, body["view"]["id"], view)


def choices_view(desk: Desk, acting: Acting, about: str, language: str) -> View:
    """Till when: up to four choices, each one tap."""
    case_id, kind, *subjects = about.split(":")
    choices = putting_off.choices(acting, case_id, kind, tuple(subjects))
    presses = [Press(f"choice_{one}", "do:put_off_till", f"{about}:{one}") for one in choices]
    return desk.words.view("views/put_off", language, presses=presses)


def _set(acting: Acting, subject: Subject, values: Values) -> Done:
    putting_off.set_own_times(acting, values)
    return Done("own_times")


FORMS = (Form(OWN_TIMES, _set, "", about=None, finds=lambda acting, subject: putting_off.own_times(acting)),)
