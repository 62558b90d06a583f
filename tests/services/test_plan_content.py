"""What a plan says: everything that was read back, and nothing that was told in private."""

import json
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.case import CaseEvent, Child, Placement
from bot.domain.kept_private import KeepPrivate, ToldForSafety
from bot.domain.network import ContactTry, ContactWay, Found, Mention, PersonFact
from bot.domain.people import Person, Preparation, PrivateNote, SafetyScreen
from bot.domain.plan import Objective, Permanency, Strength, Task, TaskState, Visit, Voice
from bot.domain.record import CaseRecord
from bot.profiles import profile
from bot.services.plan.plan import about, content, whole
from tests.builders import (
    CASE,
    CHILD,
    CONFERENCE,
    OF_CASE,
    SAID,
    bare_record,
    sample,
    sample_due_dates,
    sample_record,
    sealed,
)

KANSAS = profile("us-ks")


def says(record: CaseRecord) -> dict[str, Any]:
    return content(record, KANSAS)


@pytest.mark.requirement("K-18")
@pytest.mark.requirement("K-20")
def test_every_entry_of_the_worked_example_is_in_its_plan_in_the_same_words() -> None:
    plan, facts = says(sample_record()), sample()
    for part in ("strengths", "needs"):
        assert [(each["text"], each["by"]) for each in plan[part]] == [
            (each["text"], each["by"]) for each in facts[part]
        ]
    assert [each["text"] for each in plan["goals"]] == [each["text"] for each in facts["goals"]]
    for part, keys in {
        "objectives": ("id", "goal", "text", "measure", "needs", "by_date"),
        "tasks": ("id", "objective", "owner", "text", "done_when", "due", "help", "court_ordered"),
    }.items():
        assert [{key: each[key] for key in keys} for each in plan[part]] == [
            {key: each[key] for key in keys} for each in facts[part]
        ]
    assert [each["what"] for each in plan["services"]] == [each["what"] for each in facts["services"]]
    assert plan["case"]["trigger"] == facts["case"]["trigger"]
    assert plan["case"]["why_we_are_here"] == facts["case"]["why_we_are_here"]


def test_the_child_has_voice_goal_and_placement_of_their_own() -> None:
    [june] = says(sample_record())["children"]
    assert june["voice"]["said"] == sample()["child_voice"]["said"]
    assert june["voice"]["by"] == "p5"
    assert june["permanency"]["goal"] == "reintegration"
    assert june["permanency"]["concurrent_with"] == "p9"
    assert june["placement"]["with"] == "p7"


def test_visits_keep_who_how_often_and_what_lets_them_loosen() -> None:
    first, second, third, *workers = says(sample_record())["visits"]
    assert (first["with"], first["supervised"], first["starts"]) == ("p1", True, "2026-03-20")
    assert second["loosens_when"] == "t6 done"
    assert third["review_on"] == "2026-05-15"
    assert [each["worker_with"] for each in workers] == ["child", "parents"]


def test_people_are_those_whom_the_plan_names_and_nobody_else() -> None:
    people = says(sample_record())["people"]
    assert "p1" in people
    assert people["p9"] == {
        "name": "Rosa Reyes",
        "role": "relative_support",
        "relation": "maternal grandmother",
    }
    assert not {"p6", "p8", "x1", "x3"} & set(people)


def canaries(kind: type, /, **known: Any) -> Any:
    """A thing with a canary in every field that can hold words."""
    words = {
        field.name: f"CANARY-{kind.__name__}-{field.name}"
        for field in fields(kind)
        if "str" in str(field.type) and "tuple" not in str(field.type) and field.name not in known
    }
    return kind(**(words | OF_CASE | known))


