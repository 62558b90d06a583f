"""Two shortcuts: "Add to the plan" on any message, threads included; "Open Roundtable" from anywhere."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from bot.flows import FLOWS
from bot.flows.values import Raw, dump, load
from bot.handlers.command import FIRST_ANSWER
from bot.handlers.desk import Desk, pressed
from bot.handlers.forms import Forms
from bot.handlers.seeing.home import day_view
from bot.render import Press
from bot.services import drafts
from bot.services.acting import Acting
from bot.services.entries import from_message

Body = Mapping[str, Any]
CHOICES = (
    *("strength", "need", "concern", "note", "decision", "goal", "objective", "task"),
    *("visit", "tie", "service", "voice"),
)
ADD = "add_to_plan"


def register(app: App, desk: Desk, forms: Forms) -> None:
    """Both shortcuts and the choice that the first one leads to."""

    @app.shortcut(ADD)
    def add(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        acting: Acting = context["acting"]
        found = _read(acting, body)
        ack()
        # The words wait in the asker's own draft: Slack carries nothing but ids.
        kept = {"text": found.words, "said_by": found.said_by, "talked_on": found.written_on}
        drafts.save_draft(acting, ADD, found.case_id, dump(kept))
        presses = [Press(f"as_{kind}", "do:add_as", f"{kind}:{found.case_id}") for kind in found.kinds]
        view = desk.words.view("views/add_to_plan", context["language"], presses=presses)
        desk.open(client, body, view, respond, context["language"])

    @app.action(pressed("add_as"))
    def add_as(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        ack()
        kind, case_id = body["actions"][0]["value"].split(":")
        kept = load(drafts.draft(context["acting"], ADD, case_id))
        forms.open(kind, case_id, body, client, respond, context, _answers(kind, kept))

    @app.shortcut("open_roundtable")
    def open_roundtable(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        ack()
        view = day_view(desk.words, context["acting"], context["language"])
        desk.open(client, body, view, None, context["language"])


def _read(acting: Acting, body: Body) -> from_message.FromMessage:
    message = body["message"]
    writer = str(message.get("user") or ""), datetime.fromtimestamp(float(message["ts"]), UTC)
    return from_message.read(acting, body["channel"]["id"], str(message.get("text") or ""), writer, CHOICES)


def _answers(kind: str, kept: Mapping[str, Raw]) -> dict[str, Raw]:
    """The words in the first field; who wrote them where the form asks whose words they are, and the day."""
    named = ("talked_on",) if kind == "voice" else ("said_by", "talked_on")
    told = {name: kept[name] for name in named if name in FLOWS[kind].by_name and kept.get(name)}
    return {FIRST_ANSWER.get(kind, "text"): kept.get("text") or "", **told}
