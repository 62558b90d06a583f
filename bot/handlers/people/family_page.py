"""For those who lead: a private page for somebody, its code to say out loud, and the links of a case."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from bot.domain.family_page import LinkState, PageLink, in_groups
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
    def code(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        code, link = links.give_code(context["acting"], body["actions"][0]["value"])
        ack()
        view = code_view(desk, context["acting"], link, code, context["language"])
        if "view" in body:  # In the place of the link: the two never stand beside each other.
            desk.update(client, body["view"]["id"], view)
        else:
            desk.open(client, body, view, respond, context["language"])

    @app.action(pressed("ask_colleague"))
    def ask_colleague(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        links.ask_to_say_code(context["acting"], body["actions"][0]["value"])
        ack()
        desk.wake()
        desk.update(client, body["view"]["id"], desk.words.view("receipts/code_asked", context["language"]))

    @app.action(pressed("end_page"))
    def end(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        case_id = links.end_page(context["acting"], body["actions"][0]["value"])
        redrawn(desk, ack, body, client, context, pages_view, case_id)


def code_view(desk: Desk, acting: Acting, link: PageLink, code: str, language: str) -> View:
    """The code, to say out loud: shown to whoever asked for it, which the record notes."""
    with acting.looking("family_page.open", link.case_id) as on:
        name, zone = on.person(link.person_id).name, on.case.zone
    return desk.words.view(
        "views/page_code",
        language,
        presses=[Press("new_code", "do:page_code", link.id)],
        name=name,
        code=in_groups(code),
        until=link.expires_at,
        zone=zone,
    )


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
    """The link, to show on this screen. Another had better say its code; it never stands beside the link."""
    link = links.open_page(acting, subject.id, values)
    others = links.others_to_say_code(acting, link.id)
    mine = Press("code", "do:page_code", link.id)
    presses = [Press("ask_colleague", "do:ask_colleague", link.id, "primary"), mine] if others else [mine]
    address = links.address_of(acting.agency, link.id)
    told = {"presses": presses, "how": link.how, "address": address, "others": [one.name for one in others]}
    return Done("family_page", told)


FORMS = (Form(FAMILY_PAGE, _open, "family_page.open", about=Person),)