def test_nothing_that_was_told_in_private_is_in_the_plan_and_all_of_it_is_in_the_whole_record() -> None:
    day = date(2026, 3, 10)
    preparation = canaries(Preparation, id="d1", person_id="p1", done_on=day)
    screen = canaries(SafetyScreen, id="d2", person_id="p1", address_hidden_from=("CANARY-hidden-from",))
    notes = (canaries(PrivateNote, id="d3", kind="hidden_address", on=day, person_id="p3"),)
    secrets = (canaries(KeepPrivate, id="d4", child_id=CHILD, told_on=day),)
    told_on = (canaries(ToldForSafety, id="d5", item_id="d4", on=day),)
    network: dict[str, tuple[Any, ...]] = {
        "candidates": (canaries(Person, id="c1", role="kin_support", candidate=True),),
        "mentions": (canaries(Mention, id="m1", belongs="not_there", on=day),),
        "person_facts": (canaries(PersonFact, id="f1", person_id="p9", on=day),),
        "found": (canaries(Found, id="f2", person_id="p9", on=day),),
        "contact_tries": (canaries(ContactTry, id="t1", person_id="p9", on=day),),
        "contact_ways": (canaries(ContactWay, id="w1", person_id="p9", safe=True, asked_on=day),),
    }
    record = sample_record()
    task = replace(record.tasks[0], state=TaskState.STUCK, state_words="CANARY-state", state_by="CANARY-by")
    gone = Strength(
        **SAID, id="s9", text="CANARY-withdrawn", withdrawn_at=SAID["entered_at"], withdrawn_why="CANARY-why"
    )
    kept = Strength(**SAID, id="s8", text="CANARY-Strength-kept", keep_private=True)
    record = replace(
        record,
        **network,
        preparations=(preparation,),
        safety_screens=(screen,),
        private_notes=notes,
        keep_private=secrets,
        told_for_safety=told_on,
        tasks=(task, *record.tasks[1:]),
        strengths=(*record.strengths, gone, kept),
    )
    plan = says(record)
    record, version = sealed(record, plan)
    told = about(record, KANSAS, version, sample_due_dates())
    everything = json.dumps(whole(record))
    assert "CANARY" not in json.dumps(plan)
    assert "CANARY" not in json.dumps(told)
    for words in (
        *("CANARY-Person-name", "CANARY-Mention-words", "CANARY-PersonFact-answer", "CANARY-Found-words"),
        *("CANARY-ContactTry-words", "CANARY-ContactWay-value"),
        *("CANARY-state", "CANARY-by", "CANARY-withdrawn", "CANARY-why", "CANARY-hidden-from"),
        *("CANARY-Preparation-notes", "CANARY-SafetyScreen-words", "CANARY-PrivateNote-words"),
        *("CANARY-KeepPrivate-words", "CANARY-ToldForSafety-told_to", "CANARY-Strength-kept"),
    ):
        assert words in everything


def test_how_a_task_goes_does_not_change_the_sealed_words() -> None:
    record = sample_record()
    done = replace(record.tasks[0], state=TaskState.DONE, state_on=date(2026, 3, 30), state_by="U_p1")
    assert says(replace(record, tasks=(done, *record.tasks[1:]))) == says(record)


def test_a_case_of_which_nothing_is_known_has_a_plan_that_says_so() -> None:
    plan = says(bare_record())
    assert plan["case"]["trigger"] is None
    assert plan["children"] == plan["tasks"] == []
    assert plan["people"] == {}


def test_two_children_keep_their_own_voices_goals_and_homes() -> None:
    names = {"a": "Ada", "b": "Ben"}
    record = bare_record(
        children=tuple(Child(**OF_CASE, id=child_id, name=name) for child_id, name in names.items()),
        people=(Person(**OF_CASE, id="p1", name="Ida", role="mother", parent_of=("a", "b")),),
        voices=(
            Voice(**SAID, id="c1", child_id="a", how="in_person", said="I like the dog."),
            Voice(**SAID, id="c2", child_id="b", how="too_young", reason="Ben is 4 months old."),
        ),
        permanencies=(
            Permanency(**SAID, id="m1", child_id="a", goal="reintegration", set_on=date(2026, 3, 18)),
            Permanency(**SAID, id="m2", child_id="b", goal="adoption", set_on=date(2026, 3, 18)),
        ),
        placements=(Placement(**OF_CASE, id="l1", child_id="b", kind="relative_home", with_person="p1"),),
    )
    ada, ben = says(record)["children"]
    assert (ada["voice"]["said"], ben["voice"]["reason"]) == (["I like the dog."], "Ben is 4 months old.")
    assert (ada["permanency"]["goal"], ben["permanency"]["goal"]) == ("reintegration", "adoption")
    assert ada["placement"] is None
    assert ben["placement"]["with"] == "p1"


