"""Deadlines in private: the lists, and the table that comes as a file on request."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.handlers.desk import Desk, pressed
from bot.handlers.seeing.deadlines_view import deadlines_view
from bot.handlers.showing import shows
from bot.services.seeing.due_table import ask_for_table


def register(app: App, desk: Desk) -> None:
    """The view, which turns in its own place, and asking for the table."""
    shows(app, desk, {"deadlines": deadlines_view})

    @app.action(pressed("deadlines_table"))
    def table(ack: Ack, body: Mapping[str, Any], client: WebClient, context: BoltContext) -> None:
        ask_for_table(context["acting"], body["actions"][0]["value"])
        ack()
        desk.wake()
        desk.update(client, body["view"]["id"], desk.words.view("receipts/paper", context["language"]))
