"""A parent's part of the record and of the sealed plan: nothing of another child's other parent."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

from bot.documents.narrative import narrative_md
from bot.documents.words import words
from bot.domain.case import CaseFact, Child
from bot.domain.conference import SetAside, Topic
from bot.domain.people import Person
from bot.domain.plan import Goal, Objective, Permanency, Strength, Task, Visit, Voice
from bot.domain.record import CaseRecord
from bot.domain.ties import Tie
from bot.profiles import profile
from bot.services.plan.plan import about, content
from bot.services.plan.plan_part import Unnamed, part_seen
from bot.services.seeing.families import hidden_from, part_seen_by
from tests.builders import CHILD, CONFERENCE, OF_CASE, SAID, sample_due_dates, sample_record
from tests.builders import sealed as seal

KANSAS = profile("us-ks")
LEO = "child2"
# Everything that is Vera's alone says so.
VERA = "Only Vera"


def two_families() -> CaseRecord:
    """The worked example with a second child, Leo, whose other parent is Vera; Dana is the mother of both."""
    record = sample_record()
    people = tuple(
        replace(one, parent_of=(CHILD, LEO)) if one.role == "mother" else one for one in record.people
    )
    vera = Person(**OF_CASE, id="v", name="Vera Stone", role="mother", parent_of=(LEO,))
    goal = Goal(**SAID, id="vg", text=f"{VERA} goal")
    objective = Objective(**SAID, id="vo", goal_id="vg", text=f"{VERA} objective")
    day = date(2026, 4, 1)
    task = Task(
        **SAID, id="vt", objective_id="vo", owner_id="v", text=f"{VERA} task", done_when="Done", due=day
    )
    return replace(
        record,
        children=(*record.children, Child(**OF_CASE, id=LEO, name="Leo Stone")),
        people=(*people, vera),
        topics=(
            *record.topics,
            Topic(
                **OF_CASE,
                id="vz",
                conference_id=CONFERENCE,
                words=f"{VERA} topic",
                entered_by="U",
                from_person="v",
            ),
        ),
        set_aside=(
            SetAside(
                **OF_CASE,
                id="va",
                conference_id=CONFERENCE,
                item=f"visits:{LEO}",
                why="later",
                entered_by="U",
            ),
        ),
        strengths=(*record.strengths, Strength(**SAID, id="vs", text=f"{VERA} strength", said_by="v")),
        goals=(*record.goals, goal),
        objectives=(*record.objectives, objective),
        tasks=(*record.tasks, task),
        visits=(
            *record.visits,
            Visit(**SAID, id="vv", child_id=LEO, with_person="v", how_often=f"{VERA} visit"),
        ),
        ties=(
            *record.ties,
            Tie(**SAID, id="vl", child_id=LEO, kind="faith", name=f"{VERA} church"),
            Tie(**SAID, id="vm", child_id=CHILD, kind="adult", with_person="v", keeps=f"{VERA} calls"),
        ),
        voices=(*record.voices, Voice(**SAID, id="vc", child_id=LEO, how="in_person", said=f"{VERA} voice")),
        permanencies=(
            *record.permanencies,
            Permanency(**SAID, id="vp", child_id=LEO, goal="reintegration", set_on=day, concurrent_with="v"),
        ),
    )


def of_role(record: CaseRecord, role: str) -> Person:
    return next(one for one in record.people if one.role == role)


def seen_by_parent(record: CaseRecord, me: Person) -> CaseRecord:
    """What is left of the record for one of its parents."""
    parents = frozenset(one.id for one in record.people if one.role in ("mother", "father"))
    return part_seen_by(record, me, parents)


def test_june_s_father_sees_nothing_of_leo_s_other_parent_and_all_of_his_own() -> None:
    record = two_families()
    seen = seen_by_parent(record, of_role(record, "father"))
    assert VERA not in repr(seen)
    assert "Vera Stone" not in repr(seen)
    assert "Leo" not in repr(seen)
    june = sample_record()
    for part in (
        "strengths",
        "needs",
        "goals",
        "objectives",
        "tasks",
        "visits",
        "services",
        "voices",
        "topics",
    ):
        assert [one.id for one in getattr(seen, part)] == [one.id for one in getattr(june, part)], part


def test_who_interprets_for_a_hidden_person_alone_is_hidden_with_them() -> None:
    record = two_families()
    father, parents = of_role(record, "father"), frozenset({"v", "p1", "p2"})

    def hidden(needing: str) -> bool:
        needs = tuple(
            replace(one, interpreter="x2" if one.id in ("v", needing) else None) for one in record.people
        )
        return "x2" in hidden_from(replace(record, people=needs), father, parents, ())

    assert hidden("v")
    assert not hidden("p9"), "the grandmother, whom the father sees, needs the same one"


def test_the_mother_of_both_sees_both() -> None:
    record = two_families()
    assert seen_by_parent(record, of_role(record, "mother")) == record


def test_an_objective_on_which_both_families_work_stays_with_ones_own_task() -> None:
    record = two_families()
    father = of_role(record, "father")
    [template] = [one for one in record.tasks if one.id == "vt"]
    both = replace(
        record, tasks=(*record.tasks, replace(template, id="mine", owner_id=father.id, text="Mine"))
    )
    seen = seen_by_parent(both, father)
    assert {"vo", "vg"} <= {one.id for one in (*seen.objectives, *seen.goals)}
    assert {one.id for one in seen.tasks} >= {"mine"}
    assert "vt" not in {one.id for one in seen.tasks}


def sealed_content(record: CaseRecord) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(json.dumps(content(record, KANSAS)))
    return said


def test_whoever_sees_everything_gets_the_sealed_words_and_no_others() -> None:
    record = two_families()
    sealed = sealed_content(record)
    later = replace(record, strengths=(*record.strengths, Strength(**SAID, id="new", text="Said later")))
    assert part_seen(sealed, later, later) == sealed


def test_a_part_is_cut_from_what_was_sealed_though_the_record_went_on() -> None:
    record = two_families()
    sealed, father = sealed_content(record), of_role(record, "father")
    changed = tuple(replace(one, text="Worded anew") for one in record.strengths)
    later = replace(record, strengths=(*changed, Strength(**SAID, id="new", text="Said later")))
    part = part_seen(sealed, later, seen_by_parent(later, father))
    assert part == sealed_content(sample_record())


def test_why_a_parent_s_place_is_empty_is_not_told_to_another_family() -> None:
    record = two_families()
    why = CaseFact(**OF_CASE, id="f", name="father", recorded_by="U", reason=f"{VERA} knows him")
    record = replace(record, facts=(why,))
    sealed, father = sealed_content(record), of_role(record, "father")
    assert sealed["case"]["empty_places"]
    assert part_seen(sealed, record, seen_by_parent(record, father))["case"]["empty_places"] == []
    assert part_seen(sealed, record, record) == sealed


def test_a_task_that_was_theirs_when_it_was_sealed_stays_out_after_it_changed_hands() -> None:
    record = two_families()
    sealed, father = sealed_content(record), of_role(record, "father")
    given = tuple(replace(one, owner_id=father.id) if one.id == "vt" else one for one in record.tasks)
    later = replace(record, tasks=given)
    part = part_seen(sealed, later, seen_by_parent(later, father))
    assert "Only Vera task" not in json.dumps(part)


def test_whoever_may_not_read_a_child_s_words_gets_none() -> None:
    record = sample_record()
    without = replace(record, strengths=(), needs=(), voices=(), goal_views=())
    part = part_seen(sealed_content(record), record, without)
    assert [child["voice"] for child in part["children"]] == [None]
    assert part["strengths"] == part["needs"] == []
    assert part["tasks"] == sealed_content(record)["tasks"]


def test_a_narrative_of_one_s_own_part_tells_of_nobody_else_s_family() -> None:
    record = two_families()
    record, version = seal(record, sealed_content(record))
    seen = seen_by_parent(record, of_role(record, "father"))
    part = part_seen(sealed_content(record), record, seen)
    told = about(seen, KANSAS, version, sample_due_dates(), {})
    said = narrative_md(part, told, words()).body.decode()
    assert "More time with Dad" in said
    for theirs in (VERA, "Vera Stone", "555 0133", "Leo"):
        assert theirs not in said


def test_the_mark_of_what_was_carried_over_names_nobody_who_is_hidden_and_no_unknown_meeting() -> None:
    record = two_families()
    seen = seen_by_parent(record, of_role(record, "father"))
    sealed = content(record, KANSAS)
    mark = {"plan_of": "2026-03-18", "by": "v", "on": "2026-08-20"}
    sealed["goals"][0] = {**sealed["goals"][0], "carried": mark}
    kept = part_seen(sealed, record, seen)["goals"][0]
    assert kept["carried"] == mark | {"by": None}, "the goal stays, without a name that is not theirs to know"
    apart = part_seen(sealed, record, seen, Unnamed(frozenset({"vera"}), of_role(record, "father").id))
    assert apart["goals"][0]["carried"] == {"plan_of": "2026-03-18", "by": None, "on": None}
