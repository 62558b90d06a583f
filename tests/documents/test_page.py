"""A plan claims no more than was recorded: who was there, when it was, and each date once."""

import copy
from typing import Any

import pytest

from bot.documents.narrative import narrative_md
from bot.documents.page import page
from bot.documents.words import words
from tests.documents.plans import Plan, worked_example

WORDS = words("en", "en-US")


@pytest.fixture
def plan() -> Plan:
    return copy.deepcopy(worked_example())


def facts(plan: Plan) -> dict[str, str]:
    return {fact["label"]: fact["value"] for fact in page(*plan, WORDS, practice=False)["facts"]}


def people(plan: Plan) -> dict[str, Any]:
    told: dict[str, Any] = page(*plan, WORDS, practice=False)["people"]
    return told


@pytest.mark.requirement("K-14")
def test_nobody_is_printed_as_present_whose_attendance_nobody_recorded(plan: Plan) -> None:
    told = people(plan)
    assert told["others"] == []
    assert told["not_noted_heading"] == "Not on the team, attendance not recorded"
    assert "Bea Lund (Trainee, watching)" in told["not_noted"]
    narrative = narrative_md(*plan, WORDS).body.decode()
    [line] = [line for line in narrative.splitlines() if "Bea Lund" in line]
    assert line.startswith("- Not on the team, attendance not recorded: ")


def test_who_watched_is_printed_as_present_with_how_and_who_stayed_away_as_absent(plan: Plan) -> None:
    facilitator, interpreter, observer = plan[1]["others"]
    away = {"reason": "Sick", **dict.fromkeys(("input", "input_on", "follow_up_by", "follow_up_owner"))}
    interpreter |= {"took_part": "phone"}
    observer |= {"took_part": "absent_invited", "absence": away}
    told = people(plan)
    [there] = told["others"]
    assert there.endswith("(Spanish interpreter): By phone")
    assert told["not_noted"] == ["Omar Haddad (Facilitator)"]
    assert facilitator["took_part"] is None
    assert ["Reason: Sick."] in [each["lines"] for each in told["absent"] if "Bea Lund" in each["line"]]


def test_a_member_of_the_team_without_a_note_is_not_said_to_have_taken_part(plan: Plan) -> None:
    plan[1]["team"][0] |= {"took_part": None, "absence": None}
    assert people(plan)["rows"][0]["took_part"] == "Attendance not recorded"


def test_why_somebody_was_not_asked_is_no_word_of_theirs(plan: Plan) -> None:
    answers = plan[1]["acknowledgements"]
    note = {"person": "p6", "answer": "not_asked", "manner": None, "words": "sent a note"}
    answers.append(answers[0] | note)
    [ruth] = [row for row in people(plan)["rows"] if row["name"] == "Ruth Ellison"]
    assert ruth["chance"] == ["Not asked yet.", "Note: sent a note"]


def test_planned_and_held_times_are_told_apart_and_each_says_whence_it_is(plan: Plan) -> None:
    held = plan[1]["conference"]["held"]
    held |= {"start": "15:41", "end": "17:12"}
    span = "Wednesday, March 18, 2026, from 3:30\u202fPM to 5:00\u202fPM"
    assert facts(plan)["The meeting was planned for"] == f"{span} (Central Daylight Time)"
    pressed = facts(plan)["We met on"]
    assert "3:41" in pressed
    assert pressed.endswith("We noted these times when the meeting was opened and closed in Slack.")
    held |= {"by": "p4"}
    assert facts(plan)["We met on"].endswith("5:12\u202fPM. Priya Nandan told us these times.")


def test_a_talk_that_was_noted_afterwards_is_not_said_to_have_been_planned(plan: Plan) -> None:
    plan[1]["conference"]["held"] |= {"start": "15:30", "end": "17:00", "by": "p4"}
    told = facts(plan)
    assert "The meeting was planned for" not in told
    span = "Wednesday, March 18, 2026, from 3:30\u202fPM to 5:00\u202fPM"
    assert told["We met on"] == f"{span} (Central Daylight Time). Priya Nandan told us these times."


