"""What keeps a plan from being sealed, looked at in the sample's own record with one thing missing."""

from dataclasses import replace

import pytest

from bot.domain.conference import SetAside
from bot.services.gaps import gaps, hints
from tests.builders import sample_record


def kinds(record, conference_id: str) -> set[str]:
    """The kinds of gaps that are open."""
    return {gap.kind for gap in gaps(record, conference_id)}


def test_the_sample_lacks_nothing() -> None:
    record = sample_record()
    assert gaps(record, record.conferences[0].id) == ()


@pytest.mark.requirement("K-21")
def test_a_child_in_placement_without_a_visit_plan_must_be_answered_for() -> None:
    record = replace(sample_record(), visits=())
    conference = record.conferences[0].id
    found = gaps(record, conference)
    assert [gap.kind for gap in found] == ["visits"]
    answered = SetAside(
        workspace_id=record.case.workspace_id,
        id="aside",
        case_id=record.case.id,
        conference_id=conference,
        item=found[0].item,
        why="later",
        entered_by="U1",
    )
    assert gaps(replace(record, set_aside=(answered,)), conference) == ()


@pytest.mark.requirement("K-04")
def test_a_goal_and_a_step_for_each_goal_can_never_be_set_aside() -> None:
    record = sample_record()
    conference = record.conferences[0].id
    assert kinds(replace(record, goals=(), objectives=(), tasks=()), conference) == {"no_goal"}
    stepless = replace(record, tasks=())
    found = gaps(stepless, conference)
    assert {gap.kind for gap in found} == {"goal_without_step"}
    assert len(found) == len(record.goals)
    assert not any(gap.may_be_set_aside for gap in found)
    assert kinds(replace(record, permanencies=()), conference) == {"permanency"}


def test_a_child_who_was_not_heard_is_named_until_somebody_says_why() -> None:
    record = replace(sample_record(), voices=())
    assert kinds(record, record.conferences[0].id) == {"voice"}


def test_how_each_took_part_must_be_said() -> None:
    record = replace(sample_record(), attendances=())
    found = gaps(record, record.conferences[0].id)
    assert {gap.about for gap in found} == {one.id for one in record.people if one.on_team}


@pytest.mark.requirement("K-20")
def test_needs_that_nothing_serves_and_services_without_a_start_are_worth_a_look() -> None:
    record = sample_record()
    undated = replace(record.services[0], start_by=None)
    unserved = tuple(replace(one, need_ids=()) for one in record.objectives)
    found = hints(replace(record, services=(undated,), objectives=unserved))
    assert {gap.kind for gap in found} == {"need_without_objective", "service_without_start"}
    assert hints(record) == ()
