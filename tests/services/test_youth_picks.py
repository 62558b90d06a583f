"""A young person of fourteen and over chooses two of the team; the rule is kept and the gap is shown."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from bot.domain.errors import AnswersNotUnderstood
from bot.services import cases
from bot.services.calling import scheduling
from bot.services.people import network, team, youth_picks
from bot.services.preparing import readiness
from bot.storage import open_storage
from tests.services.casework import CUSTODY, MANAGER, ZONE, Casework, Clock, opened
from tests.sqlite import make_database

PEOPLE = {
    **{"dana": ("Dana Reyes", "mother"), "foster": ("Carol Beech", "resource_parent")},
    **{"aunt": ("Rosa Reyes", "relative_support"), "casa": ("Ben Ortiz", "casa"), "max": ("Max R.", "child")},
}


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casework]:
    """June is nine, Max is fourteen; a conference is planned."""
    on_postgres = request.param == "postgresql"
    url = request.getfixturevalue("postgresql_url") if on_postgres else make_database(tmp_path)
    storage = open_storage(str(url), bytes(range(32)), clock := Clock())
    made = opened(storage, clock)
    born = {"name": "Max Reyes", "birth_date": date(2012, 3, 2)}
    made.ids["young"] = cases.add_child(made.as_(MANAGER), made.ids["case"], born)
    for key, (name, role) in PEOPLE.items():
        facts = {"name": name, "role": role, "family_said_yes": True}
        made.ids[key] = team.add_person(made.as_(MANAGER), made.ids["case"], facts)
    when = {"date": date(2026, 3, 18), "start": time(15), "end": time(16), "zone": ZONE}
    plan = {"kind": "case_planning_conference", **when}
    made.ids["conference"] = scheduling.schedule(made.as_(MANAGER), made.ids["case"], plan)
    yield made
    storage.close()


def says(case: Casework, *picked: str, who: str = "young", **more: Any) -> str:
    told = {"child_id": case.ids[who], "picked": [case.ids[one] for one in picked], "on": CUSTODY, **more}
    return youth_picks.record_picks(case.as_(MANAGER), case.ids["case"], told)


def still_open(case: Casework) -> list[str]:
    found = readiness.look(case.as_(MANAGER), case.ids["conference"])
    return [gap.about for gap in found.gaps["roles"] if gap.kind == "picks"]


def test_whoever_is_old_enough_is_asked_until_two_are_chosen_or_no_more_wanted(case: Casework) -> None:
    young = case.ids["young"]
    assert still_open(case) == [young]
    says(case, "aunt")
    assert still_open(case) == [young]
    says(case, "aunt", "casa")
    assert still_open(case) == []
    known, _ = network.look_at_person(case.as_(MANAGER), case.ids["aunt"])
    assert known.chosen_by == ("Max Reyes",)
    team.remove_person(case.as_(MANAGER), case.ids["casa"])
    assert still_open(case) == [young]
    says(case, "aunt", no_more=True)
    assert still_open(case) == []


def test_choosing_nobody_is_an_answer(case: Casework) -> None:
    says(case, no_more=True)
    assert still_open(case) == []


@pytest.mark.parametrize(
    ("picked", "more", "problem"),
    [
        (("foster", "aunt"), {}, {"picked": "may_not_be_picked"}),
        (("max",), {}, {"picked": "may_not_be_picked"}),
        (("aunt", "casa", "dana"), {}, {"picked": "too_many_picks"}),
        ((), {}, {"picked": "pick_or_no_more"}),
        (("aunt",), {"who": "first"}, {"child_id": "too_young_to_pick"}),
        (("aunt",), {"on": date(2026, 3, 3)}, {"on": "date_in_future"}),
    ],
)
def test_what_the_rule_does_not_allow_is_said(
    case: Casework, picked: tuple[str, ...], more: dict[str, Any], problem: dict[str, str]
) -> None:
    with pytest.raises(AnswersNotUnderstood) as refused:
        says(case, *picked, **more)
    assert refused.value.problems == problem
    assert still_open(case) == [case.ids["young"]]


def test_the_case_manager_is_not_chosen(case: Casework) -> None:
    with case.as_(MANAGER).looking("team.change", case.ids["case"]) as on:
        case.ids["manager"] = on.managers()[0].id
    with pytest.raises(AnswersNotUnderstood):
        says(case, "manager")
