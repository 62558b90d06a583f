"""Whose copy holds goals and services alone (Georgia's caregivers) reads no more of the plan in Slack."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.profile import CopyParts, CopyRule
from bot.domain.record import CaseRecord
from bot.handlers.desk import Desk
from bot.handlers.plan.read_back import plan_view
from bot.paper_room import outlined
from bot.profiles import profile
from bot.render import Words
from bot.services.acting import Acting
from bot.services.seeing import looking
from bot.storage import open_storage
from tests.services.casework import Casework, Clock, first_child_placed, with_everybody
from tests.sqlite import make_database

CARER, MOTHER = "U0CARER", "U0MOTHER"


@pytest.fixture(scope="module")
def casework(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casework]:
    """One full case."""
    storage = open_storage(
        make_database(tmp_path_factory.mktemp("copies")), bytes(range(32)), clock := Clock()
    )
    made = with_everybody(storage, clock)
    first_child_placed(made)
    yield made
    storage.close()


def in_georgia(casework: Casework, user: str) -> Acting:
    """Somebody of the case where copies go as Georgia says."""
    return where_copies_go(casework, user, profile("us-ga").copies)


def where_copies_go(casework: Casework, user: str, rules: tuple[CopyRule, ...]) -> Acting:
    kansas = replace(profile("us-ks"), copies=rules)
    acting = casework.as_(user)
    return replace(
        acting, agency=replace(acting.agency, profiles={**acting.agency.profiles, "us-ks": kansas})
    )


def seen(acting: Acting, casework: Casework) -> CaseRecord:
    return looking.whole_record(acting, casework.ids["case"])


def test_georgia_s_rule_is_the_one_that_is_meant() -> None:
    rule = profile("us-ga").copies_for("resource_parent")
    assert rule is not None
    assert rule.parts is CopyParts.GOALS_AND_SERVICES


def test_a_caregiver_reads_goals_services_and_what_is_their_own(casework: Casework) -> None:
    record = seen(in_georgia(casework, CARER), casework)
    assert record.goals
    assert record.objectives
    assert record.services
    others: tuple[Any, ...] = (
        record.strengths,
        record.needs,
        record.concerns,
        record.voices,
        record.decisions,
    )
    assert others == ((), (), (), (), ())
    assert all(one.owner_id == casework.ids[CARER] for one in record.tasks)
    assert (record.visits, record.ties) == ((), ())
    assert all(one.reasons is None for one in record.permanencies)


def test_without_such_a_rule_they_read_whom_the_child_in_their_home_sees_and_no_parent_s_steps(
    casework: Casework,
) -> None:
    """Neither a brother's visits; all around the children only where the practice says so."""
    record, ids = seen(casework.as_(CARER), casework), casework.ids
    assert {one.child_id for one in (*record.visits, *record.ties)} == {ids["first"]}
    assert all(one.owner_id == ids[CARER] for one in record.tasks)
    assert record.goals
    assert record.services
    kansas = profile("us-ks").copies
    wide = tuple(
        replace(one, parts=CopyParts.AROUND_THE_CHILD) if "resource_parent" in one.to else one
        for one in kansas
    )
    around = seen(where_copies_go(casework, CARER, wide), casework)
    assert {one.child_id for one in around.visits} == {ids["first"], ids["second"]}
    assert len(around.tasks) == 3


def test_the_page_in_slack_holds_to_it(casework: Casework) -> None:
    desk, case_id = Desk(Words(), lambda: None, outlined), casework.ids["case"]
    whole = str(plan_view(desk, casework.as_(CARER), case_id, "en"))
    part = str(plan_view(desk, in_georgia(casework, CARER), case_id, "en"))
    assert "Parenting class" in part
    for visit in seen(casework.as_(CARER), casework).visits:
        assert visit.where is None or visit.where in whole
    assert "Visits" in whole
    assert "Visits" not in part


def test_nobody_else_reads_less_for_it(casework: Casework) -> None:
    assert seen(in_georgia(casework, MOTHER), casework) == seen(casework.as_(MOTHER), casework)
