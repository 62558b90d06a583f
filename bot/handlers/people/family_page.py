"""For those who lead: a private page for somebody, its code to say out loud, and the links of a case."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.domain.family_page import LinkState, in_groups
from bot.domain.people import Person
from bot.flows.family_page import FAMILY_PAGE
from bot.handlers.desk import Desk, View, pressed
from bot.handlers.form import Done, Form, Subject, Values
from bot.handlers.showing import redrawn, shows
from bot.render import Part, Press
from bot.services.acting import Acting
from bot.services.family_page import links

Body = Mapping[str, Any]


def register(app: App, desk: Desk) -> None:
    """The list of links, a code, and taking a link back."""
    shows(app, desk, {"family_pages": pages_view})

    @app.action(pressed("page_code"))
    def code(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        code, link = links.give_code(context["acting"], body["actions"][0]["value"])
        ack()
        again = [Press("new_code", "do:page_code", link.id)]
        facts: dict[str, Any] = {
            "code": in_groups(code),
            "until": link.expires_at,
            "zone": _zone(context["acting"], link.case_id),
        }
        view = desk.words.view("views/page_code", context["language"], presses=again, **facts)
        desk.update(client, body["view"]["id"], view)

    @app.action(pressed("end_page"))
    def end(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        case_id = links.end_page(context["acting"], body["actions"][0]["value"])
        redrawn(desk, ack, body, client, context, pages_view, case_id)


def pages_view(desk: Desk, acting: Acting, case_id: str, language: str) -> View:
    """The links of a case: whose, until when, opened or not; each can be taken back."""
    found = links.pages_of(acting, case_id)
    zone = _zone(acting, case_id)
    rows = [
        {
            "name": one.person.name,
            "state": str(one.state),
            "how": one.link.how,
            "until": one.link.expires_at,
            "used": one.link.used_at,
            "why": one.link.ended_why or "",
            "zone": zone,
            "presses": _presses(one),
        }
        for one in found
    ]
    return desk.words.view("views/family_pages", language, parts=[Part("pages", rows)])


def _presses(one: links.OpenLink) -> list[Press]:
    code = [Press("code", "do:page_code", one.link.id)] if one.state is LinkState.OPEN else []
    lets_in = one.state in (LinkState.OPEN, LinkState.USED)
    end = [Press("end", "do:end_page", one.link.id)] if lets_in else []
    anew = [Press("anew", f"open:{FAMILY_PAGE.name}", one.person.id)] if one.person.here else []
    return [*code, *end, *anew]


def _zone(acting: Acting, case_id: str) -> str:
    with acting.looking("family_page.open", case_id) as on:
        return on.case.zone


def _open(acting: Acting, subject: Subject, values: Values) -> Done:
    """The link, to show on this screen; its code comes with the next press, never beside it."""
    link = links.open_page(acting, subject.id, values)
    press = [Press("code", "do:page_code", link.id, "primary")]
    address = links.address_of(acting.agency, link.id)
    return Done("family_page", {"presses": press, "how": link.how, "address": address})


FORMS = (Form(FAMILY_PAGE, _open, "family_page.open", about=Person),)
