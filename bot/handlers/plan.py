"""What is said becomes entries: a form for each kind, correcting, taking out, undoing."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.domain.kept import Entry
from bot.flows.plan import (
    GOAL,
    GOAL_VIEW,
    NEED,
    OBJECTIVE,
    PERMANENCY,
    SERVICE,
    TASK,
    VISIT,
    VOICE,
)
from bot.flows.strength import STRENGTH
from bot.handlers.desk import Desk, pressed
from bot.handlers.form import Done, Form, Subject, Values
from bot.render import Press
from bot.services import capture
from bot.services.acting import Acting, OnCase

ENTRY_FLOWS = (STRENGTH, NEED, GOAL, OBJECTIVE, TASK, VISIT, SERVICE, VOICE, PERMANENCY, GOAL_VIEW)
TUPLES = ("need_ids",)


def register(app: App, desk: Desk) -> None:
    """The undo of what was just kept, and its undo."""

    @app.action(pressed("undo"))
    def undo(ack: Ack, body: Mapping[str, Any], client: WebClient, context: BoltContext) -> None:
        kind, entry_id = body["actions"][0]["value"].split(":")
        gone = capture.withdraw(context["acting"], kind, entry_id, "undone")
        ack()
        _show(desk, body, client, context, "entry_undone", kind, gone)

    @app.action(pressed("bring_back"))
    def bring_back(ack: Ack, body: Mapping[str, Any], client: WebClient, context: BoltContext) -> None:
        kind, entry_id = body["actions"][0]["value"].split(":")
        back = capture.bring_back(context["acting"], kind, entry_id)
        ack()
        _show(desk, body, client, context, "entry", kind, back)


def _show(
    desk: Desk,
    body: Mapping[str, Any],
    client: WebClient,
    context: BoltContext,
    receipt: str,
    kind: str,
    entry: Entry,
) -> None:
    """The receipt changes where it stands: in its modal, or in the message that only its reader sees."""
    desk.wake()
    values = entry_values(kind, entry)
    if body.get("view"):
        view = desk.words.view(f"receipts/{receipt}", context["language"], **values)
        desk.update(client, body["view"]["id"], view)
        return
    said = desk.words.message(f"captured/{receipt}", context["language"], **values)
    desk.say(context.respond, said.text, said.blocks, replace=True)


def entry_values(kind: str, entry: Entry) -> Values:
    """What a receipt shows of an entry: its words, and ids for its buttons."""
    words = next((getattr(entry, name) for name in WORDS_OF if getattr(entry, name, None)), "")
    named = f"{kind}:{entry.id}"
    back = Press("undo", "do:undo", named) if entry.stands else Press("bring_back", "do:bring_back", named)
    change = Press("change", f"open:{kind}", f"{entry.id}:{entry.version}")
    another = Press("another", f"open:{kind}", entry.case_id)
    return {"kind": kind, "said": words, "presses": [back, change, another] if entry.stands else [back]}


WORDS_OF = ("text", "what", "how_often", "said", "words", "reason", "how_words")


def _keep(kind: str, acting: Acting, subject: Subject, values: Values) -> Done:
    told = {**values, **{name: tuple(values[name] or ()) for name in TUPLES if name in values}}
    if subject.version is None:
        entry = capture.add(acting, subject.id, kind, told)
    else:
        entry = capture.correct(acting, kind, subject.id, told, subject.version)
    return Done("entry", entry_values(kind, entry))


def _keeper(kind: str) -> Callable[[Acting, Subject, Values], Done]:
    return partial(_keep, kind)


def _only_ones_own(kind: str) -> Callable[[OnCase, object | None], None]:
    def check(on: OnCase, thing: object | None) -> None:
        capture.may_touch(on, kind, thing if isinstance(thing, Entry) else None)

    return check


FORMS = tuple(
    Form(
        flow,
        _keeper(flow.name),
        "entry.add_own",
        corrects=capture.KINDS[flow.name],
        may_touch=_only_ones_own(flow.name),
    )
    for flow in ENTRY_FLOWS
)
