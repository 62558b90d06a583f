"""Progress to a lasting home, for whoever looks: goals, days, counts of tasks, visits, ties, next dates."""

from typing import Any

from slack_bolt import App

from bot.domain.clocks import DueDate
from bot.domain.ties import Tie
from bot.handlers.desk import Desk, View
from bot.handlers.entries.views import name_of
from bot.handlers.showing import shows
from bot.render import Part, Press
from bot.services.acting import Acting
from bot.services.seeing import progress
from bot.services.seeing.progress import OfChild, Progress

Row = dict[str, Any]
# As many children and goals as Slack's hundred blocks hold beside each other.
MOST = 20


def register(app: App, desk: Desk) -> None:
    """The button in the hub."""
    shows(app, desk, {"progress": progress_view})


def progress_view(desk: Desk, acting: Acting, case_id: str, language: str) -> View:
    """One page; nothing on it is reckoned but days and counts of what is recorded."""
    found = progress.look(acting, case_id)
    goals: list[Row] = [
        {"done": count.done, "open": count.open, "stuck": count.stuck, "said": words, "said_first": True}
        for words, count in found.goals[:MOST]
    ]
    parts = [
        Part("phases", [{"phase": one.name, "on": one.since} for one in found.phases]),
        Part("children", [_child(desk, found, one, language) for one in found.children[:MOST]]),
        Part("goals", goals),
        Part("dates", [_date(desk, one, language) for one in found.dates]),
    ]
    presses = [Press("since", "do:since", case_id), Press("due", "do:due", case_id)]
    return desk.words.view("views/progress", language, parts=parts, presses=presses)


def _child(desk: Desk, found: Progress, one: OfChild, language: str) -> Row:
    def goal(named: str | None) -> str:
        return desk.words.name("permanency_goals", named, language) if named else ""

    return {
        "name": one.child.name,
        "since": one.in_care_since,
        "days": one.days_in_care,
        "goal": goal(one.goal.goal if one.goal else None),
        "goal_set_on": one.goal_set_on,
        "concurrent": goal(one.goal.concurrent if one.goal else None),
        "concurrent_set_on": one.concurrent_set_on,
        "target": one.goal.target_date if one.goal else None,
        "visits": [f"{name_of(found.record, visit.with_person)}: {visit.how_often}" for visit in one.visits],
        "ties": [_tie(desk, found, tie, language) for tie in one.ties],
    }


def _tie(desk: Desk, found: Progress, tie: Tie, language: str) -> str:
    kind = desk.words.name("tie_kinds", tie.kind, language)
    who = ", ".join(filter(None, (name_of(found.record, tie.with_person), tie.name)))
    return f"{who} ({kind})" if who else kind


def _date(desk: Desk, one: DueDate, language: str) -> Row:
    return {"name": desk.words.name("clocks", one.clock_id, language), "due": one.due}
