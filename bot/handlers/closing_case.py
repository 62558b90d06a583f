"""Closing a case: first what would be left open, then the day and the reason; and opening it again."""

from typing import Any

from slack_bolt import App

from bot.flows.closing_case import CLOSE_CASE, REOPEN_CASE
from bot.handlers.desk import Desk, View
from bot.handlers.form import Done, Form, Subject, Values
from bot.handlers.showing import shows
from bot.render import Part, Press
from bot.services import closing_case
from bot.services.acting import Acting

PAGE = 20


def register(app: App, desk: Desk) -> None:
    """The page before the form."""

    shows(app, desk, {"close_case": left_open_view})


def left_open_view(desk: Desk, acting: Acting, case_id: str, language: str) -> View:
    """Tasks, copies, endorsements and dates that stay open, each by whose it is."""
    found = closing_case.left_open(acting, case_id)
    names = {key: person.name for key, person in found.people.items()}
    lists: dict[str, list[dict[str, Any]]] = {
        "tasks": [{"name": names.get(one.owner_id, ""), "due": one.due} for one in found.tasks],
        "copies": [{"name": names.get(one.person_id, ""), "due": one.due} for one in found.copies],
        "endorsements": [{"on": one.asked_on, "back": one.done_on} for one in found.endorsements],
        "dates": [
            {"name": desk.words.name("clocks", one.clock_id, language), "due": one.due} for one in found.dates
        ],
    }
    parts = [Part(name, rows[:PAGE]) for name, rows in lists.items() if rows]
    go_on = [] if found.coming else [Press("close_case", "open:close_case", case_id, "primary")]
    return desk.words.view(
        "views/left_open",
        language,
        parts=parts,
        presses=go_on,
        count=len(found.items),
        coming=found.coming,
        children_without=list(found.children_without),
    )


def _close(acting: Acting, subject: Subject, values: Values) -> Done:
    closing_case.close_case(acting, subject.id, values)
    return Done("case_closed", {"presses": [Press("reopen_case", "open:reopen_case", subject.id)]})


def _reopen(acting: Acting, subject: Subject, values: Values) -> Done:
    closing_case.reopen_case(acting, subject.id, values["why"])
    return Done()


FORMS = (Form(CLOSE_CASE, _close, "case.close"), Form(REOPEN_CASE, _reopen, "case.reopen"))
