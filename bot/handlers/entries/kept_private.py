"""What a child keeps private: the list, the forms that change it, and the plan read once more beside it."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.domain.kept_private import KeepPrivate
from bot.flows.private import KEEP_PRIVATE, KEEP_PRIVATE_NOW, TOLD_FOR_SAFETY
from bot.handlers.desk import Desk, View, pressed
from bot.handlers.form import Done, Form, Subject, Values
from bot.handlers.plan.read_back import in_pages
from bot.handlers.showing import paged, shows
from bot.render import Part, Press, Told
from bot.services.acting import Acting
from bot.services.entries import kept_private
from bot.services.entries.kept_private import Item
from bot.services.plan import look_once_more
from bot.services.plan.look_once_more import NOW, SEALED

Body = Mapping[str, Any]
PAGE = 8
# Enough of a fingerprint to know again what somebody saw.
BEGINNING = 16


def register(app: App, desk: Desk) -> None:
    """The list, the look, and its two answers."""
    shows(app, desk, {"kept_private": kept_private_view, "look_once_more": look_view})

    def answered(left_out: bool, ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        case_id, which, seen = _value(body).split(":")
        look_once_more.answer(context["acting"], case_id, which, seen, left_out)
        ack()
        desk.wake()
        receipt = desk.words.view(
            "receipts/looked_once_more",
            context["language"],
            left_out=left_out,
            presses=_then(context["acting"], case_id, which),
        )
        desk.update(client, body["view"]["id"], receipt)

    app.action(pressed("left_out"))(partial(answered, True))
    app.action(pressed("not_left_out"))(partial(answered, False))


def kept_private_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """Every item for those who lead; for anybody else what they heard themselves."""
    case_id, page = paged(asked)
    found = kept_private.wishes(acting, case_id)
    rows = [_row(one, found.leads) for one in found.items]
    items = Part("items", rows, page=page, size=PAGE, turn="do:kept_private", turn_value=case_id)
    add = [Press("keep_private", "open:keep_private", case_id, "primary")] if found.leads else []
    return desk.words.view("views/kept_private", language, parts=[items], presses=add, leads=found.leads)


def _row(item: Item, leads: bool) -> dict[str, Any]:
    kept = item.kept
    change = Press("change", "open:keep_private_now", f"{kept.id}:{kept.version}")
    return {
        "name": item.child,
        "on": kept.told_on,
        "by": item.heard_by,
        "lifted_on": kept.lifted_on,
        "safety": [{"to": one.told_to, "on": one.on} for one in item.safety],
        "said": kept.words,
        "presses": [change, Press("told", "open:told_for_safety", kept.id)] if leads else [],
    }


def look_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """`<case>:<now or sealed>:<page>`: what is kept private, and below it the plan, page by page."""
    case_id, which, turned = asked.split(":")
    found = look_once_more.look(acting, case_id, which)
    names = {child.id: child.name for child in found.record.children}
    wishes = [Told(f"{names[one.child_id]}:", one.words) for one in found.wishes]
    pages = list(in_pages((part, Told("", text)) for part, text in found.sentences)) or [[]]
    page = min(max(1, int(turned)), len(pages))
    presses = _turning(f"{case_id}:{which}", page, len(pages))
    if page == len(pages):
        presses += _answers(f"{case_id}:{which}:{found.fingerprint[:BEGINNING]}", found.holds_any)
    return desk.words.view(
        "views/look_once_more",
        language,
        parts=[Part("wishes", told=wishes), *pages[page - 1]],
        presses=presses,
        holds_any=found.holds_any,
        sealed=which == SEALED,
        page=page,
        pages=len(pages),
    )


def _turning(asked: str, page: int, pages: int) -> list[Press]:
    before = [Press("page_before", "do:look_once_more", f"{asked}:{page - 1}")] if page > 1 else []
    after = (
        [Press("page_after", "do:look_once_more", f"{asked}:{page + 1}", "primary")] if page < pages else []
    )
    return [*before, *after]


def _answers(seen: str, holds_any: bool) -> list[Press]:
    """A plan that holds an entry which is kept private cannot be said to leave it out."""
    yes = [] if holds_any else [Press("left_out", "do:left_out", seen, "primary")]
    return [*yes, Press("not_left_out", "do:not_left_out", seen)]


def _then(acting: Acting, case_id: str, which: str) -> list[Press]:
    """Back to where the question came from."""
    held = look_once_more.look(acting, case_id, NOW).record.latest_conference_held()
    back = [Press("still_open", "do:gaps", held.id)] if held else []
    return [Press("papers", "do:papers", case_id), *back] if which == SEALED else back


def _keep(acting: Acting, subject: Subject, values: Values) -> Done:
    kept = kept_private.keep(acting, subject.id, values)
    change = Press("change", "open:keep_private_now", f"{kept.id}:{kept.version}")
    list_of_it = Press("list", "do:kept_private", kept.case_id)
    another = Press("another", "open:keep_private", kept.case_id)
    return Done("kept_private", {"presses": [change, another, list_of_it]})


def _correct(acting: Acting, subject: Subject, values: Values) -> Done:
    kept_private.correct(acting, subject.id, values, subject.version or 0)
    return Done()


def _told(acting: Acting, subject: Subject, values: Values) -> Done:
    kept_private.told_for_safety(acting, subject.id, values)
    return Done()


def _value(body: Body) -> str:
    return str(body["actions"][0]["value"])


FORMS = (
    Form(KEEP_PRIVATE, _keep, "private.write"),
    Form(KEEP_PRIVATE_NOW, _correct, "private.write", about=KeepPrivate, corrects=KeepPrivate),
    Form(TOLD_FOR_SAFETY, _told, "private.write", about=KeepPrivate),
)
