"""Sixty long entries in a section: every view stays what Slack takes, and each entry can be reached."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from bot.handlers.desk import Desk
from bot.handlers.entries.recorded import entries_view, record_view
from bot.handlers.plan.gaps_view import gaps_view
from bot.handlers.seeing.hub import hub_message
from bot.paper_room import outlined
from bot.render import Words
from bot.services.entries import capture
from bot.storage import open_storage
from tests.handlers.surfaces import CHANNEL
from tests.services.casework import Casework, Clock, with_everybody
from tests.slack_rules import faults_of_message, faults_of_view
from tests.sqlite import make_database

LONG = "June sleeps better when somebody reads to her at night & the light <stays> on. " * 37
SIXTY = range(60)
DESK = Desk(Words(), lambda: None, outlined)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casework]:
    """A conference with sixty of each, each as long as Slack lets one type."""
    storage = open_storage(make_database(tmp_path_factory.mktemp("full")), bytes(range(32)), clock := Clock())
    made = with_everybody(storage, clock)
    case_id = made.ids["case"]

    def add(kind: str, **facts: Any) -> str:
        return capture.add(made.as_("U0FACILITATOR"), case_id, kind, facts).id

    goal, mother = add("goal", text="June is home."), made.ids["U0MOTHER"]
    for number in SIXTY:
        text = f"no-{number:02} {LONG}"[:2_980] + f" end-{number:02}"
        add("strength", text=text, said_by=mother)
        add("concern", text=text, action="We call.")
        step = add("objective", text=text, goal_id=goal, measure="We see it")
        add("task", text=text, owner_id=mother, objective_id=step, done_when="Seen", due=clock.moment.date())
    yield made
    storage.close()


def test_the_hub_and_the_lists_of_lists_are_taken_by_slack(full: Casework) -> None:
    me, case_id = full.as_("U0FACILITATOR"), full.ids["case"]
    hub = hub_message(DESK, me, CHANNEL, "en")
    assert not faults_of_message(hub.text, hub.blocks)
    assert not faults_of_view(record_view(DESK, me, case_id, "en"))
    assert not faults_of_view(gaps_view(DESK, me, full.ids["conference"], "en"))


@pytest.mark.parametrize("kind", ["strength", "concern", "objective", "task"])
def test_each_of_sixty_can_be_reached_and_read_whole(full: Casework, kind: str) -> None:
    me, about = full.as_("U0FACILITATOR"), f"{full.ids['case']}:{kind}"
    read, page = "", 1
    while True:
        view = entries_view(DESK, me, f"{about}:{page}", "en")
        assert not faults_of_view(view)
        read += json.dumps(view, ensure_ascii=False)
        if f"{about}:{page + 1}" not in _values(view):
            break
        page += 1
    for number in SIXTY:
        ends = read.count(f"no-{number:02} "), read.count(f" end-{number:02}")
        assert ends == (1, 1), (kind, number, page)


def _values(view: Any) -> set[str]:
    """The values of all buttons."""
    return {str(element.get("value")) for block in view["blocks"] for element in block.get("elements", ())}
