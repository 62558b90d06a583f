"""What keeps a plan from being sealed, looked at in the sample's own record with one thing missing."""

from dataclasses import replace

import pytest

from bot.domain.conference import SetAside
from bot.flows.subject import Subject
from bot.services.plan.gaps import gaps, person_of
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


def test_each_gap_opens_its_form_with_its_own_person_child_or_goal_in_it() -> None:
    record = sample_record()
    conference, child = record.conferences[0].id, record.children[0].id
    bare = replace(record, attendances=(), voices=(), visits=(), permanencies=(), tasks=())
    subjects = {(gap.kind, gap.about): gap.subject for gap in gaps(bare, conference)}
    dana = next(one.id for one in record.people if one.name == "Dana Reyes")
    assert subjects["participation", dana] == Subject(conference, chosen=(("person_id", dana),))
    for kind in ("voice", "visits", "permanency"):
        assert subjects[kind, child] == Subject(record.case.id, chosen=(("child_id", child),))
    one_below = replace(bare, objectives=record.objectives[:1], goals=record.goals[:1])
    (step,) = (gap for gap in gaps(one_below, conference) if gap.kind == "goal_without_step")
    assert (step.form, step.subject.chosen) == ("task", (("objective_id", record.objectives[0].id),))
    none_below = replace(bare, objectives=(), goals=record.goals[:1])
    (step,) = (gap for gap in gaps(none_below, conference) if gap.kind == "goal_without_step")
    assert (step.form, step.subject.chosen) == ("objective", (("goal_id", record.goals[0].id),))


@pytest.mark.parametrize(("how", "part"), [("in_person", "in_person"), ("in_part", "part")])
def test_what_the_voice_says_about_the_childs_part_is_not_asked_again(how: str, part: str) -> None:
    record = sample_record()
    conference = record.conferences[0].id
    june = person_of(record, record.children[0].id)
    voices = tuple(replace(one, how=how) for one in record.voices)
    unsaid = tuple(one for one in record.attendances if one.person_id != june)
    (gap,) = gaps(replace(record, voices=voices, attendances=unsaid), conference)
    assert gap.subject.chosen == (("person_id", june), ("how", part))
    here = tuple(replace(one, how=part) if one.person_id == june else one for one in record.attendances)
    (gap,) = gaps(replace(record, voices=(), attendances=here), conference)
    assert gap.subject.chosen == (("child_id", record.children[0].id), ("how", how))
