"""A later plan begins blank: each entry of the earlier one is carried over, or left out, by a tap (V-11)."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot.domain.errors import NotNow
from bot.domain.from_earlier import items, of_this_plan, undecided
from bot.domain.plan import FromEarlier, Task, TaskState
from bot.domain.record import CaseRecord
from bot.handlers.desk import Desk
from bot.handlers.entries.ideas_view import needs_view
from bot.paper_room import outlined
from bot.render import Words
from bot.services.calling import scheduling
from bot.services.delivery.reminders import wanted_reminders
from bot.services.entries import capture
from bot.services.meeting import holding, pausing
from bot.services.people import team
from bot.services.plan import changes, from_earlier, sealing
from bot.services.plan.plan import about, content
from bot.services.record import case_record
from bot.services.seeing import looking, plan_read
from bot.storage import open_storage
from tests.postgres import drop_database, make_database
from tests.services.casework import MANAGER, Casework, Clock, looked_at_all_sections, opened
from tests.services.test_talks import say
from tests.sqlite import make_database as make_sqlite

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "plan.schema.json").read_text())
FIRST, SECOND = date(2026, 3, 18), date(2026, 8, 20)


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casework]:
    """A plan was sealed in March; in August the team meets again."""
    url = make_sqlite(tmp_path) if request.param == "sqlite" else make_database()
    storage = open_storage(url, bytes(range(32)), clock := Clock())
    made = opened(storage, clock)
    begin(made, FIRST)
    fill(made)
    over(made)
    made.ids["version"] = sealing.seal(made.as_(MANAGER), made.ids["conference"]).id
    made.clock.moment += timedelta(hours=1)
    made.ids["later"] = say(made, "need", text="Noted after the seal")
    begin(made, SECOND)
    yield made
    storage.close()
    if request.param == "postgresql":
        drop_database(url)


def begin(made: Casework, on: date) -> None:
    when = {"kind": "case_planning_conference", "date": on, "zone": "America/Chicago", "after_due": True}
    planned = {**when, "start": time(15, 30), "end": time(17)}
    made.ids["conference"] = scheduling.schedule(made.as_(MANAGER), made.ids["case"], planned)
    made.clock.moment = datetime.combine(on, time(20, 30), UTC)
    holding.start(made.as_(MANAGER), made.ids["conference"])


def fill(made: Casework) -> None:
    ids = made.ids
    with made.reading() as work:
        (worker,) = case_record(work, ids["case"]).people
    ids["worker"] = worker.id
    ids["need"] = say(made, "need", text="Somebody at night")
    ids["goal"] = say(made, "goal", text="June is home and safe")
    ids["objective"] = say(
        made, "objective", goal_id=ids["goal"], text="A sober back-up for nights", need_ids=(ids["need"],)
    )
    step = {"owner_id": worker.id, "done_when": "A name on the list", "due": date(2026, 9, 1)}
    ids["task"] = say(made, "task", objective_id=ids["objective"], text="Ask a neighbor", **step)
    ids["ordered"] = say(made, "task", text="Go to class", court_ordered=True, **step)
    ids["strength"] = say(made, "strength", text="Dana reads to June.")
    say(made, "permanency", child_id=ids["first"], goal="reintegration")
    say(made, "voice", child_id=ids["first"], how="in_person", said="I want my own bed.")


def over(made: Casework) -> None:
    this = made.ids["conference"]
    holding.end(made.as_(MANAGER), this)
    holding.attend(made.as_(MANAGER), this, {"person_id": made.ids["worker"], "how": "in_person"})
    looked_at_all_sections(made.as_, MANAGER, this)


def record_of(case: Casework) -> CaseRecord:
    with case.reading() as work:
        return case_record(work, case.ids["case"])


def plan_of(case: Casework) -> dict[str, Any]:
    return content(record_of(case), case.agency.profiles["us-ks"])


def waiting(case: Casework) -> set[str]:
    """By the names that this test gave them."""
    names = {value: name for name, value in case.ids.items()}
    return {names[one.entry.id] for one in undecided(record_of(case))}


def reminded(case: Casework) -> set[str]:
    """The tasks of which somebody is reminded."""
    with case.reading() as work:
        found = wanted_reminders(work, record_of(case), case.agency.profiles)
    return {one.subject_id for one in found if one.subject_id in (case.ids["task"], case.ids["ordered"])}


ALL = {"need", "goal", "objective", "task", "ordered", "strength", "later"}


@pytest.mark.requirement("V-11")
def test_a_later_plan_begins_blank_and_each_tap_carries_over_with_a_mark(case: Casework) -> None:
    this, ids = case.ids["conference"], case.ids
    plan = plan_of(case)
    assert [plan[part] for part in ("needs", "goals", "objectives", "tasks", "strengths")] == [[]] * 5
    assert plan["children"][0]["voice"] is None, "the child is asked anew"
    assert plan["children"][0]["permanency"]["goal"] == "reintegration", "it stands until it is set anew"
    assert waiting(case) == ALL
    assert reminded(case) == {ids["task"], ids["ordered"]}, "a task is owed all the while"

    case.clock.moment += timedelta(minutes=1)
    for _ in range(2):
        from_earlier.carry(case.as_(MANAGER), this, ids["task"])
    plan = plan_of(case)
    mark = {"plan_of": "2026-03-18", "by": ids["worker"], "on": "2026-08-20"}
    came = [plan[part][0] for part in ("tasks", "objectives", "goals", "needs")]
    assert [row["id"] for row in came] == [ids[name] for name in ("task", "objective", "goal", "need")]
    assert [row["carried"] for row in came] == [mark] * 4
    assert ids["worker"] in plan["people"]
    rows = record_of(case).from_earlier
    assert len(rows) == 4, "twice changes nothing"
    assert {row.with_entry for row in rows} == {None, ids["task"]}, "what it hangs on came along with it"
    assert waiting(case) == {"ordered", "strength", "later"}

    say(case, "strength", text="New words")
    (new,) = plan_of(case)["strengths"]
    assert "carried" not in new
    from_earlier.carry(case.as_(MANAGER), this, ids["later"])
    later = next(row for row in plan_of(case)["needs"] if row["id"] == ids["later"])
    assert later["carried"]["plan_of"] is None, "it stood in no sealed plan"


@pytest.mark.requirement("V-11")
def test_nothing_is_lost_the_seal_waits_for_each_item_and_says_what_weighs(case: Casework) -> None:
    this, ids = case.ids["conference"], case.ids
    from_earlier.carry(case.as_(MANAGER), this, ids["task"])
    say(case, "voice", child_id=ids["first"], how="in_person", said="Still my own bed.")
    over(case)
    found = sealing.what_is_open(case.as_(MANAGER), this).gaps
    assert {gap.kind for gap in found} == {"earlier"}
    assert {gap.about: gap.notes for gap in found}[ids["ordered"]] == ("owed", "court_ordered")
    with pytest.raises(NotNow, match="plan_has_gaps"):
        sealing.seal(case.as_(MANAGER), this, "We met again")
    from_earlier.leave_out(case.as_(MANAGER), this, ids["ordered"], "no_longer_needed")
    from_earlier.leave_out(case.as_(MANAGER), this, ids["strength"], "other", "Said anew")
    from_earlier.carry_group(case.as_(MANAGER), this, "need")
    version = sealing.seal(case.as_(MANAGER), this, "We met again")
    assert version.number == 2
    sealed = json.loads(version.content)
    assert [row["id"] for row in sealed["tasks"]] == [ids["task"]]
    record = record_of(case)
    told = {
        "content": sealed,
        "content_sha256": version.content_sha256,
        "about": about(record, case.agency.profiles["us-ks"], version, ()),
        "signature": {"algorithm": "Ed25519", "public_key": "a", "value": "b"},
    }
    schema = Draft202012Validator(SCHEMA)
    wrong = [
        one for one in schema.iter_errors(told) if one.absolute_path and one.absolute_path[0] != "signature"
    ]
    assert not wrong, wrong
    case.clock.moment += timedelta(days=1)
    assert say(case, "service", what="Noted between") in {row["id"] for row in plan_of(case)["services"]}, (
        "a version between conferences goes on from what stands"
    )


def test_a_task_left_out_is_closed_and_owed_again_after_the_undo(case: Casework) -> None:
    this, ids = case.ids["conference"], case.ids
    for why, state in (("no_longer_needed", TaskState.CLOSED), ("done", TaskState.DONE)):
        from_earlier.leave_out(case.as_(MANAGER), this, ids["ordered"], why)
        with case.reading() as work:
            assert work.get(Task, ids["ordered"]).state is state
        assert reminded(case) == {ids["task"]}
        assert "ordered" not in waiting(case)
        from_earlier.undo(case.as_(MANAGER), this, ids["ordered"])
        with case.reading() as work:
            assert work.get(Task, ids["ordered"]).state is TaskState.OPEN
        assert reminded(case) == {ids["task"], ids["ordered"]}
        assert "ordered" in waiting(case)
    rows = record_of(case).from_earlier
    assert [row.why for row in rows] == ["no_longer_needed", "done"]
    assert all(row.taken_back_by == MANAGER for row in rows), "both facts stay"


def test_a_late_tap_overturns_nothing_that_somebody_decided_meanwhile(case: Casework) -> None:
    this, ids = case.ids["conference"], case.ids
    from_earlier.carry(case.as_(MANAGER), this, ids["ordered"])
    from_earlier.leave_out(case.as_(MANAGER), this, ids["strength"], "no_longer_needed")
    with pytest.raises(NotNow, match="decided_meanwhile"):
        from_earlier.leave_out(case.as_(MANAGER), this, ids["ordered"], "done")
    with pytest.raises(NotNow, match="decided_meanwhile"):
        from_earlier.carry(case.as_(MANAGER), this, ids["strength"])
    with case.reading() as work:
        assert work.get(Task, ids["ordered"]).state is TaskState.OPEN


def test_an_undo_lets_go_of_what_came_along_unless_something_hangs_on_it(case: Casework) -> None:
    this, ids = case.ids["conference"], case.ids
    from_earlier.carry(case.as_(MANAGER), this, ids["task"])
    for deed in (from_earlier.undo, lambda *who: from_earlier.leave_out(*who, "replaced")):
        with pytest.raises(NotNow, match="others_hang_on_it"):
            deed(case.as_(MANAGER), this, ids["objective"])
    from_earlier.undo(case.as_(MANAGER), this, ids["task"])
    assert waiting(case) == ALL
    from_earlier.carry(case.as_(MANAGER), this, ids["task"])
    new = say(case, "objective", goal_id=ids["goal"], text="Another change")
    from_earlier.undo(case.as_(MANAGER), this, ids["task"])
    assert waiting(case) == ALL - {"goal"}, "a new objective hangs on the goal"
    capture.withdraw(case.as_(MANAGER), "objective", new, "Said twice")
    from_earlier.undo(case.as_(MANAGER), this, ids["goal"])
    assert waiting(case) == ALL


def test_hanging_something_new_on_an_earlier_entry_carries_that_over(case: Casework) -> None:
    this, ids = case.ids["conference"], case.ids
    from_earlier.leave_out(case.as_(MANAGER), this, ids["goal"], "replaced")
    say(case, "objective", goal_id=ids["goal"], text="Another change")
    assert [row["id"] for row in plan_of(case)["goals"]] == [ids["goal"]]
    assert plan_of(case)["goals"][0]["carried"]
    with case.reading() as work:
        old = work.get(Task, ids["task"])
    capture.correct(case.as_(MANAGER), "task", ids["task"], {"help": "A ride"}, old.version)
    assert "task" in waiting(case), "a correction of an earlier entry decides nothing about it"


def test_a_third_plan_asks_only_of_what_the_second_held(case: Casework) -> None:
    this, ids = case.ids["conference"], case.ids
    from_earlier.carry(case.as_(MANAGER), this, ids["task"])
    for name in ("ordered", "strength", "later"):
        from_earlier.leave_out(case.as_(MANAGER), this, ids[name], "no_longer_needed")
    ids["new"] = say(case, "strength", text="New words")
    say(case, "voice", child_id=ids["first"], how="in_person", said="Still my own bed.")
    over(case)
    sealing.seal(case.as_(MANAGER), this, "We met again")
    case.clock.moment += timedelta(days=1)
    begin(case, date(2027, 2, 3))
    assert waiting(case) == {"task", "objective", "goal", "need", "new"}
    assert not plan_of(case)["tasks"]
    assert "carried" not in json.dumps(plan_of(case))
    # An undo is about this plan: what came along into the second stays said of it.
    from_earlier.carry(case.as_(MANAGER), ids["conference"], ids["task"])
    from_earlier.undo(case.as_(MANAGER), ids["conference"], ids["task"])
    with case.reading() as work:
        of_second = work.find(FromEarlier, case_id=ids["case"], conference_id=this)
    assert {one.entry_id for one in of_second if one.stands and one.carried} == {
        ids[name] for name in ("task", "objective", "goal", "need")
    }


def test_what_is_left_out_or_carried_over_after_the_seal_is_told_as_a_change(case: Casework) -> None:
    this, ids = case.ids["conference"], case.ids
    for name in ("task", "ordered", "strength"):
        from_earlier.carry(case.as_(MANAGER), this, ids[name])
    from_earlier.leave_out(case.as_(MANAGER), this, ids["later"], "no_longer_needed")
    say(case, "voice", child_id=ids["first"], how="in_person", said="Still my own bed.")
    over(case)
    case.clock.moment += timedelta(minutes=1)
    sealing.seal(case.as_(MANAGER), this, "We met again")
    assert changes.look(case.as_(MANAGER), ids["case"]).since == ()
    case.clock.moment += timedelta(minutes=1)
    from_earlier.undo(case.as_(MANAGER), this, ids["strength"])
    from_earlier.leave_out(case.as_(MANAGER), this, ids["strength"], "no_longer_needed")
    from_earlier.undo(case.as_(MANAGER), this, ids["later"])
    from_earlier.carry(case.as_(MANAGER), this, ids["later"])
    told = {(one.what, one.entry.id, one.by) for one in changes.look(case.as_(MANAGER), ids["case"]).since}
    assert told == {("taken_out", ids["strength"], MANAGER), ("added", ids["later"], MANAGER)}
    case.clock.moment += timedelta(days=1)
    begin(case, date(2027, 2, 3))
    from_earlier.carry(case.as_(MANAGER), ids["conference"], ids["task"])
    assert changes.look(case.as_(MANAGER), ids["case"]).since == (), "that is the next plan"


def test_sittings_separate_meetings_and_talks_of_one_round_go_on(case: Casework) -> None:
    this, ids = case.ids["conference"], case.ids
    from_earlier.carry(case.as_(MANAGER), this, ids["task"])
    holding.end(case.as_(MANAGER), this)
    holding.reopen(case.as_(MANAGER), this)
    assert waiting(case) == {"ordered", "strength", "later"}
    new = say(case, "strength", text="New words")
    holding.end(case.as_(MANAGER), this)
    case.clock.moment += timedelta(days=1)
    begin(case, SECOND + timedelta(days=1))  # nothing was sealed between
    assert waiting(case) == {"ordered", "strength", "later"}
    assert [row["id"] for row in plan_of(case)["strengths"]] == [new]
    assert [row["id"] for row in plan_of(case)["tasks"]] == [ids["task"]]


def test_a_conference_that_began_before_this_rule_goes_on_from_what_stands(case: Casework) -> None:
    """Records of before the migration name no plan before a conference: they stay as they were."""
    record = record_of(case)
    old = tuple(replace(one, after_version=None) for one in record.conferences)
    before = replace(record, conferences=old)
    assert of_this_plan(before) == before
    assert items(before) == ()


def test_what_others_read_of_it(case: Casework) -> None:
    """The plan and its marks are everybody's; why something was left out is for those who lead."""
    this, ids = case.ids["conference"], case.ids
    mother = {"name": "Dana Reyes", "role": "mother", "slack_user": "U0MOTHER", "family_said_yes": True}
    team.add_person(case.as_(MANAGER), ids["case"], mother)
    from_earlier.carry(case.as_(MANAGER), this, ids["strength"])
    from_earlier.leave_out(case.as_(MANAGER), this, ids["later"], "other", "Words about anyone")
    shown = plan_read.read(case.as_("U0MOTHER"), ids["case"])
    assert [one.id for one in shown.record.strengths] == [ids["strength"]]
    assert not shown.record.tasks
    mark = shown.carried[ids["strength"]]
    assert (mark.plan_of, mark.by, mark.on) == (FIRST, "Priya Nandan", SECOND)
    seen = looking.whole_record(case.as_("U0MOTHER"), ids["case"])
    assert seen.from_earlier == ()
    (left,) = [one for one in record_of(case).from_earlier if not one.carried]
    assert isinstance(left, FromEarlier)
    assert left.words == "Words about anyone"


