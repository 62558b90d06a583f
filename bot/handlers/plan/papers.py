"""Papers on request; all in private."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.flows.court import COURT_PACKET
from bot.flows.from_paper import FROM_PAPER
from bot.flows.snapshot import SNAPSHOT
from bot.handlers.desk import Desk, View, pressed
from bot.handlers.form import Done, Form, Subject, Values
from bot.handlers.showing import shows
from bot.render import Part, Press
from bot.services.acting import Acting, OnCase
from bot.services.plan import papers
from bot.services.plan.court import give_to_court, tells_of_others
from bot.services.plan.look_once_more import SEALED
from bot.services.plan.papers import COURT

Body = Mapping[str, Any]
# What is printed empty, and the form by which it comes back.
FILLED = {"blank.pdf": FROM_PAPER.name, "snapshot.pdf": SNAPSHOT.name}


def register(app: App, desk: Desk) -> None:
    """The list of papers."""
    shows(app, desk, {"papers": papers_view})

    @app.action(pressed("get_paper"))
    def get(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        case_id, paper = body["actions"][0]["value"].split(":")
        papers.ask_for(context["acting"], case_id, paper)
        ack()
        desk.wake()
        view = desk.words.view("receipts/paper", context["language"])
        desk.update(client, body["view"]["id"], view)


def papers_view(desk: Desk, acting: Acting, case_id: str, language: str) -> View:
    """The papers that this person may ask for."""
    found = papers.papers_for(acting, case_id)
    rows = [{"paper": paper, "presses": _presses(case_id, paper)} for paper in found]
    waits = papers.waits_to_be_looked_at(acting, case_id)
    look = [Press("look_once_more", "do:look_once_more", f"{case_id}:{SEALED}:1", "primary")]
    until = papers.leaves_slack_on(acting, case_id)
    presses = look if waits else []
    return desk.words.view(
        "views/papers", language, parts=[Part("papers", rows)], presses=presses, waits=waits, until=until
    )


def _presses(case_id: str, paper: str) -> list[Press]:
    """What comes back filled is keyed in where the blank one came from."""
    if paper == COURT:
        return [Press("for_court", f"open:{COURT_PACKET.name}", case_id)]
    back = FILLED.get(paper)
    return [_get(case_id, paper), *([Press("filled", f"open:{back}", case_id)] if back else [])]


def _get(case_id: str, paper: str) -> Press:
    """The button for a paper; before the whole record goes out, Slack asks once more."""
    name = "get_record" if paper == "record.json" else "get"
    return Press(name, "do:get_paper", f"{case_id}:{paper}")


def _for_court(acting: Acting, subject: Subject, values: Values) -> Done:
    give_to_court(acting, subject.id, values)
    return Done("paper", {})


def _of_others(on: OnCase) -> str:
    return "forms/court_whole" if tells_of_others(on) else ""


FORMS = (Form(COURT_PACKET, _for_court, "paper.court", beforehand=_of_others),)
