"""Papers on request, due dates, and what someone said that another must answer; all in private."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.flows.court import COURT_PACKET
from bot.flows.from_paper import FROM_PAPER
from bot.flows.snapshot import SNAPSHOT
from bot.handlers.desk import Desk, View, pressed
from bot.handlers.form import Done, Form, Subject, Values
from bot.handlers.seeing.counting import counted
from bot.handlers.showing import shows
from bot.render import Part, Press
from bot.services.acting import Acting
from bot.services.plan import closing, papers
from bot.services.plan.court import give_to_court
from bot.services.plan.look_once_more import SEALED
from bot.services.plan.papers import COURT
from bot.services.seeing import dates

Body = Mapping[str, Any]
# As many dates of before as a view has room for, the newest first; the audit file holds all days.
PAST = 20
# What is printed empty, and the form by which it comes back.
FILLED = {"blank.pdf": FROM_PAPER.name, "snapshot.pdf": SNAPSHOT.name}


def register(app: App, desk: Desk) -> None:
    """The lists of papers and of due dates, and the two kinds of words that go to a supervisor."""
    shows(
        app, desk, {"papers": papers_view, "due": due_view, "said_no": said_no_view, "dissent": dissent_view}
    )

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
    parts = [Part("papers", rows)]
    return desk.words.view("views/papers", language, parts=parts, presses=look if waits else [], waits=waits)


def due_view(desk: Desk, acting: Acting, case_id: str, language: str) -> View:
    """Every due date with how it was counted; for those who lead also the days that they start from."""
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
        for one in dates.due_dates_of(acting, case_id)
    ]
    parts = [Part("dates", rows)]
    if past := _past(desk, acting, case_id, language):
        parts.append(Part("past", past, size=PAST))
    if events := _events(acting, case_id):
        parts.append(Part("events", events))
    return desk.words.view("views/due", language, parts=parts)


def said_no_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """Who had no chance to take part, in their own words."""
    name, words = closing.no_words(acting, asked)
    return desk.words.view("views/said_no", language, name=name, said=words or "")


def dissent_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """Who sees the plan in another way, in their own words."""
    name, words = closing.dissent_words(acting, asked)
    return desk.words.view("views/dissent", language, name=name, said=words or "")


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


def _past(desk: Desk, acting: Acting, case_id: str, language: str) -> list[dict[str, Any]]:
    """The dates that stood before, each with what moved it and whether that was in time."""
    return [
        {
            "name": desk.words.name("clocks", one.was.clock_id, language),
            "due": one.was.due,
            "counted": counted(desk, one.was.reckoning, language),
            "until": one.until,
            "because": one.because,
            "in_time": one.in_time,
        }
        for one in dates.past_dates_of(acting, case_id)[:PAST]
    ]


def _events(acting: Acting, case_id: str) -> list[dict[str, Any]]:
    """The days from which the dates are counted, each with the way to correct it."""
    return [
        {
            "event": event.name,
            "on": event.on,
            "presses": [Press("change", "open:event", f"{event.id}:{event.version}")],
        }
        for event in dates.events_to_correct(acting, case_id)
    ]


def _for_court(acting: Acting, subject: Subject, values: Values) -> Done:
    give_to_court(acting, subject.id, values)
    return Done("paper", {})


FORMS = (Form(COURT_PACKET, _for_court, "paper.court"),)
