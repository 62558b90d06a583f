"""A bad conference file gets every error with its path, and nothing is played."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.practice.player.play import play
from bot.practice.player.reading import NotPlayable, read, read_file, schema
from tests.practice.player.files import (
    ALL,
    FAMILY_MEETING,
    KEPT_APART,
    ROOT,
    SAMPLE,
    THREE_VISITS,
    TWO_CHILDREN,
    TWO_PLANS,
    value_of,
    with_change,
    without,
)


def paths_of(value: Any) -> list[str]:
    with pytest.raises(NotPlayable) as caught:
        read(value)
    return [problem.path for problem in caught.value.problems]


@pytest.mark.parametrize("file", [*ALL, TWO_PLANS], ids=lambda file: file.stem)
def test_the_committed_files_can_be_played(file: Path) -> None:
    script = read_file(file)
    assert script.leader.name
    assert script.talks[-1].last


def test_the_published_schema_is_the_one_that_is_used() -> None:
    assert value_of(ROOT / "docs" / "conference.schema.json") == schema()


def test_the_sample_is_the_worked_example() -> None:
    assert value_of(SAMPLE) == value_of(ROOT / "tests" / "data" / "sample_conference.json")


def test_an_id_in_a_sentence_is_typed_as_what_it_stands_for() -> None:
    """So nobody reads "p4" on a plan; whatever points at somebody stays as it is."""
    script = read_file(SAMPLE)
    assert [task.get("help") for task in script.root.each("tasks") if task.get("help")] == [
        "Bus pass from Priya Nandan",
        "Rosa Reyes joins; Spanish copy",
        "Evening slot",
        "Spanish interpreter (booked)",
    ]
    visits = [visit.get("move_to_home_when") for visit in script.root.each("visit_plan")]
    assert "“Do the family home visit with Priya so visits can move to his home” done" in visits
    assert script.root.at("endorsement").get("by") == "Supervisor (not at the meeting)"
    assert script.people["p9"].part.get("interpreter") == "x2"
    assert script.root.each("permanency")[0].each("who_disagrees")[0].value == "p2"


WRONG = {
    "no such day": ("$.tasks[0].due", "2026-02-30"),
    "not a date": ("$.conference.date", "18 March"),
    "a step before the conference": ("$.tasks[2].due", "2026-03-17"),
    "an answer before the conference": ("$.acknowledgements[0].on", "2026-03-17"),
    "a copy before the conference": ("$.acknowledgements[0].copy.sent", "2026-03-01"),
    "endorsed before it was asked": ("$.endorsement.done", "2026-03-18"),
    "the end before the start": ("$.conference.end", "15:00"),
    "a conference before the case": ("$.conference.date", "2026-03-01"),
    "a follow-up before the conference": ("$.team[5].absence.follow_up_by", "2026-03-10"),
    "no such profile": ("$.case.profile", "us-xx"),
    "no such role": ("$.team[4].role", "astronaut"),
    "a role of the team beside it": ("$.not_team[2].role", "father"),
    "no such goal": ("$.permanency.goal", "maintain_everything"),
    "no such back-up goal": ("$.permanency.concurrent", "nothing"),
    "no such event": ("$.case.trigger.event", "moonrise"),
    "no such kind of plan": ("$.case.plan_kind", "picnic"),
    "no such clock": ("$.case.clock.next_picnic_due", "2026-09-04"),
    "nobody of that id": ("$.tasks[5].owner", "p99"),
    "nobody to say it": ("$.strengths[0].by", "p99"),
    "nobody who disagrees": ("$.permanency.who_disagrees[0]", "p99"),
    "nobody expected": ("$.expected.open_disagreements[0]", "p99"),
    "no such objective": ("$.tasks[0].objective", "o9"),
    "no such need": ("$.objectives[0].needs[1]", "n9"),
    "no such goal of the plan": ("$.objectives[1].goal", "g9"),
    "an id that stands twice": ("$.team[1].id", "p1"),
    "a task's id that stands twice": ("$.tasks[1].id", "t1"),
    "a place on the agenda twice": ("$.conference.agenda[1].n", 1),
    "a tap without Slack": ("$.acknowledgements[0].manner", "tap"),
    "no answer that we know": ("$.acknowledgements[0].answer", "maybe"),
    "a number where words belong": ("$.tasks[0].text", 5),
    "no words": ("$.needs[0].text", ""),
    "too many words": ("$.goals[0].text", "x" * 3001),
    "no such time zone": ("$.case.zone", "Mars/Phobos"),
    "a language that nobody can choose": ("$.team[8].language", "zz"),
    "only what nobody sees": ("$.team[0].name", "\u200f \u200b"),
    "a character that nobody types": ("$.strengths[0].text", "one\0two"),
    "half a character": ("$.strengths[0].text", "one \ud83d two"),
    "another endorsement rule": ("$.endorsement.required_by_profile", "royal_assent"),
}


@pytest.mark.parametrize(("path", "new"), WRONG.values(), ids=list(WRONG))
def test_each_wrong_value_is_named_by_its_path(path: str, new: object) -> None:
    assert path in paths_of(with_change(value_of(SAMPLE), path, new))


def test_a_childs_id_where_a_persons_belongs_is_told_with_the_one_that_is_meant() -> None:
    with pytest.raises(NotPlayable) as caught:
        read(with_change(value_of(TWO_CHILDREN), "$.services[0].for", "c1"))
    (problem,) = caught.value.problems
    assert (problem.path, "write k1" in problem.words) == ("$.services[0].for", True)


@pytest.mark.parametrize(
    "path", ["$.case.trigger", "$.team", "$.tasks[0].owner", "$.acknowledgements[0].manner"]
)
def test_what_must_be_there_is_missed(path: str) -> None:
    missed = paths_of(without(value_of(SAMPLE), path))
    assert missed == [path.rpartition(".")[0]]


@pytest.mark.parametrize(("day", "start"), [("2026-11-01", "01:30"), ("2026-03-08", "02:30")])
def test_a_time_that_the_clocks_skip_or_show_twice_is_none(day: str, start: str) -> None:
    value = value_of(SAMPLE)
    del value["conference"]["end"]
    for path, new in (("$.conference.date", day), ("$.conference.start", start)):
        value = with_change(value, path, new)
    assert "$.conference.start" in paths_of(value)


def test_two_who_must_not_meet_are_not_asked_to_one_conference() -> None:
    together = with_change(value_of(KEPT_APART), "$.conferences[1].left_out", [])
    assert paths_of(together) == ["$.conferences[1]"]
    nobody = with_change(value_of(KEPT_APART), "$.no_contact[0].between", ["m1", "nobody"])
    assert "$.no_contact[0].between[1]" in paths_of(nobody)


def test_nobody_points_at_what_is_only_said_later() -> None:
    value = with_change(
        value_of(THREE_VISITS), "$.tasks[0].conference", value_of(THREE_VISITS)["conferences"][0]["id"]
    )
    named = value["tasks"][0]["objective"]
    place = next(place for place, one in enumerate(value["objectives"]) if one["id"] == named)
    value = with_change(value, f"$.objectives[{place}].conference", value["conferences"][1]["id"])
    assert "$.tasks[0].objective" in paths_of(value)


def test_only_what_stands_in_a_plan_that_was_sealed_before_is_carried_over() -> None:
    value = value_of(TWO_PLANS)
    new = with_change(value, "$.conferences[1].from_earlier.carried", ["t1", "t3", "nothing"])
    assert paths_of(new) == [f"$.conferences[1].from_earlier.carried[{place}]" for place in (1, 2)]
    unsealed = without(value, "$.conferences[0].sealed")
    assert paths_of(unsealed) == [
        *("$.conferences[1].from_earlier.carried[0]", "$.conferences[1].from_earlier.left_out[0].entry")
    ]


def test_a_relative_whom_the_family_did_not_want_is_not_played() -> None:
    value = without(value_of(SAMPLE), "$.team[8].invited_by_request_of")
    read(value)
    value["team"][8]["family_said_ok"] = False
    assert paths_of(value) == ["$.team[8].family_said_ok"]


def test_an_unknown_key_is_refused_wherever_it_stands() -> None:
    value = with_change(value_of(SAMPLE), "$.team[0].shoe_size", 7)
    assert paths_of(value) == ["$.team[0]"]
    assert paths_of(with_change(value, "$.weather", "rain")) == ["$", "$.team[0]"]


def test_every_error_is_told_at_once() -> None:
    value = value_of(SAMPLE)
    for path, new in (
        ("$.tasks[0].due", "2026-02-30"),
        ("$.team[4].role", "pilot"),
        ("$.goals[0].by", "p99"),
    ):
        value = with_change(value, path, new)
    assert paths_of(value) == ["$.goals[0].by", "$.tasks[0].due", "$.team[4].role"]


def test_talks_stand_in_the_order_in_which_they_are_held() -> None:
    value = with_change(value_of(THREE_VISITS), "$.conferences[1].date", "2026-06-03")
    assert "$.conferences[1].date" in paths_of(value)


def test_several_children_are_pointed_at_by_their_ids() -> None:
    value = value_of(TWO_CHILDREN)
    assert "$.permanency[1].child" in paths_of(with_change(value, "$.permanency[1].child", "c9"))
    assert "$.team[0].parent_of[1]" in paths_of(with_change(value, "$.team[0].parent_of[1]", "c9"))


def test_a_later_version_can_change_only_what_is_there() -> None:
    value = with_change(value_of(THREE_VISITS), "$.versions[0].withdrawn[0].id", "t9")
    assert paths_of(value) == ["$.versions[0].withdrawn[0].id"]


def test_a_version_is_moved_once_and_only_what_was_done_is_taken_back() -> None:
    value = value_of(THREE_VISITS)
    moves = value["versions"][0]["moves"]
    assert [one["move"] for one in moves] == ["withdraw", "restore", "reopen"]
    value["versions"][0]["moves"] = [moves[1] | {"why": "A slip."}, moves[2], moves[2]]
    assert paths_of(value) == [f"$.versions[0].moves{end}" for end in ("[0].move", "[0].why", "[2].move")]
    value["versions"][0]["moves"] = [{"move": "withdraw"}]
    assert paths_of(value) == ["$.versions[0].moves[0]"], "a reason is needed"


def test_somebody_must_lead() -> None:
    value = value_of(THREE_VISITS)
    assert paths_of(with_change(value, "$.team[1].slack", False)) == [
        "$.acknowledgements[1].manner",
        "$.not_team",
    ]


def test_people_who_wait_for_each_other_are_refused() -> None:
    value = with_change(value_of(SAMPLE), "$.team[0].invited_by_request_of", "p9")
    assert "$.team[0].invited_by_request_of" in paths_of(value)


BAD = {
    "not json": "{",
    "a key twice": '{"case": {}, "case": {}}',
    "not utf-8": None,
    "nested without end": "[" * 100_000 + "]" * 100_000,
    "a list": "[]",
}


@pytest.mark.parametrize("text", BAD.values(), ids=list(BAD))
def test_what_is_no_conference_file_ends_with_2_and_plays_nothing(
    text: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = tmp_path / "file.json", tmp_path / "out"
    file.write_bytes(text.encode() if text is not None else b"\xff\xfe{")
    assert play(file, out) == 2
    assert not out.exists()
    assert capsys.readouterr().err.startswith("$")


def test_a_mark_that_some_editors_write_first_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "file.json"
    file.write_text(SAMPLE.read_text("utf-8"), "utf-8-sig")
    assert read_file(file).root == read_file(SAMPLE).root


def test_a_file_that_is_not_there_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert play(tmp_path / "none.json", tmp_path / "out") == 2
    assert "cannot be read" in capsys.readouterr().err


def test_errors_name_no_words_of_the_family(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    value = with_change(value_of(SAMPLE), "$.strengths[0].text", "Secret words " * 300)
    file = tmp_path / "file.json"
    file.write_text(json.dumps(value), "utf-8")
    assert play(file, tmp_path / "out") == 2
    assert "Secret words" not in capsys.readouterr().err


HELD_OTHERWISE = {
    "no family time in such a meeting": (
        SAMPLE,
        "$.conference.family_time",
        {"start": "15:40", "end": "16:00"},
    ),
    "back before they went": (FAMILY_MEETING, "$.conference.family_time.end", "16:30"),
    "alone before it began": (FAMILY_MEETING, "$.conference.family_time.start", "15:50"),
    "a conference is held, not noted": (SAMPLE, "$.conference.noted", "2026-03-19"),
    "noted before it was held": (THREE_VISITS, "$.conferences[1].noted", "2026-06-08"),
    "noted after the next one": (THREE_VISITS, "$.conferences[1].noted", "2026-06-17"),
    "nobody was there": (THREE_VISITS, "$.conferences[1].attendance", []),
    "planned, and noted": (THREE_VISITS, "$.conferences[1].planned", "2026-06-05"),
    "nobody of that id chose": (FAMILY_MEETING, "$.ideas[0].chosen.by[1]", "p99"),
    "a step from no idea": (FAMILY_MEETING, "$.tasks[0].idea", "i9"),
    "a step from an idea that nobody chose": (FAMILY_MEETING, "$.services[0].idea", "i2"),
    "an offer to nobody": (FAMILY_MEETING, "$.offers[0].to", "p99"),
    "an offer of another kind": (FAMILY_MEETING, "$.offers[0].kind", "picnic"),
    "ready by themselves without Slack": (FAMILY_MEETING, "$.conference.get_ready[0].who", "m1"),
}


@pytest.mark.parametrize("wrong", HELD_OTHERWISE, ids=str)
def test_what_cannot_be_held_so_is_told_with_its_place(wrong: str) -> None:
    file, path, value = HELD_OTHERWISE[wrong]
    told = paths_of(with_change(value_of(file), path, value))
    assert any(one.startswith(path.rpartition(".")[0]) for one in told), told