def test_the_goal_and_the_home_are_those_that_were_recorded_last() -> None:
    record = sample_record()
    later = Permanency(**SAID, id="m2", child_id=CHILD, goal="adoption", set_on=date(2026, 9, 1))
    moved = Placement(**OF_CASE, id="l2", child_id=CHILD, kind="relative_home", with_person="p9")
    [june] = says(
        replace(
            record,
            permanencies=(later, *record.permanencies),
            placements=(*record.placements, moved),
        )
    )["children"]
    assert june["permanency"]["goal"] == "adoption"
    assert june["placement"]["kind"] == "relative_home"


def spoken(voice_id: str, said: str, at: datetime, conference_id: str | None) -> Voice:
    moment = {"entered_at": at, "conference_id": conference_id}
    return Voice(**(SAID | moment), id=voice_id, child_id=CHILD, how="in_person", said=said)


def test_each_sentence_that_a_child_said_in_a_conference_stays_and_those_of_an_earlier_one_do_not() -> None:
    record = sample_record()
    [first] = record.conferences
    ended = first.ended_at
    assert ended is not None
    second = replace(first, id="conference2", number=2, started_at=None, ended_at=None)
    later = ended + timedelta(days=100)
    record = replace(
        record,
        conferences=(first, second),
        voices=(
            spoken("c1", "I said this the first time.", ended - timedelta(hours=1), CONFERENCE),
            spoken("c2", "I told Tom at home.", later, None),
            spoken("c3", "I like my new room.", later + timedelta(days=1), "conference2"),
            spoken("c4", "I want a cat.", later + timedelta(days=1, minutes=1), "conference2"),
        ),
    )
    [june] = says(record)["children"]
    assert june["voice"]["said"] == ["I told Tom at home.", "I like my new room.", "I want a cat."]


def test_the_trigger_is_the_event_that_opened_the_case_even_when_others_were_recorded_before() -> None:
    order = CaseEvent(**OF_CASE, id="e1", name="first_court_order", on=date(2026, 3, 4), recorded_by="U_p4")
    custody = replace(order, id="e2", name="placed_in_custody", on=date(2026, 3, 2))
    assert says(bare_record(events=(order, custody)))["case"]["trigger"]["event"] == "placed_in_custody"


def test_a_text_that_looks_like_a_person_is_no_person() -> None:
    record = replace(sample_record(), strengths=(Strength(**SAID, id="s1", text="p6", said_by="p1"),))
    assert "p6" not in says(record)["people"]


def test_half_of_a_surrogate_pair_becomes_a_visible_sign() -> None:
    record = bare_record(strengths=(Strength(**SAID, id="s1", text="a\ud83d b"),))
    assert says(record)["strengths"][0]["text"] == "a\ufffd b"


def test_a_task_without_an_objective_and_an_objective_without_a_task_are_both_there() -> None:
    record = bare_record(
        people=(Person(**OF_CASE, id="p1", name="Ida", role="mother"),),
        objectives=(Objective(**SAID, id="o1", goal_id="g9", text="A calm home."),),
        tasks=(
            Task(
                **SAID,
                id="t1",
                text="Call the school.",
                owner_id="p1",
                done_when="A note",
                due=date(2026, 4, 1),
            ),
        ),
        visits=(Visit(**SAID, id="v1", how_often="weekly", worker_with="child"),),
    )
    plan = says(record)
    assert plan["tasks"][0]["objective"] is None
    assert plan["objectives"][0]["text"] == "A calm home."
    assert plan["visits"][0]["who"] is None


def test_the_whole_record_holds_what_was_withdrawn_and_every_part() -> None:
    everything = whole(sample_record())
    assert set(everything) == {field.name for field in fields(CaseRecord)} | {"schema"}
    assert everything["case"]["id"] == CASE
    able = next(one for one in everything["person_facts"] if one["name"] == "able")
    assert (able["person_id"], able["answer"]) == ("p9", "being_checked")
