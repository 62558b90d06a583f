"""What is worth a look before a plan is sealed, each in the sample's own record with one thing changed."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.domain.as_it_is import AsItIs
from bot.domain.parting import NoContact
from bot.domain.plan import TaskState
from bot.domain.record import CaseRecord
from bot.domain.ties import Tie
from bot.profiles import profile
from bot.services.plan.accepting import unaccepted
from bot.services.plan.burden import shares
from bot.services.plan.gaps import Gap, gaps
from bot.services.plan.worth_a_look import hints
from tests.builders import CHILD, OF_CASE, SAID, sample_record

KANSAS = profile("us-ks")


def found(record: CaseRecord) -> tuple[Gap, ...]:
    return hints(record, KANSAS, record.conferences[0].id)


def of_kind(kind: str, **changes: Any) -> list[Gap]:
    """The hints of one kind that a change of the sample gives rise to; nothing that blocks comes of it."""
    record = replace(sample_record(), **changes)
    return [gap for gap in found(record) if gap.kind == kind]


def person(name: str) -> str:
    return next(one.id for one in sample_record().people if one.name.startswith(name))


def test_of_the_sample_only_what_nobody_recorded_there() -> None:
    said = [(gap.kind, gap.about) for gap in found(sample_record())]
    assert said == [
        *(("not_heard", person("Lena")), ("goal_passed_over", CHILD)),
        ("no_goal_view", person("Dana Reyes")),
        ("no_community_tie", CHILD),
    ]


def test_a_goal_before_which_the_practice_weighs_another_is_asked_about_while_no_reason_is_noted() -> None:
    (goal,) = sample_record().permanencies
    bare = replace(goal, reasons=None)
    (gap,) = of_kind("goal_passed_over", permanencies=(bare,))
    assert (gap.form, gap.about, gap.words) == ("permanency", CHILD, ("adoption",))
    reason = replace(bare, reasons="Rosa is kin, and June knows her home.")
    assert not of_kind("goal_passed_over", permanencies=(reason,))
    assert not of_kind("goal_passed_over", permanencies=(replace(bare, concurrent="adoption"),))


def tie(**facts: Any) -> Tie:
    return Tie(**SAID, **{"id": "t1", "child_id": CHILD, "kind": "relative", **facts})


@pytest.mark.requirement("T-14")
def test_a_child_in_care_without_a_tie_to_community_is_a_hint_and_blocks_nothing() -> None:
    (gap,) = of_kind("no_community_tie", ties=(tie(name="Aunt Rosa"),))
    assert (gap.form, gap.subject.chosen) == ("tie", (("child_id", CHILD),))
    assert not of_kind("no_community_tie", ties=(tie(kind="faith", name="The choir"),))
    assert not of_kind("no_community_tie", placements=())
    record = sample_record()
    assert "no_community_tie" not in {gap.kind for gap in gaps(record, record.conferences[0].id)}


def test_a_tie_to_whom_the_child_is_kept_apart_from_is_worth_a_look() -> None:
    record = sample_record()
    young = next(one.id for one in record.people if one.role == "child")
    dana = person("Dana Reyes")
    rule = NoContact(
        **OF_CASE, id="r", between=(dana, young), kind="order", since=date(2026, 3, 2), entered_by="U"
    )
    (gap,) = of_kind("tie_kept_apart", ties=(tie(with_person=dana),), no_contacts=(rule,))
    assert gap.form == "tie"
    over = replace(rule, ended_on=date(2026, 3, 9))
    assert not of_kind("tie_kept_apart", ties=(tie(with_person=dana),), no_contacts=(over,))


def test_why_we_are_here_is_missed() -> None:
    case = replace(sample_record().case, why_we_are_here=None)
    (gap,) = of_kind("no_reason", case=case)
    assert (gap.form, str(gap.subject)) == ("background", f"{case.id}:{case.version}")


@pytest.mark.requirement("K-15")
def test_whoever_took_part_and_was_not_heard_is_named_and_chosen_in_the_form() -> None:
    record = sample_record()
    dana, ruth = person("Dana Reyes"), person("Ruth")
    silent: dict[str, Any] = {
        name: tuple(replace(one, said_by=None) for one in getattr(record, name))
        for name in ("strengths", "needs", "voices", "goals", "objectives", "tasks")
    }
    topics = tuple(replace(one, from_person=None) for one in record.topics)
    gaps_found = {gap.about: gap for gap in of_kind("not_heard", **silent, topics=topics)}
    assert gaps_found[dana].form == "strength"
    assert gaps_found[dana].subject.chosen == (("said_by", dana),)
    assert ruth not in gaps_found, "who was not there is followed up, not missed here"


def test_a_child_whose_own_words_are_kept_was_heard_whoever_wrote_them_down() -> None:
    record = sample_record()
    june = next(one.id for one in record.people if one.role == "child")
    nobodys: dict[str, Any] = {
        name: tuple(replace(one, said_by=None) for one in getattr(record, name))
        for name in ("strengths", "needs", "voices", "goals", "objectives", "tasks")
    }
    topics = tuple(replace(one, from_person=None) for one in record.topics)
    here = {"how": "in_person", "input": None}
    attended = tuple(replace(one, **here) if one.person_id == june else one for one in record.attendances)
    assert june not in {
        gap.about for gap in of_kind("not_heard", **nobodys, topics=topics, attendances=attended)
    }
    mute = tuple(replace(one, said=None) for one in nobodys.pop("voices"))
    unheard = of_kind("not_heard", **nobodys, voices=mute, topics=topics, attendances=attended)
    assert june in {gap.about for gap in unheard}


@pytest.mark.requirement("V-09")
def test_needs_without_any_strength_are_out_of_balance() -> None:
    assert [gap.form for gap in of_kind("no_strength", strengths=())] == ["strength"]
    assert of_kind("no_strength", strengths=(), needs=()) == []


def test_words_without_a_speaker_open_for_correction() -> None:
    record = sample_record()
    needs = (replace(record.needs[0], said_by=None), *record.needs[1:])
    (gap,) = of_kind("words_without_speaker", needs=needs)
    assert (gap.form, str(gap.subject)) == ("need", f"{needs[0].id}:{needs[0].version}")


@pytest.mark.requirement("K-05")
def test_a_need_that_nothing_serves_opens_an_objective_that_serves_it() -> None:
    record = sample_record()
    unserved = tuple(replace(one, need_ids=()) for one in record.objectives)
    missed = of_kind("need_without_objective", objectives=unserved)
    assert [gap.about for gap in missed] == [one.id for one in record.needs]
    assert missed[0].subject.chosen == (("need_ids", record.needs[0].id),)


def test_an_objective_without_sign_or_day() -> None:
    record = sample_record()
    bare = replace(record.objectives[0], measure=None, by_date=None)
    (gap,) = of_kind("objective", objectives=(bare, *record.objectives[1:]))
    assert gap.notes == ("no_sign", "no_day")


@pytest.mark.requirement("K-05")
def test_a_parents_task_without_objective_or_help_is_named_and_the_agencys_own_list_is_not() -> None:
    record = sample_record()
    alone = tuple(replace(one, objective_id=None, help=None) for one in record.tasks)
    missed = {gap.about: gap.notes for gap in of_kind("task", tasks=alone)}
    dana, priya = person("Dana Reyes"), person("Priya Nandan")
    for task in record.tasks:
        if task.owner_id == dana:
            assert {"serves_nothing", "nobody_helps"} <= set(missed[task.id])
        if task.owner_id == priya:
            assert task.id not in missed


@pytest.mark.requirement("V-15")
def test_fuzzy_words_are_asked_about_and_the_task_stays_as_it_was_said() -> None:
    record = sample_record()
    said = replace(record.tasks[0], text="Mom will successfully complete parenting classes ASAP")
    (gap,) = of_kind("task", tasks=(said, *record.tasks[1:]))
    assert gap.notes == ("program_not_change", "no_date", "no_name")
    assert str(gap.subject) == f"{said.id}:{said.version}"


def test_a_task_due_by_the_day_of_the_meeting_or_after_the_next_is_asked_about() -> None:
    record = sample_record()
    early = replace(record.tasks[0], due=date(2026, 3, 18))
    (gap,) = of_kind("task", tasks=(early, *record.tasks[1:]))
    assert gap.notes == ("due_by_meeting",)


def test_the_day_of_the_meeting_is_the_day_on_which_it_was_held() -> None:
    record = sample_record()
    held = tuple(replace(one, said_start=one.starts_at - timedelta(days=9)) for one in record.conferences)
    task = replace(record.tasks[0], due=date(2026, 3, 12))
    assert of_kind("task", tasks=(task, *record.tasks[1:]), conferences=held) == []


def test_a_plan_in_which_only_the_family_has_work_is_asked_about() -> None:
    record = sample_record()
    dana = person("Dana Reyes")
    theirs = tuple(one for one in record.tasks if one.owner_id == dana)
    assert [gap.form for gap in of_kind("only_family_tasks", tasks=theirs)] == ["task"]


@pytest.mark.requirement("K-20")
def test_a_service_without_a_start_opens_for_correction() -> None:
    record = sample_record()
    undated = replace(record.services[0], start_by=None)
    (gap,) = of_kind("service_without_start", services=(undated,))
    assert str(gap.subject) == f"{undated.id}:{undated.version}"


def test_nothing_of_it_keeps_a_plan_from_being_sealed() -> None:
    record = sample_record()
    bare = replace(
        record,
        case=replace(record.case, why_we_are_here=None),
        strengths=(),
        tasks=tuple(replace(one, help=None) for one in record.tasks),
        goal_views=(),
        services=tuple(replace(one, start_by=None) for one in record.services),
    )
    assert gaps(bare, record.conferences[0].id) == ()
    assert not any(gap.may_be_set_aside for gap in found(bare))


@pytest.mark.requirement("V-18")
def test_a_parents_task_that_waits_for_the_agency_is_asked_about_until_the_agencys_task_comes_first() -> None:
    record = sample_record()
    dana, priya = person("Dana Reyes"), person("Priya Nandan")
    mine = next(one for one in record.tasks if one.owner_id == dana)
    waits = replace(mine, text="Go to the intake after the referral.", objective_id=None)
    theirs = next(one for one in record.tasks if one.owner_id == priya)
    others = tuple(one for one in record.tasks if one.id not in (mine.id, theirs.id))

    def notes(task: Any, first: Any = theirs) -> tuple[str, ...]:
        found = of_kind("task", tasks=(task, first, *others))
        return next((gap.notes for gap in found if gap.about == task.id), ())

    assert "agency_first" in notes(waits)
    paired = replace(waits, after_task=theirs.id)
    assert "agency_first" not in notes(paired)
    late = replace(theirs, due=paired.due + timedelta(days=1))
    assert "first_comes_later" in notes(paired, late)


@pytest.mark.requirement("V-14")
def test_one_person_with_far_more_than_all_others_and_one_day_for_everything_are_asked_about() -> None:
    record = sample_record()
    dana = person("Dana Reyes")
    more = tuple(replace(one, owner_id=dana) for one in record.tasks[:5])
    (gap,) = of_kind("one_has_most", tasks=(*more, *record.tasks[5:]))
    assert (gap.about, gap.form, gap.deed) == (dana, "burden", True)
    assert of_kind("one_has_most") == []
    day = date(2026, 4, 20)
    (one_day,) = of_kind("all_due_one_day", tasks=tuple(replace(one, due=day) for one in record.tasks))
    assert one_day.about == record.case.id
    done = tuple(replace(one, due=day, state=TaskState.DONE) for one in record.tasks)
    assert of_kind("all_due_one_day", tasks=done) == []


@pytest.mark.requirement("V-14")
def test_the_tasks_of_each_person_stand_together_a_young_persons_and_the_agencys_too() -> None:
    record = sample_record()
    june = next(one for one in record.people if one.role == "child")
    drawn = replace(record.tasks[0], id="t9", owner_id=june.id, due=date(2026, 3, 30))
    found = {one.person.id: one.tasks for one in shares(replace(record, tasks=(*record.tasks, drawn)))}
    assert [one.id for one in found[june.id]] == ["t9"]
    agencys = [one.due for one in found[person("Priya Nandan")]]
    assert len(agencys) == 3
    assert agencys == sorted(agencys)


def test_words_that_hurt_and_sentences_that_are_hard_are_asked_about_with_the_words() -> None:
    record = sample_record()
    said = replace(record.strengths[0], text="Dana is no longer in denial.")
    (gap,) = of_kind("blame_words", strengths=(said, *record.strengths[1:]))
    assert (gap.words, str(gap.subject)) == (("in denial",), f"{said.id}:{said.version}")
    task = replace(record.tasks[0], text="Utilize the recommended individualized therapeutic interventions.")
    (office,) = of_kind("office_words", tasks=(task, *record.tasks[1:]))
    (hard,) = of_kind("hard_to_read", tasks=(task, *record.tasks[1:]))
    assert office.words == ("Utilize",)
    assert int(hard.words[0]) > 8


@pytest.mark.requirement("V-08")
def test_what_adults_write_for_a_child_is_asked_about_by_name_and_by_grade() -> None:
    record = sample_record()
    task = replace(record.tasks[0], text="The minor will be transported to the subject child's appointments.")
    (nameless,) = of_kind("not_by_name", tasks=(task, *record.tasks[1:]))
    assert nameless.words == ("The minor", "the subject child")
    hard = replace(task, text="Coordinate individualized educational accommodations for the minor.")
    assert int(of_kind("hard_to_read", tasks=(hard,))[0].words[0]) > 8
    named = replace(task, text="June rides with Priya.")
    assert of_kind("not_by_name", tasks=(named,)) == of_kind("hard_to_read", tasks=(named,)) == []
    own = replace(record.strengths[0], text="I love the child in him.")
    assert of_kind("not_by_name", strengths=(own,), tasks=()) == [], "what people say is theirs"


def test_a_support_of_the_family_names_who_gives_it() -> None:
    record = sample_record()
    drives = replace(record.services[0], what="Drives on Sundays", kind="informal", who=None)
    assert [gap.about for gap in of_kind("support_without_owner", services=(drives,))] == [drives.id]
    assert of_kind("support_without_owner", services=(replace(drives, owner_id=person("Rosa")),)) == []


def test_a_hint_that_was_accepted_comes_again_only_when_something_changes() -> None:
    record = sample_record()
    fuzzy = replace(record.tasks[0], text="Mom will attend classes.")
    (gap,) = of_kind("task", tasks=(fuzzy, *record.tasks[1:]))
    accepted = AsItIs(
        **OF_CASE,
        id="v1",
        kind="task",
        about=fuzzy.id,
        about_version=fuzzy.version,
        notes=gap.notes,
        accepted_by="U_x1",
        accepted_at=fuzzy.entered_at,
    )
    assert unaccepted((gap,), (accepted,)) == ()
    assert unaccepted((gap,), (replace(accepted, notes=()),)) == (gap,)
    assert unaccepted((gap,), (replace(accepted, about_version=2),)) == (gap,)