def test_two_who_tap_at_once_carry_it_over_once(case: Casework) -> None:
    this, ids = case.ids["conference"], case.ids

    def tap(name: str) -> None:
        from_earlier.carry(case.as_(MANAGER), this, ids[name])

    with ThreadPoolExecutor(4) as hands:
        list(hands.map(tap, ["task", "objective", "task", "goal"]))
    rows = record_of(case).from_earlier
    above = {ids[name] for name in ("task", "objective", "goal", "need")}
    assert (len(rows), {one.entry_id for one in rows}) == (4, above)


def test_nothing_is_decided_while_the_meeting_is_stopped(case: Casework) -> None:
    this, ids = case.ids["conference"], case.ids
    pausing.pause(case.as_(MANAGER), this)
    with pytest.raises(NotNow, match="paused"):
        from_earlier.carry(case.as_(MANAGER), this, ids["task"])
    assert waiting(case) == ALL


def test_ideas_are_asked_for_the_needs_of_this_plan(case: Casework) -> None:
    desk, this, ids = Desk(Words(), lambda: None, outlined), case.ids["conference"], case.ids

    def read() -> str:
        return json.dumps(needs_view(desk, case.as_(MANAGER), ids["case"], "en"))

    say(case, "need", text="Said in this meeting")
    assert "Said in this meeting" in read()
    assert "Somebody at night" not in read()
    from_earlier.carry(case.as_(MANAGER), this, ids["need"])
    assert "Somebody at night" in read()
