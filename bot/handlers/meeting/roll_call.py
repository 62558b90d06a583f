"""Who takes part: one list with everybody, filled in a minute and corrected whenever somebody comes late."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from bot.domain.errors import PlanningError
from bot.flows.roll_call import ROLL_CALL, roll_call_of
from bot.handlers.desk import Desk, View
from bot.handlers.errors import tell
from bot.handlers.forms import raw_values
from bot.render import Press
from bot.services.acting import Acting
from bot.services.meeting import roll_call

Body = Mapping[str, Any]
# Slack draws a hundred blocks in a view, and takes 250 KB; each person is one block with nine options.
PAGE = 40


def register(app: App, desk: Desk) -> None:
    """Open the list, keep a page of it, go on to the next page."""

    @app.action(f"open:{ROLL_CALL.name}")
    def open_list(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        ack()
        conference_id = str(body["actions"][0]["value"])
        view = roll_call_view(desk, context["acting"], conference_id, 1, context["language"])
        desk.open(client, body, view, respond, context["language"])

    @app.view(f"form:{ROLL_CALL.name}")
    def submitted(ack: Ack, body: Body, context: BoltContext) -> None:
        acting, language = context["acting"], context["language"]
        conference_id, page = body["view"]["private_metadata"].split(":")
        try:
            roll_call.keep(acting, conference_id, said_now(body["view"]))
            view = _after(desk, acting, conference_id, int(page), language)
        except PlanningError as error:
            tell(desk, error, ack, body, language)
            return
        ack(response_action="update", view=view)
        desk.wake()


def roll_call_view(desk: Desk, acting: Acting, conference_id: str, page: int, language: str) -> View:
    """One page of the list, with what was said so far; nobody is marked before somebody says so."""
    called = roll_call.everyone(acting, conference_id)
    shown = called[(page - 1) * PAGE : page * PAGE]
    return desk.words.form(
        roll_call_of(one.person.id for one in shown),
        language,
        answers={one.person.id: one.how for one in shown if one.how},
        metadata=f"{conference_id}:{page}",
        names=[_named(desk, one, language) for one in shown],
        page=page,
        pages=_pages(called),
    )


def _named(desk: Desk, called: roll_call.Called, language: str) -> str:
    return f"{called.person.name} ({desk.words.name('roles', called.person.role, language)})"


def _after(desk: Desk, acting: Acting, conference_id: str, page: int, language: str) -> View:
    called = roll_call.everyone(acting, conference_id)
    if page < _pages(called):
        return roll_call_view(desk, acting, conference_id, page + 1, language)
    presses = [
        Press("one_person", "open:attendance", conference_id),
        Press("change", f"open:{ROLL_CALL.name}", conference_id),
    ]
    unsaid = sum(one.person.on_team and one.how is None for one in called)
    return desk.words.view("receipts/roll_call", language, presses=presses, unsaid=unsaid)


def _pages(called: tuple[roll_call.Called, ...]) -> int:
    return max(1, -(-len(called) // PAGE))


def said_now(view: View) -> dict[str, str]:
    """What this person chose: what stood there when the list was opened may be another's, and newer now."""
    stood = {
        block["block_id"]: block["element"].get("initial_option", {}).get("value")
        for block in view["blocks"]
        if block["type"] == "input"
    }
    given = raw_values(view)
    return {person: str(how) for person, how in given.items() if how and how != stood.get(person)}
