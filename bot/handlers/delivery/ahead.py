"""What goes out to whom in the next days, for who leads; sending one at once; what came too late."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.handlers.desk import Desk, View, pressed
from bot.handlers.showing import paged, redrawn, shows
from bot.render import Part, Press
from bot.services.acting import Acting
from bot.services.delivery import ahead
from bot.services.delivery.ahead import Ahead

Body = Mapping[str, Any]
PAGE = 10


def register(app: App, desk: Desk) -> None:
    """The two lists, and the button that sends one now: it asks where something speaks against it."""
    shows(app, desk, {"reminders": ahead_view, "not_sent": unsent_view, "remind_now": asking_view})

    @app.action(pressed("remind_sure"))
    def sure(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        row_id = str(body["actions"][0]["value"])
        sent = ahead.remind_now(context["acting"], row_id, sure=True)
        desk.wake()
        redrawn(desk, ack, body, client, context, _sent_view, sent.ahead.to)


def ahead_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """Every reminder of the next two weeks (`<case>`, or `<case>:<page>`)."""
    case_id, page = paged(asked)
    unsure = ahead.unsettled(acting, case_id)
    rows = [
        {**_row(one), "unsure": one.kind in unsure, "presses": [Press("remind_now", "do:remind_now", one.id)]}
        for one in ahead.ahead(acting, case_id)
    ]
    part = Part("ahead", rows, page=page, size=PAGE, turn="do:reminders", turn_value=case_id)
    presses = [Press("not_sent", "do:not_sent", case_id), Press("calls", "do:calls", case_id)]
    quiet = "quiet_hours" in unsure
    return desk.words.view("views/reminders", language, parts=[part], presses=presses, unsure=quiet)


def unsent_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """What came too late to be sent, so that somebody tells people in another way."""
    case_id, page = paged(asked)
    rows = [_row(one) for one in ahead.unsent(acting, case_id)]
    part = Part("unsent", rows, page=page, size=PAGE, turn="do:not_sent", turn_value=case_id)
    return desk.words.view("views/not_sent", language, parts=[part])


def asking_view(desk: Desk, acting: Acting, row_id: str, language: str) -> View:
    """What the reader would get, and what speaks against sending it now; nothing goes before they say so."""
    asking = ahead.asked_to_send(acting, row_id)
    return desk.words.view(
        "views/remind_now",
        language,
        **_row(asking.ahead),
        quiet=asking.quiet,
        reminded_at=asking.reminded_at,
        there=asking.there,
        presses=[Press("remind_sure", "do:remind_sure", row_id, "primary" if asking.free else None)],
    )


def _sent_view(desk: Desk, acting: Acting, to: str, language: str) -> View:
    return desk.words.view("receipts/reminded_now", language, to=to)


def _row(one: Ahead) -> dict[str, Any]:
    named = {"kind": one.kind, "to": one.to, "about": one.about, "by_mail": one.by_mail}
    return {**named, "at": one.at, "zone": one.zone}
