"""Two shortcuts: "Add to the plan" on any message, threads included; "Open Roundtable" from anywhere."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from bot.flows.typed_text import from_message
from bot.flows.values import dump, load
from bot.handlers.desk import Desk, pressed
from bot.handlers.forms import Forms
from bot.handlers.home import day_view
from bot.render import Press
from bot.services import drafts
from bot.services.acting import Acting

Body = Mapping[str, Any]
CHOICES = ("strength", "need", "goal", "task")
ADD = "add_to_plan"


def register(app: App, desk: Desk, forms: Forms) -> None:
    """Both shortcuts and the choice that the first one leads to."""

    @app.shortcut(ADD)
    def add(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        acting: Acting = context["acting"]
        case_id = acting.case_in(body["channel"]["id"])
        ack()
        # The words wait in the asker's own draft: Slack carries nothing but ids.
        text = from_message(body["message"].get("text") or "")
        drafts.save_draft(acting, ADD, case_id, dump({"text": text}))
        presses = [Press(f"as_{kind}", "do:add_as", f"{kind}:{case_id}") for kind in CHOICES]
        view = desk.words.view("views/add_to_plan", context["language"], presses=presses)
        desk.open(client, body, view, respond, context["language"])

    @app.action(pressed("add_as"))
    def add_as(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        ack()
        kind, case_id = body["actions"][0]["value"].split(":")
        kept = load(drafts.draft(context["acting"], ADD, case_id))
        forms.open(kind, case_id, body, client, respond, context, {"text": kept.get("text") or ""})

    @app.shortcut("open_roundtable")
    def open_roundtable(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        ack()
        view = day_view(desk.words, context["acting"], context["language"])
        desk.open(client, body, view, None, context["language"])
