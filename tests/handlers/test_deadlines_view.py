"""The view of what is due at its ends: with two hundred due dates, and with none."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.deadlines import Deadline, DueKind, Group
from bot.handlers.desk import Desk, pressed
from bot.handlers.seeing.deadlines_view import asked_for, deadlines_view, value_of
from bot.paper_room import outlined
from bot.practice.player.surfaces import elements
from bot.render import Words
from bot.services.seeing.deadlines import Asked
from bot.storage import open_storage
from tests.services.casework import ADMIN, CUSTODY, MANAGER, TEAM, Casework, Clock, opened
from tests.slack_rules import faults_of_view
from tests.sqlite import make_database

DESK = Desk(Words(), lambda: None, outlined)
MANY, DAYS = 200, 50


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Casework]:
    storage = open_storage(make_database(tmp_path), bytes(range(32)), Clock())
    yield opened(storage, Clock())
    storage.close()


def keep_many(made: Casework) -> None:
    """Two hundred, spread over all kinds and over fifty days from ten days ago on."""
    kinds = tuple(DueKind)
    with made.storage.units(TEAM, "system") as work:
        for nth in range(MANY):
            of_case = {
                "workspace_id": TEAM,
                "id": work.new_id(),
                "case_id": made.ids["case"],
                "worker": MANAGER,
            }
            day = CUSTODY + timedelta(days=nth % DAYS - 10)
            work.add(Deadline(**of_case, kind=kinds[nth % len(kinds)], subject_id=f"about {nth}", due=day))
        work.commit()


def shown(made: Casework, value: str, user: str = MANAGER) -> dict[str, Any]:
    view = deadlines_view(DESK, made.as_(user), value, "en")
    assert faults_of_view(view) == []
    return view


def pressable(view: dict[str, Any], action: str) -> list[str]:
    return [one["value"] for _, one in elements(view) if pressed(action).match(one["action_id"])]


def test_each_of_two_hundred_is_on_one_page_of_its_group(made: Casework) -> None:
    keep_many(made)
    view = shown(made, "mine//")
    groups = [value for value in pressable(view, "deadlines") if asked_for(value).group]
    assert {asked_for(value).group for value in groups} == set(Group)
    opened_from: list[str] = []
    for value in groups:
        page, last = 1, False
        while not last:
            listed = shown(made, f"{value}:{page}")
            opened_from += pressable(listed, "due") + pressable(listed, "task")
            page += 1
            last = f"{value}:{page}" not in pressable(listed, "deadlines")
    kinds = tuple(DueKind)
    near = [nth for nth in range(MANY) if nth % DAYS - 10 <= 30]
    tasks = [f"about {nth}" for nth in near if kinds[nth % len(kinds)] is DueKind.TASK]
    assert sorted(one for one in opened_from if one.startswith("about")) == sorted(tasks)
    assert opened_from.count(made.ids["case"]) == sum(
        kinds[nth % len(kinds)] is DueKind.CLOCK for nth in near
    )


def test_nothing_due_says_what_comes_here(made: Casework) -> None:
    assert "every team is in touch" in str(shown(made, "mine//")["blocks"])
    assert "each worker is shown here" in str(shown(made, "agency//", ADMIN)["blocks"])


@pytest.mark.parametrize(
    "asked", [Asked(), Asked("unit", Group.IN_3), Asked("of-U1", None, DueKind.TASK), Asked("mine", page=4)]
)
def test_a_button_asks_for_what_it_was_made_for(asked: Asked) -> None:
    assert asked_for(f"{value_of(asked)}:{asked.page}") == asked


def test_a_value_that_is_not_ours_asks_for_all(made: Casework) -> None:
    assert asked_for("mine/tomorrow/everything:x") == Asked()
