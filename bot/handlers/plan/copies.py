"""Copies of the plan: whose waits, what each shows and leaves out, and giving one with its reason."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.domain.closing import PlanVersion
from bot.domain.disclosure import Disclosure
from bot.flows.copies import GIVE_COPY, TAKE_BACK_COPY
from bot.handlers.desk import Desk, View, pressed
from bot.handlers.form import Done, Form, Subject, Values
from bot.handlers.plan.offered import offered
from bot.handlers.plan.read_back import in_pages
from bot.handlers.showing import shows
from bot.render import Part, Press, Told
from bot.services.acting import Acting
from bot.services.plan import copies
from bot.services.plan.copies import Copies, OneCopy, Preview

Body = Mapping[str, Any]


def register(app: App, desk: Desk) -> None:
    """The list of copies, what one of them shows, and its file to look at before it goes."""
    shows(app, desk, {"copies": copies_view, "see_copy": see_copy_view})

    @app.action(pressed("show_copy"))
    def show(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        asked = str(body["actions"][0]["value"])
        version_id, person_id = asked.split(":")
        copies.show_me(context["acting"], version_id, person_id)
        ack()
        desk.wake()
        view = see_copy_view(desk, context["acting"], asked, context["language"], comes=True)
        desk.update(client, body["view"]["id"], view)


def copies_view(desk: Desk, acting: Acting, version_id: str, language: str) -> View:
    """For those who lead: each person's copy, what is late, and what was given to whom, and why."""
    found = copies.copies(acting, version_id)
    given = [_given_row(one) for one in found.given]
    return desk.words.view(
        "views/copies",
        language,
        parts=[Part("people", [_row(found, one) for one in found.each]), Part("given", given)],
        number=found.version.number,
        children_without=list(found.children_without),
        late=sum(one.overdue for one in found.each),
    )


def _row(found: Copies, one: OneCopy) -> dict[str, Any]:
    copy = one.copy
    see = Press("see_copy", "do:see_copy", f"{found.version.id}:{one.person.id}")
    return {
        "name": one.person.name,
        "audience": one.audience.value,
        "asks_first": one.asks_first,
        "overdue": one.overdue,
        "due": copy.due if copy else None,
        "sent": copy.sent_on if copy else None,
        "got": copy.got_on if copy else None,
        "presses": offered([see], found.standing),
    }


def _given_row(one: Disclosure) -> dict[str, Any]:
    back = [Press("take_back", f"open:{TAKE_BACK_COPY.name}", one.id)] if one.person_id else []
    return {
        **{"name": one.to_whom, "on": one.on, "purpose": one.purpose, "how": one.how},
        "said": one.why,
        "taken_back": one.taken_back_on,
        "presses": [] if one.taken_back_on else back,
    }


def see_copy_view(desk: Desk, acting: Acting, asked: str, language: str, *, comes: bool = False) -> View:
    """What one person would read, after what is left out and why: `<version>:<person>:<page>`."""
    version_id, person_id, turned = (*asked.split(":"), "1")[:3]
    seen = copies.preview(acting, version_id, person_id)
    pages = list(in_pages(_points(desk, seen))) or [[]]
    page = min(max(1, int(turned)), len(pages))
    rows = [{"part": one.part, "count": one.count, "why": one.why} for one in seen.left_out]
    first = [Part("left_out", rows, size=len(rows) or 1)] if page == 1 else []
    paper = [replace(one, name="paper", heading=one.name) for one in pages[page - 1]]
    return desk.words.view(
        "views/copy_seen",
        language,
        parts=[*first, *paper],
        presses=_presses(seen, page, len(pages)),
        name=seen.person.name,
        audience=seen.audience.value,
        page=page,
        pages=len(pages),
        comes=comes,
    )


def _points(desk: Desk, seen: Preview) -> Iterator[tuple[str, Told]]:
    """Each line of the paper under its own heading."""
    for heading, lines in desk.outlined(seen.material, seen.locale, seen.practice):
        yield from ((heading, Told("", line)) for line in lines)


def _presses(seen: Preview, page: int, pages: int) -> list[Press]:
    whose = f"{seen.version.id}:{seen.person.id}"
    turning = [Press("page_before", "do:see_copy", f"{whose}:{page - 1}")] if page > 1 else []
    turning += [Press("page_after", "do:see_copy", f"{whose}:{page + 1}")] if page < pages else []
    return [
        Press(
            "give_copy", f"open:{GIVE_COPY.name}", f"{seen.version.id}?person_id={seen.person.id}", "primary"
        ),
        Press("show_copy", "do:show_copy", whose),
        *turning,
        Press("copies", "do:copies", seen.version.id),
    ]


def _give(acting: Acting, subject: Subject, values: Values) -> Done:
    given = copies.give(acting, subject.id, values)
    return Done("copy_given", {"how": given.how, "presses": [Press("copies", "do:copies", subject.id)]})


def _take_back(acting: Acting, subject: Subject, values: Values) -> Done:
    version_id = copies.take_back(acting, subject.id, values["why"])
    return Done("copy_taken_back", {"presses": [Press("copies", "do:copies", version_id)]})


FORMS = (
    Form(GIVE_COPY, _give, "copy.give", about=PlanVersion),
    Form(TAKE_BACK_COPY, _take_back, "copy.give", about=Disclosure),
)
