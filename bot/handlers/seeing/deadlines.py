"""Deadlines in private: the lists, and the table that comes as a file on request."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.handlers.desk import Desk, pressed
from bot.handlers.seeing.deadlines_view import deadlines_view
from bot.handlers.seeing.home import day_view
from bot.handlers.showing import shows
from bot.services.seeing.answered_for import scopes
from bot.services.seeing.due_table import ask_for_table

Body = Mapping[str, Any]


def open_deadlines(desk: Desk, body: Body, client: WebClient, context: BoltContext) -> None:
    """What falls due for whoever answers for cases, in any channel; for others what waits for them."""
    acting, language = context["acting"], context["language"]
    answers_for = scopes(acting)
    if answers_for:
        view = deadlines_view(desk, acting, f"{answers_for[0]}//", language)
    else:
        view = day_view(desk.words, acting, language)
    desk.open(client, body, view, context.respond, language)


def register(app: App, desk: Desk) -> None:
    """The view, which turns in its own place, and asking for the table."""
    shows(app, desk, {"deadlines": deadlines_view})

    @app.action(pressed("deadlines_table"))
    def table(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        ask_for_table(context["acting"], body["actions"][0]["value"])
        ack()
        desk.wake()
        desk.update(client, body["view"]["id"], desk.words.view("receipts/paper", context["language"]))
