"""How many of a team are the family's own people: a line in People and in Ready?, and its hint (T-06)."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.handlers.desk import Desk, pressed
from bot.handlers.people.people_views import people_view
from bot.handlers.preparing.readiness_view import readiness_view
from bot.services.people import sides


def register(app: App, desk: Desk) -> None:
    """That the team is right as it is; the view in which it was said is drawn anew."""

    @app.action(pressed("sides_ok"))
    def accept(ack: Ack, body: Mapping[str, Any], client: WebClient, context: BoltContext) -> None:
        acting, language = context["acting"], context["language"]
        case_id, _, conference_id = body["actions"][0]["value"].partition(":")
        sides.accept(acting, case_id)
        ack()
        if conference_id:
            view = readiness_view(desk, acting, conference_id, language)
        else:
            view = people_view(desk, acting, case_id, language)
        desk.update(client, body["view"]["id"], view)
