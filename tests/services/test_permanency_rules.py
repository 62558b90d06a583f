"""Permanency goals by the rules of each jurisdiction, with why; and the goals that were set (G-04)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.goal_rules import GoalsSet, goal_problems
from bot.domain.plan import GoalView
from bot.profiles import profile
from bot.profiles.loader import load_profiles
from bot.services.plan.goal_history import goal_history, history_rows
from tests.builders import CHILD, SAID, SAID_AT, sample_record

KANSAS, CONNECTICUT, GEORGIA = profile("us-ks"), profile("us-ct"), profile("us-ga")
APPLA = "appla_emancipation"


def problems(practice: str, told: GoalsSet, age: int | None = 9, plan: str = "concurrent") -> dict[str, str]:
    return {one.step: one.problem for one in goal_problems(profile(practice), told, age, plan)}


@pytest.mark.parametrize("practice", list(load_profiles()))
def test_a_back_up_that_is_the_goal_itself_is_never_taken(practice: str) -> None:
    first = profile(practice).permanency_goals[0].id
    told = GoalsSet(first, first, court_ordered=True)
    assert problems(practice, told)["concurrent"] == "goals_are_equal"


def test_a_goal_that_is_open_later_is_refused_with_the_age() -> None:
    told = GoalsSet("appla")
    (found,) = goal_problems(CONNECTICUT, told, 15, "family")
    assert (found.step, found.problem) == ("goal", "goal_too_young")
    assert found.facts == {"goal": "appla", "min_age": 16, "age": 15}
    assert goal_problems(CONNECTICUT, told, 16, "family") == ()
    assert goal_problems(CONNECTICUT, told, None, "family") == (), "while the age is not known"
    assert goal_problems(KANSAS, GoalsSet("adoption"), 9, "family") == (), "where there is no age"
    assert problems("us-ks", GoalsSet("reintegration", "appla")) == {"concurrent": "goal_too_young"}
    back_up = GoalsSet("reunification", "appla")
    assert problems("us-ct", back_up) == {"concurrent": "goal_too_young"}


def test_no_goal_but_the_profiles_own_is_taken() -> None:
    assert problems("us-ks", GoalsSet("reunification")) == {"goal": "goal_not_open"}
    assert problems("us-ga", GoalsSet("reintegration", "adoption"))["goal"] == "goal_not_open"


def test_kansas_has_a_list_of_goals_that_can_be_the_back_up() -> None:
    assert problems("us-ks", GoalsSet("reintegration", "adoption")) == {}
    assert problems("us-ks", GoalsSet("reintegration", "maintain_at_home")) == {
        "concurrent": "goal_no_back_up"
    }


def test_georgias_rules_on_pairs_hold_unless_a_court_ordered_the_pair() -> None:
    reasons = "No relative could be found."
    assert problems("us-ga", GoalsSet("adoption", "guardianship")) == {"concurrent": "goal_first_must_be"}
    assert problems("us-ga", GoalsSet("adoption", "guardianship", court_ordered=True)) == {}
    appla = GoalsSet("reunification", APPLA, reasons)
    assert problems("us-ga", appla) == {"concurrent": "goal_never_back_up"}
    assert problems("us-ga", replace(appla, court_ordered=True)) == {}
    assert problems("us-ga", GoalsSet(APPLA)) == {"reasons": "goal_needs_reasons"}
    pair = GoalsSet("reunification", "adoption")
    assert problems("us-ga", pair, plan="reunification") == {"concurrent": "goal_plan_has_no_back_up"}


@pytest.mark.requirement("G-04")
def test_each_goal_shows_when_it_was_set_how_long_after_entry_who_took_part_and_who_was_asked() -> None:
    record = sample_record()
    (first,) = record.permanencies
    later = SAID_AT + timedelta(days=90)
    second = replace(first, id="m2", goal="adoption", set_on=date(2026, 6, 16), entered_at=later)
    asked = {"child_id": CHILD, "person_id": "p1", "view": "disagrees"}
    after = GoalView(**SAID | {"entered_at": later + timedelta(hours=1)}, id="w9", **asked)
    views = (*record.goal_views, after)
    history = goal_history(replace(record, permanencies=(second, first), goal_views=views), KANSAS)
    assert [(one.set.goal, one.set.set_on, one.days) for one in history] == [
        ("reintegration", date(2026, 3, 18), 16),
        ("adoption", date(2026, 6, 16), 106),
    ]
    assert [view.person_id for view in history[0].views] == ["p2"], "Marcus was asked about the first"
    assert [view.person_id for view in history[1].views] == ["p1"]
    assert "p1" in history[0].took_part
    assert "p6" not in history[0].took_part, "Ruth was not there"
    row = history_rows(record, KANSAS)[0]
    assert (row["days"], row["set_on"]) == (16, date(2026, 3, 18))


@pytest.mark.requirement("G-16")
def test_who_agrees_with_the_goal_is_told_party_by_party_and_who_was_not_asked() -> None:
    """Never one yes or no for all: the father disagrees, the mother agrees, and then nobody asked her."""
    record = sample_record()
    agrees = {"child_id": CHILD, "person_id": "p1", "view": "agrees"}
    hers = GoalView(**SAID, id="w9", **agrees)
    (goal,) = goal_history(replace(record, goal_views=(*record.goal_views, hers)), KANSAS)
    assert {(view.person_id, view.view) for view in goal.views} >= {("p1", "agrees"), ("p2", "disagrees")}
    assert {"p1", "p2"}.isdisjoint(goal.not_asked)
    (goal,) = goal_history(record, KANSAS)
    assert "p1" in goal.not_asked, "silence is no agreement"
    row = history_rows(record, KANSAS)[0]
    assert row["views"] == [{"person": "p2", "view": "disagrees"}]
    assert not {"agreed", "all_agree"} & set(row)


@pytest.mark.requirement("K-31")
def test_every_profile_offers_five_kinds_of_needs_cultural_and_spiritual_among_them() -> None:
    five = ["physical", "emotional", "mental", "cultural", "spiritual"]
    assert all([one.id for one in each.needs_domains] == five for each in load_profiles().values())