def test_a_child_who_spoke_is_not_named_as_the_one_who_told_it(plan: Plan) -> None:
    """Where somebody else brought the words, they are named."""
    voice = plan[0]["children"][0]["voice"]

    def lines() -> list[str]:
        told: list[str] = page(*plan, WORDS, practice=False)["voices"][0]["lines"]
        return [line for line in told if line.startswith("Told or read by")]

    plan[0]["people"] |= {"p3": {"name": "June Reyes", "role": "child", "relation": None}}
    voice["by"] = "p3"
    assert lines() == []
    plan[0]["children"].append({**plan[0]["children"][0], "id": "c2", "name": "Ada Reyes"})
    assert lines() == ["Told or read by June Reyes."]
    voice["by"] = "p4"
    assert lines() == ["Told or read by Priya Nandan."]


def test_each_sitting_of_a_meeting_that_was_adjourned_is_told(plan: Plan) -> None:
    first, second = ({"date": f"2026-03-{day}", "start": "10:00", "end": "11:30"} for day in ("10", "25"))
    plan[1]["conference"]["held"] = {**first, "by": None, "sittings": [first, second]}
    told = facts(plan)["We met on"]
    assert told.index("March 10, 2026") < told.index("; Wednesday, March 25, 2026, from 10:00")


def test_a_meeting_that_was_not_held_is_not_said_to_have_been(plan: Plan) -> None:
    plan[1]["conference"] |= {"held": None, "day_number": None}
    told = facts(plan)
    assert "The meeting was planned for" in told
    assert "We met on" not in told
    assert not any("We met" in value for value in told.values())


def due_rows(plan: Plan) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = page(*plan, WORDS, practice=False)["dates"]["rows"]
    return rows


def test_one_hearing_on_one_day_is_one_line_under_its_own_states_name(plan: Plan) -> None:
    hearings = [row for row in due_rows(plan) if "ermanency hearing" in row["what"]]
    assert [row["what"] for row in hearings] == ["Permanency hearing"]
    assert hearings[0]["notes"][0].startswith("12 calendar months after Monday, March 2, 2026 (")


def test_two_rules_that_name_different_days_are_two_lines(plan: Plan) -> None:
    for due in plan[1]["due_dates"]:
        if due["clock"] == "federal_permanency_hearing":
            due |= {"due": "2027-03-01"}
    hearings = [row["what"] for row in due_rows(plan) if "ermanency hearing" in row["what"]]
    assert hearings == ["Permanency hearing (federal)", "Permanency hearing"]


def test_a_date_says_on_which_days_it_stood_still_and_that_it_was_set_shorter(plan: Plan) -> None:
    plan[1]["due_dates"][0] |= {"stood_still": 12, "at_most": 170}
    assert due_rows(plan)[0]["notes"][1:3] == [
        "For 12 calendar days this did not count. They are added at the end.",
        "The team set this shorter than the rule, which is 170 calendar days.",
    ]


def test_a_date_says_how_it_was_counted_in_words(plan: Plan) -> None:
    first = due_rows(plan)[0]
    assert first["when"] == "Sunday, March 22, 2026"
    assert first["notes"][0] == "20 calendar days after Monday, March 2, 2026 (Custody began)."


def test_the_paper_says_in_which_language_it_is_and_tells_another_reader_in_theirs(plan: Plan) -> None:
    assert facts(plan)["Language of this paper"] == "English"
    spanish = page(*plan, words("es", "en-US"), practice=False)["facts"][-1]
    assert spanish["label"] == "Idioma de este papel"
    assert spanish["value"].startswith(
        "Español. Lo que dijeron las personas está en el idioma en que se anotó."
    )
    somali = page(*plan, words("so", "en-US"), practice=False)["facts"][-1]["value"]
    assert somali.startswith("English. We do not have this paper in Somali yet.")
