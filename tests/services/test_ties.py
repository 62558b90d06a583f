"""A child's ties: kept, corrected, taken out; in whose sight they are; in which plan, and in no other."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.domain.errors import AnswersNotUnderstood, NotAllowed
from bot.domain.record import standing
from bot.domain.ties import Tie
from bot.services.entries import capture
from bot.services.people import parting
from bot.services.plan.material import plan_material
from bot.services.plan.plan_content import content
from bot.services.record import case_record
from bot.services.seeing import looking
from tests.services.casework import Casework, first_child_placed
from tests.services.prepared import everybody

LEADER, MOTHER, CARER, CHILD, AUNT = "U0FACILITATOR", "U0MOTHER", "U0CARER", "U0CHILD", "U0AUNT"
FIRST, SECOND = "U0FIRSTFATHER", "U0SECONDFATHER"


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casework]:
    """A case in the middle of things: each of two children has a tie to their own father."""
    with everybody(request.param, tmp_path) as made:
        yield made


def add(case: Casework, **values: Any) -> Tie:
    facts = {"child_id": case.ids["first"], "kind": "faith", "name": "The choir", **values}
    made = capture.add(case.as_(LEADER), case.ids["case"], "tie", facts)
    assert isinstance(made, Tie)
    return made


def ties_seen(case: Casework, user: str) -> dict[str, Tie]:
    return {one.id: one for one in standing(looking.whole_record(case.as_(user), case.ids["case"]).ties)}


def refused(case: Casework, **values: Any) -> dict[str, str]:
    with pytest.raises(AnswersNotUnderstood) as wrong:
        add(case, **values)
    return dict(wrong.value.problems)


@pytest.mark.requirement("T-07")
@pytest.mark.requirement("T-14")
def test_a_tie_is_kept_as_said_corrected_with_its_history_and_taken_out(case: Casework) -> None:
    said = {"wish": "I want to sing on Sundays.", "keeps": "Aunt Rosa drives", "how_often": "Sundays"}
    tie = add(case, **said, said_by=case.ids[CHILD], safe="being_checked")
    assert ties_seen(case, MOTHER)[tie.id].wish == "I want to sing on Sundays."
    assert ties_seen(case, MOTHER)[tie.id].said_by == case.ids[CHILD]
    capture.correct(case.as_(LEADER), "tie", tie.id, {**said, "name": "The choir", "safe": "safe"}, 1)
    with case.reading() as work:
        ((older, by, _, _),) = work.history(tie.id)
    assert isinstance(older, Tie)
    assert (older.safe, by) == ("being_checked", LEADER)
    capture.withdraw(case.as_(LEADER), "tie", tie.id, "a slip")
    assert tie.id not in ties_seen(case, MOTHER)
    capture.bring_back(case.as_(LEADER), "tie", tie.id)
    assert ties_seen(case, MOTHER)[tie.id].safe == "safe"


def test_a_tie_is_to_somebody_and_not_to_oneself(case: Casework) -> None:
    assert refused(case, name=None) == {"name": "tie_to_whom"}
    assert refused(case, with_person=case.ids[CHILD]) == {"with_person": "tie_to_oneself"}
    assert refused(case, child_id="nobody") == {"child_id": "not_there"}


def test_no_tie_is_planned_against_a_no_contact_rule(case: Casework) -> None:
    between = {"person_id": case.ids[CHILD], "other": case.ids[AUNT], "kind": "order"}
    since = {"since": date(2026, 3, 17)}
    rule = parting.keep_apart(case.as_(LEADER), case.ids["case"], between | since)
    assert refused(case, with_person=case.ids[AUNT]) == {"with_person": "tie_kept_apart"}
    parting.correct(case.as_(LEADER), rule.id, {"ended_on": date(2026, 3, 18)}, rule.version)
    assert add(case, with_person=case.ids[AUNT]).with_person == case.ids[AUNT]


def test_only_those_who_lead_add_one(case: Casework) -> None:
    for user in (MOTHER, CHILD, AUNT, CARER):
        facts = {"child_id": case.ids["first"], "kind": "faith", "name": "The choir"}
        with pytest.raises(NotAllowed):
            capture.add(case.as_(user), case.ids["case"], "tie", facts)


def test_a_parent_of_one_child_sees_nothing_of_another_childs_other_parent(case: Casework) -> None:
    beside = add(case, with_person=case.ids[SECOND], name=None)
    first, second = case.ids["tie first"], case.ids["tie second"]
    assert set(ties_seen(case, FIRST)) == {first}
    assert set(ties_seen(case, SECOND)) == {second}
    assert set(ties_seen(case, MOTHER)) == {first, second, beside.id}


def test_whoever_is_kept_apart_from_somebody_sees_no_tie_that_names_them(case: Casework) -> None:
    named = add(case, keeps=f"Name-of-{FIRST} drives")
    between = {"person_id": case.ids[MOTHER], "other": case.ids[FIRST], "kind": "order"}
    parting.keep_apart(case.as_(LEADER), case.ids["case"], between | {"since": date(2026, 3, 17)})
    assert {case.ids["tie first"], named.id}.isdisjoint(ties_seen(case, MOTHER))
    assert named.id in ties_seen(case, FIRST)


def test_a_carer_sees_what_keeps_a_tie_and_not_what_the_child_wishes(case: Casework) -> None:
    first_child_placed(case)
    seen = ties_seen(case, CARER)[case.ids["tie first"]]
    assert (seen.wish, seen.keeps) == (None, f"Tie-of-{FIRST}")


def test_what_a_child_keeps_private_is_in_no_plan(case: Casework) -> None:
    secret = add(case, said_by=case.ids[CHILD], keep_private=True)
    assert refused(case, said_by=case.ids[AUNT], keep_private=True) == {"keep_private": "only_a_childs"}
    for user in (MOTHER, CHILD):
        assert secret.id not in ties_seen(case, user)
    with case.reading() as work:
        record = case_record(work, case.ids["case"], private=True)
        plan = content(record, case.agency.profiles["us-ks"])
    assert {one["id"] for one in plan["ties"]} == {case.ids["tie first"], case.ids["tie second"]}


@pytest.mark.requirement("T-07")
def test_the_sealed_plan_and_each_ones_copy_hold_the_ties(case: Casework) -> None:
    with case.reading() as work:
        record = case_record(work, case.ids["case"])
        version = record.latest_version()
    assert version is not None
    sealed = json.loads(version.content)
    assert [one["keeps"] for one in sealed["ties"]] == [f"Tie-of-{FIRST}", f"Tie-of-{SECOND}"]
    with case.as_(FIRST).looking("paper.plan", case.ids["case"]) as on:
        part = plan_material(on).content
    assert [one["keeps"] for one in part["ties"]] == [f"Tie-of-{FIRST}"]
