"""For staff and trainees: practice guides, their office's procedure, what to read first, whom to ask."""

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.domain.guide import HelpDesk
from bot.handlers.desk import Desk, View, pressed
from bot.handlers.showing import redrawn, shows
from bot.render import Part, Press
from bot.services.acting import Acting
from bot.services.rules import guide
from bot.services.rules.guide import Guide, ToRead

Row = dict[str, Any]
OFFICES = 12
OWN = "own"


def register(app: App, desk: Desk) -> None:
    """The guide, the list of guides, and the ticks on what to read first."""
    shows(app, desk, {"guide": guide_view})
    for name, deed in (("have_read", guide.tick), ("not_read", guide.untick)):
        app.action(pressed(name))(_ticking(desk, deed))


def _ticking(desk: Desk, deed: Callable[[Acting, str, str], None]) -> Callable[..., None]:
    def ticked(ack: Ack, body: Mapping[str, Any], client: WebClient, context: BoltContext) -> None:
        about, _, item = body["actions"][0]["value"].rpartition(":")
        deed(context["acting"], about, item)
        redrawn(desk, ack, body, client, context, guide_view, about)

    return ticked


def guide_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """One's own guide (`own`), or that of `case:<id>` or `profile:<id>`; a page of the offices may follow."""
    if asked == OWN:
        found = guide.guides(acting)
        if len(found) != 1:
            rows = [
                {"label": one.label, "presses": [Press("guide", "do:guide", about)]} for one, about in found
            ]
            return desk.words.view("views/guides", language, parts=[Part("guides", rows)])
        asked = found[0][1]
    kind, name, *page = asked.split(":")
    about = f"{kind}:{name}"
    parts = _parts(guide.guide_about(acting, about), int(page[0]) if page else 1)
    label = acting.agency.profiles[name].label if kind == guide.PROFILE else ""
    return desk.words.view("views/guide", language, parts=parts, profile=label)


def _parts(found: Guide, page: int) -> list[Part]:
    profile = found.profile
    ask = [{"role": one.role, "users": list(one.users)} for one in found.ask]
    offices = [
        {"name": one.name, "note": one.note, "link": one.link, "confirmed": one.confirmed}
        for one in profile.offices
    ]
    reading = [
        {"title": one.title, "link": one.link, "confirmed": one.confirmed} for one in profile.further_reading
    ]
    return [
        Part("ask", [*ask, *(_desk_row(one) for one in profile.help_contact.desks)]),
        Part("read_first", [_to_read(found.about, one) for one in found.read_first]),
        Part("offices", offices, page=page, size=OFFICES, turn="do:guide", turn_value=found.about),
        Part("reading", reading),
    ]


def _desk_row(one: HelpDesk) -> Row:
    ways = {"phone": one.phone or "", "email": one.email or "", "link": one.link}
    return {"role": "", "name": one.name, "confirmed": one.confirmed, **ways}


def _to_read(about: str, one: ToRead) -> Row:
    name = "not_read" if one.read_at else "have_read"
    return {
        "title": one.paper.title,
        "link": one.paper.link,
        "confirmed": one.paper.confirmed,
        "read_at": one.read_at,
        "changed": one.changed,
        "presses": [Press(name, f"do:{name}", f"{about}:{one.paper.id}")],
    }
