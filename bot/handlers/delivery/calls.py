"""Calls to those whom no machine reaches: the list, one call with words to say, and what came of it."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.domain.calls import AGAIN, MADE, NOT_REACHED, OPEN, Which
from bot.domain.snoozing import CHOICES
from bot.handlers.desk import Desk, View, pressed
from bot.handlers.showing import paged, redrawn, shows
from bot.notices.reminder_lines import task_presses
from bot.render import Part, Press
from bot.services.acting import Acting
from bot.services.delivery import calling
from bot.services.delivery.calling import CallSeen

Body = Mapping[str, Any]
PAGE = 10


def register(app: App, desk: Desk) -> None:
    """The list, one call, and the buttons on it."""
    shows(app, desk, {"calls": calls_view, "call": call_view, "call_again": again_view})
    for name, result in (("call_made", MADE), ("call_missed", NOT_REACHED), ("call_back", OPEN)):
        app.action(pressed(name))(_notes(desk, result))

    @app.action(pressed("call_again_at"))
    def again(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        about, _, choice = str(body["actions"][0]["value"]).rpartition(":")
        calling.note_call(context["acting"], *_read(about), AGAIN, choice)
        desk.wake()
        redrawn(desk, ack, body, client, context, call_view, about)


def calls_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """Every call that is due in a case (`<case>`, or `<case>:<page>`)."""
    case_id, page = paged(asked)
    rows = [
        {
            "name": one.person.name,
            "about": one.about,
            "since": one.since,
            "zone": one.zone,
            "presses": [Press("call", f"do:call:{one.about}", _about(case_id, one.which))],
        }
        for one in calling.calls_to_make(acting, case_id)
    ]
    part = Part("calls", rows, page=page, size=PAGE, turn="do:calls", turn_value=case_id)
    return desk.words.view("views/calls", language, parts=[part])


def call_view(desk: Desk, acting: Acting, about: str, language: str) -> View:
    """One call: whom, on which way, what to say, what to say to a machine, and what came of it."""
    case_id, which = _read(about)
    seen = calling.call_of(acting, case_id, which)
    ways = [
        {"kind": desk.words.name("way_kinds", way.kind, language), "said": way.value} for way in seen.ways
    ]
    return desk.words.view(
        "views/call",
        language,
        name=seen.person.name,
        about=seen.about,
        due=seen.due,
        when=seen.meeting.starts_at if seen.meeting else None,
        zone=seen.meeting.zone if seen.meeting else seen.zone,
        phone=acting.agency.office.phone or "",
        result=seen.said.result if seen.said else "",
        again_at=seen.said.again_at if seen.said else None,
        clock=seen.zone,
        parts=[Part("ways", ways), *_answers(seen)],
        presses=_presses(about, seen),
    )


def again_view(desk: Desk, acting: Acting, about: str, language: str) -> View:
    """When to call again."""
    seen = calling.call_of(acting, *_read(about))
    presses = [Press(f"choice_{one}", "do:call_again_at", f"{about}:{one}") for one in CHOICES]
    return desk.words.view("views/call_again", language, name=seen.person.name, presses=presses)


def _presses(about: str, seen: CallSeen) -> list[Press]:
    """Who was not reached may call back: until a call was made, that is noted without an undo first."""
    said = seen.said.result if seen.said else OPEN
    undo, made = Press("undo", "do:call_back", about), Press("call_made", "do:call_made", about, "primary")
    if said == MADE:
        return [undo]
    if said != OPEN:
        return [made, undo]
    return [made, Press("call_missed", "do:call_missed", about), Press("call_again", "do:call_again", about)]


def _answers(seen: CallSeen) -> list[Part]:
    """What they say on the phone is entered at once, by the buttons that they would have had themselves."""
    if seen.task is not None and seen.task.is_owed:
        return [Part("answer", presses=task_presses(seen.task))]
    if seen.about == "acknowledgement":
        subject = f"{seen.which[1]}?person_id={seen.person.id}"
        return [Part("answer", presses=[Press("acknowledgement", "open:acknowledgement", subject)])]
    return []


def _notes(desk: Desk, result: str) -> Any:
    def note(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        about = str(body["actions"][0]["value"])
        calling.note_call(context["acting"], *_read(about), result)
        desk.wake()
        redrawn(desk, ack, body, client, context, call_view, about)

    return note


def _about(case_id: str, which: Which) -> str:
    return ":".join((case_id, *which))


def _read(about: str) -> tuple[str, Which]:
    case_id, kind, subject_id, person_id, slot = about.split(":")
    return case_id, (kind, subject_id, person_id, slot)
