"""Which plans are due in Connecticut: each fact alone, and all of them together."""

from datetime import date
from typing import Any

import pytest

from bot.domain.plan_kinds import ChildFacts, OpenQuestion, PlanFacts, PlanRule, due_plans, open_questions
from bot.profiles import profile

TODAY = date(2026, 3, 2)
NINE, NINETEEN = date(2016, 8, 14), date(2007, 1, 5)
FAMILY, CHILD = ("family", None), ("child_in_placement", "june")
HOME: dict[str, Any] = {
    "child_id": "june",
    "birth_date": NINE,
    "out_of_home": False,
    "legal_basis": "another_basis",
}
AWAY = {**HOME, "out_of_home": True}
RULES = profile("us-ct").plan_rules


def plans(events: tuple[str, ...] = (), services: bool = False, **child: Any) -> set[tuple[str, str | None]]:
    facts = PlanFacts(
        events=frozenset(events), parent_services=services, children=(ChildFacts(**{**HOME, **child}),)
    )
    return {(one.plan_kind, one.child_id) for one in due_plans(RULES, facts, TODAY)}


@pytest.mark.requirement("C-13")
@pytest.mark.parametrize(
    "event", ["ongoing_services_opened", "unsubstantiated_transfer", "family_assessment_response"]
)
def test_a_family_open_in_ongoing_services_needs_a_family_plan(event: str) -> None:
    assert plans(events=(event,)) == {FAMILY}
    assert plans() == set()
    assert plans(events=("removal",)) == set()


@pytest.mark.requirement("C-14")
def test_a_family_in_voluntary_services_needs_one() -> None:
    assert plans(events=("voluntary_services_started",)) == {FAMILY}


@pytest.mark.requirement("C-15")
def test_reunification_as_either_goal_needs_one_while_the_child_is_placed() -> None:
    for goals in ({"reunification"}, {"adoption", "reunification"}):
        assert FAMILY in plans(**{**AWAY, "goals": frozenset(goals)})
        assert FAMILY not in plans(goals=frozenset(goals))
    assert FAMILY not in plans(**{**AWAY, "goals": frozenset({"adoption", "guardianship"})})


@pytest.mark.requirement("C-16")
def test_services_for_a_parent_need_one_whatever_the_goal() -> None:
    assert FAMILY not in plans(**AWAY)
    assert FAMILY in plans(services=True, **{**AWAY, "goals": frozenset({"adoption"})})
    assert plans(services=True) == set()


@pytest.mark.requirement("C-17")
@pytest.mark.parametrize("basis", ["abuse_neglect_uncared_commitment", "fwsn_commitment", "dual_commitment"])
def test_a_committed_child_at_home_needs_a_childs_plan(basis: str) -> None:
    assert plans(legal_basis=basis) == {CHILD}
    assert plans(legal_basis="probate_order") == set()


@pytest.mark.requirement("C-18")
def test_there_is_no_end_at_eighteen() -> None:
    assert plans(birth_date=NINETEEN) == {CHILD}
    assert plans(birth_date=date(1990, 1, 1)) == {CHILD}
    assert plans(birth_date=date(2008, 3, 2)) == {CHILD}, "on the day itself"
    assert plans(birth_date=date(2008, 3, 3)) == set()


@pytest.mark.requirement("C-19")
@pytest.mark.parametrize("basis", [one.id for one in profile("us-ct").legal_bases])
def test_each_legal_basis_out_of_home_needs_a_childs_plan_and_no_other_does(basis: str) -> None:
    expected = set() if basis == "another_basis" else {CHILD}
    assert plans(**{**AWAY, "legal_basis": basis}) == expected
    assert plans(**{**AWAY, "legal_basis": basis, "birth_date": date(2026, 1, 1)}) == expected


@pytest.mark.requirement("C-20")
def test_one_case_can_need_a_family_plan_and_one_for_each_child() -> None:
    both = tuple(
        ChildFacts(
            child_id=name,
            birth_date=NINE,
            out_of_home=True,
            legal_basis="order_of_temporary_custody",
            goals=frozenset({"reunification"}),
        )
        for name in ("june", "ben")
    )
    found = due_plans(RULES, PlanFacts(children=both), TODAY)
    assert [(one.plan_kind, one.child_id, one.because) for one in found] == [
        ("family", None, ("reunification",)),
        ("child_in_placement", "june", ("legal_basis_out_of_home",)),
        ("child_in_placement", "ben", ("legal_basis_out_of_home",)),
    ]


def test_what_nobody_said_is_asked_and_never_taken_for_no() -> None:
    unknown = PlanFacts(children=(ChildFacts(child_id="june"),))
    assert due_plans(RULES, unknown, TODAY) == ()
    asked = {one.needs for one in open_questions(RULES, unknown, TODAY)}
    assert asked == {"out_of_home", "legal_basis", "birth_date"}
    known = PlanFacts(children=(ChildFacts(**HOME),))
    assert open_questions(RULES, known, TODAY) == ()
    assert OpenQuestion(child_id="june", needs="birth_date") in open_questions(RULES, unknown, TODAY)


def test_a_rule_that_asks_for_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="needs events"):
        PlanRule(id="always", plan_kind="family", source="x", mark=RULES[0].mark)
