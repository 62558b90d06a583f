"""Every button about a plan version in every state: it is there just where it will do what it says."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.plan_states import TABLE, Move, Refused, State
from bot.handlers.desk import Desk
from bot.handlers.plan.answers_view import answers_view
from bot.handlers.plan.changes_view import changes_view
from bot.handlers.plan.copies import copies_view
from bot.handlers.plan.offered import MOVES
from bot.handlers.seeing.hub import hub_message
from bot.handlers.seeing.waits import wait_row
from bot.paper_room import outlined
from bot.render import Words
from bot.services.plan import closing, moving
from bot.services.plan.versions import newest_sealed
from bot.services.seeing.waiting import to_endorse
from bot.storage import open_storage
from tests.services.casework import CHANNEL, ENDORSER, Casework, Clock, with_everybody
from tests.services.test_versions import AUNT, LEADER, MOTHER, WHY, corrected, sealed_anew, state
from tests.sqlite import make_database

DESK = Desk(Words(), lambda: None, outlined)
# Which of them each surface has to offer when the version allows it.
SURFACES = {
    "answers": {"open:acknowledgement", "open:view", "open:copy", "open:ask_endorsement"},
    "copies": {"do:see_copy"},
    "changes": {"open:reopen_plan", "do:leave_version", "open:withdraw_plan", "do:restore_version"},
    "hub": {"open:ask_endorsement"},
    "waits": {"open:endorse"},
}


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Casework]:
    clock = Clock()
    storage = open_storage(make_database(tmp_path), bytes(range(32)), clock)
    yield with_everybody(storage, clock)
    storage.close()


def test_no_button_is_offered_that_would_be_refused_and_none_is_missing(case: Casework) -> None:
    first = case.ids["version"]
    _holds(case, first, State.CORRECTION)
    moving.reopen(case.as_(LEADER), first, WHY)
    _holds(case, first, State.REOPENED)
    moving.leave(case.as_(LEADER), first)
    moving.withdraw(case.as_(LEADER), first, WHY)
    _holds(case, first, State.WITHDRAWN)
    moving.restore(case.as_(LEADER), first)
    corrected(case, "strength", "strength U0MOTHER", text="She sings.")
    second = sealed_anew(case, WHY).id
    _holds(case, first, State.SUPERSEDED)
    _holds(case, second, State.ASKING)
    closing.acknowledge(case.as_(MOTHER), second, {"answer": "yes"})
    case.clock.moment += timedelta(days=40)
    _holds(case, second, State.STANDING)
    moving.withdraw(case.as_(LEADER), second, WHY)
    closing.acknowledge(case.as_(AUNT), second, {"answer": "yes"})
    assert "do:restore_version" not in _shown(case, second)["changes"], "it is not harmless any more"


def _holds(case: Casework, version: str, at: State) -> None:
    """Each button of each surface is there just where the table allows its move."""
    assert state(case, version) is at
    for surface, found in _shown(case, version).items():
        for action in SURFACES[surface]:
            refused = isinstance(TABLE[at][MOVES[action]], Refused)
            assert (action in found) is not refused, f"{action} of {surface} while {at}"


def _shown(case: Casework, version: str) -> dict[str, set[str]]:
    """The buttons about this version; the hub and what waits speak of the newest alone."""
    leader = case.as_(LEADER)
    drawn: dict[str, Any] = {
        "answers": answers_view(DESK, leader, version, "en"),
        "copies": copies_view(DESK, leader, version, "en"),
        "changes": changes_view(DESK, leader, case.ids["case"], "en"),
    }
    with case.reading() as work:
        newest = newest_sealed(work, case.ids["case"])
        waits = to_endorse(work, ENDORSER)
    if newest and newest.id == version:
        drawn["hub"] = hub_message(DESK, leader, CHANNEL, "en").blocks
    if newest and newest.id == version == case.ids["version"]:
        drawn["waits"] = [vars(press) for one in waits for press in wait_row(one)["presses"]]
    about = (version, case.ids["endorsement"])
    return {surface: set(_buttons(one, about)) for surface, one in drawn.items()}


def _buttons(shown: Any, about: tuple[str, ...]) -> Iterator[str]:
    """What each button does whose value names the version, or the request to endorse it."""
    if isinstance(shown, dict):
        action = str(shown.get("action_id") or shown.get("action") or "")
        if any(one in str(shown.get("value", "")) for one in about):
            yield ":".join(action.split(":")[:2])
        shown = list(shown.values())
    if isinstance(shown, list | tuple):
        for one in shown:
            yield from _buttons(one, about)


def test_every_move_has_a_button() -> None:
    assert set(MOVES.values()) == set(Move)
