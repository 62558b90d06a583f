"""Hints on wording: the pairs of the script, the tasks of the worked example, and each pattern's limits."""

import json
from datetime import date
from pathlib import Path

import pytest

from bot.domain.smart import DueBetween, HintId, hints

SAMPLE = json.loads((Path(__file__).parent.parent / "data" / "sample_conference.json").read_text("utf-8"))
PARENTS = {"p1", "p2"}


@pytest.mark.requirement("V-15")
def test_vague_words_are_caught_and_plain_ones_are_not() -> None:
    vague = hints("Mom will successfully complete parenting classes ASAP")
    assert [(hint.id, hint.words) for hint in vague] == [
        (HintId.PROGRAM_NOT_CHANGE, ("successfully complete",)),
        (HintId.NO_DATE, ("ASAP",)),
        (HintId.NO_NAME, ("Mom will",)),
    ]
    assert hints("Dana will call Prairie Light by April 1 and show Priya the intake letter") == ()


@pytest.mark.parametrize("task", SAMPLE["tasks"], ids=lambda task: task["id"])
def test_the_tasks_of_the_worked_example_give_no_hint(task: dict[str, str]) -> None:
    names = {person["id"]: person["name"] for person in SAMPLE["team"]}
    found = hints(
        task["text"],
        done_when=task["done_when"],
        owner_names=[names[task["owner"]]],
        owner_is_family=task["owner"] in PARENTS,
        due=date.fromisoformat(task["due"]),
        dates=DueBetween(
            conference=date.fromisoformat(SAMPLE["conference"]["date"]),
            next_conference=date.fromisoformat(SAMPLE["case"]["clock"]["next_conference_due"]),
            others=[date.fromisoformat(other["due"]) for other in SAMPLE["tasks"] if other is not task],
        ),
    )
    assert found == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dana will complete treatment", [HintId.PROGRAM_NOT_CHANGE]),
        ("Dana will complete the intake form", []),
        ("Attend parenting classes", [HintId.PROGRAM_NOT_CHANGE]),
        ("Attend June's school play", []),
        ("Keep a stable and suitable home", [HintId.NO_MEASURE]),
        ("Send the property tax letter to Priya", []),
        ("Call Rosa regularly", [HintId.NO_DATE]),
        ("Visit June when ready", [HintId.NO_DATE]),
        ("Follow all recommendations of the clinic", [HintId.OPEN_ENDED]),
        ("Work with the therapist", [HintId.OPEN_ENDED]),
        ("Improve the night routine", [HintId.NOT_SEEN]),
        ("Address anger issues", [HintId.NOT_SEEN]),
        ("Give Priya the new address", []),
        ("Parents will drive June to school", [HintId.NO_NAME]),
        ("Marcus will stop drinking", [HintId.ONLY_WHAT_NOT]),
        ("Stop drinking and call Rosa instead", []),
        ("Talk to Rosa about how to stop", []),
        ("Find a flat and enrol in the course", [HintId.TWO_STEPS]),
        ("Dana will call the clinic and Priya will pay for it", [HintId.TWO_STEPS]),
        ("Send the referral and pay approval", []),
        ("Book the visit, and go to it", []),
        ("", []),
    ],
)
def test_each_pattern_at_its_limits(text: str, expected: list[HintId]) -> None:
    assert [hint.id for hint in hints(text, owner_names=["Dana Reyes"])] == expected


def test_two_steps_are_one_task_when_done_when_proves_both() -> None:
    text = "Apply with Dana for heat repair money and fit two smoke alarms."
    assert [hint.id for hint in hints(text)] == [HintId.TWO_STEPS]
    assert [hint.id for hint in hints(text, done_when="Both alarms tested")] == [HintId.TWO_STEPS]
    assert hints(text, done_when="Both alarms tested; repair date booked") == ()


def test_a_parents_task_that_waits_for_the_agency_is_shown() -> None:
    text = "Take the referral to the clinic"
    assert [hint.id for hint in hints(text, owner_is_family=True)] == [HintId.AGENCY_FIRST]
    assert hints(text) == ()


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (date(2026, 3, 18), [HintId.DUE_BY_MEETING]),
        (date(2026, 3, 19), []),
        (date(2026, 9, 4), []),
        (date(2026, 9, 5), [HintId.DUE_AFTER_NEXT]),
    ],
)
def test_a_due_date_lies_between_two_conferences(due: date, expected: list[HintId]) -> None:
    between = DueBetween(conference=date(2026, 3, 18), next_conference=date(2026, 9, 4))
    assert [hint.id for hint in hints("Call Rosa", due=due, dates=between)] == expected


def test_the_same_day_for_all_tasks_is_shown() -> None:
    day = date(2026, 4, 30)
    same = DueBetween(others=[day, day])
    assert [hint.id for hint in hints("Call Rosa", due=day, dates=same)] == [HintId.SAME_DUE_FOR_ALL]
    assert hints("Call Rosa", due=day, dates=DueBetween(others=[day, date(2026, 5, 1)])) == ()
