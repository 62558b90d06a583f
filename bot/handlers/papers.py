"""Papers on request, due dates, and what someone said that another must answer; all in private."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from bot.handlers.counting import counted
from bot.handlers.desk import Desk, pressed
from bot.render import Part, Press
from bot.services.acting import Acting
from bot.services.plan import closing, papers
from bot.services.plan.look_once_more import SEALED
from bot.services.seeing import looking

Body = Mapping[str, Any]


def register(app: App, desk: Desk) -> None:
    """The lists of papers and of due dates, and the two kinds of words that go to a supervisor."""

    @app.action(pressed("papers"))
    def choose(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        ack()
        case_id = _value(body)
        found = papers.papers_for(context["acting"], case_id)
        rows = [{"paper": paper, "presses": [_get(case_id, paper)]} for paper in found]
        waits = papers.waits_to_be_looked_at(context["acting"], case_id)
        look = [Press("look_once_more", "do:look_once_more", f"{case_id}:{SEALED}:1", "primary")]
        view = desk.words.view(
            "views/papers",
            context["language"],
            parts=[Part("papers", rows)],
            presses=look if waits else [],
            waits=waits,
        )
        desk.open(client, body, view, respond, context["language"])

    @app.action(pressed("get_paper"))
    def get(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        case_id, paper = _value(body).split(":")
        papers.ask_for(context["acting"], case_id, paper)
        ack()
        desk.wake()
        view = desk.words.view("receipts/paper", context["language"])
        desk.update(client, body["view"]["id"], view)

    @app.action(pressed("due"))
    def due(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        ack()
        language = context["language"]
        dates = looking.due_dates_of(context["acting"], _value(body))
        rows = [
            {
                "name": desk.words.name("clocks", one.clock_id, language),
                "due": one.due,
                "counted": counted(desk, one.reckoning, language),
                "source": one.source,
                "confirmed": one.mark != "unconfirmed" and not one.caveats,
                "met": one.met_on,
                "overdue": one.overdue,
            }
            for one in dates
        ]
        parts = [Part("dates", rows)]
        if events := _events(context["acting"], _value(body)):
            parts.append(Part("events", events))
        view = desk.words.view("views/due", language, parts=parts)
        desk.open(client, body, view, respond, language)

    @app.action(pressed("said_no"))
    def said_no(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        ack()
        name, words = closing.no_words(context["acting"], _value(body))
        view = desk.words.view("views/said_no", context["language"], name=name, said=words or "")
        desk.open(client, body, view, respond, context["language"])

    @app.action(pressed("dissent"))
    def dissent(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        ack()
        name, words = closing.dissent_words(context["acting"], _value(body))
        view = desk.words.view("views/dissent", context["language"], name=name, said=words or "")
        desk.open(client, body, view, respond, context["language"])


def _get(case_id: str, paper: str) -> Press:
    """The button for a paper; before the whole record goes out, Slack asks once more."""
    name = "get_record" if paper == "record.json" else "get"
    return Press(name, "do:get_paper", f"{case_id}:{paper}")


def _events(acting: Acting, case_id: str) -> list[dict[str, Any]]:
    """The days from which the dates are counted, each with the way to correct it."""
    return [
        {
            "event": event.name,
            "on": event.on,
            "presses": [Press("change", "open:event", f"{event.id}:{event.version}")],
        }
        for event in looking.events_to_correct(acting, case_id)
    ]


def _value(body: Body) -> str:
    return str(body["actions"][0]["value"])
