"""Buttons that only show: each opens a view, or draws it anew where it stands already."""

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from bot.handlers.desk import Desk, View, pressed
from bot.services.acting import Acting

# A view drawn from the value of the button that asks for it, in the reader's language.
Draw = Callable[[Desk, Acting, str, str], View]


def shows(app: App, desk: Desk, views: Mapping[str, Draw]) -> None:
    """For each button `do:<name>` the view that it shows."""
    for name, draw in views.items():
        app.action(pressed(name))(_shows(desk, draw))


def _shows(desk: Desk, draw: Draw) -> Callable[..., None]:
    def show(
        ack: Ack, body: Mapping[str, Any], client: WebClient, respond: Respond, context: BoltContext
    ) -> None:
        ack()
        view = draw(desk, context["acting"], body["actions"][0]["value"], context["language"])
        desk.turn(client, body, view, respond, context["language"])

    return show


def redrawn(
    desk: Desk,
    ack: Ack,
    body: Mapping[str, Any],
    client: WebClient,
    context: BoltContext,
    draw: Draw,
    about: str,
) -> None:
    """After a deed in a view: the click is answered, and the view drawn as things stand now."""
    ack()
    view = draw(desk, context["acting"], about, context["language"])
    desk.update(client, body["view"]["id"], view)


def paged(asked: str) -> tuple[str, int]:
    """What a view is about, and which page of it: `<id>`, or `<id>:<page>`."""
    about, _, page = asked.partition(":")
    return about, int(page or 1)
