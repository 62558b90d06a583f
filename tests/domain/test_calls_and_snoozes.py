"""Who is reached how: calls until they are made, what is put off, quiet weekends, the supervisor once."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.calls import MADE, NOT_REACHED, Called
from bot.domain.dates import to_wall
from bot.domain.quiet_hours import Quiet
from bot.domain.record import CaseRecord
from bot.domain.reminder import RemindWhen
from bot.domain.snoozing import Snooze, until
from tests.builders import OF_CASE, ZONE, bare_record, sample_record
from tests.domain.test_reminders import TEAM, of, planned, reckon, task, wall


def days_of(record: CaseRecord, kind: str, **reach: Any) -> list[datetime]:
    return [one.due_at for one in of(kind, reckon(record, **reach))]


def test_agency_steps_are_chased_exactly_as_firmly_as_parents() -> None:
    """The same days and the same moments, whether it is theirs, a parent's, or asked by a call."""

    def of_owner(owner: str, kind: str = "task") -> list[datetime]:
        found = of(kind, reckon(bare_record(people=TEAM, tasks=(task(owner),))))
        return [one.due_at for one in found if "chase" not in one.slot]

    assert of_owner("cm") == of_owner("mom") == of_owner("dad", "task_call")
    assert len(of_owner("cm")) == 3


def test_every_owner_of_the_sample_has_a_path() -> None:
    record = sample_record()
    found = reckon(record)
    reached = {one.person_id or "" for one in found if one.kind in ("task", "task_call")}
    assert {one.owner_id for one in record.tasks} <= reached
    by_mail = reckon(record, by_mail=frozenset({"p1"}))
    mailed = [one for one in by_mail if one.to == "mail:p1"]
    assert mailed, "whoever called an e-mail safe gets it there"
    assert {one.person_id for one in of("task_call", by_mail)} >= {"p1"}, "and is called on the day"


def test_a_call_is_asked_for_until_it_was_made() -> None:
    record = bare_record(people=TEAM, tasks=(task("dad"),))
    first, *chased = of("task_call", reckon(record))
    assert [one.due_at for one in chased[:1]] == [first.due_at + timedelta(days=1)]
    facts = {"person_id": "dad", "kind": "task_call", "subject_id": "t1", "slot": first.slot}
    said = Called(**OF_CASE, id="k", **facts, result=MADE, at=first.due_at, entered_by="U_cm")
    made = of("task_call", reckon(record, called={said.which: said}))
    assert not [one for one in made if one.slot.startswith(first.slot)]
    assert made, "the next question about the step is a call of its own"
    then = first.due_at + timedelta(hours=5)
    missed = replace(said, result=NOT_REACHED, again_at=then)
    again = [
        one for one in of("task_call", reckon(record, called={said.which: missed})) if "again" in one.slot
    ]
    assert [one.due_at for one in again] == [then]


def test_what_is_put_off_comes_once_at_the_chosen_time_and_to_nobody_else() -> None:
    record = bare_record(people=TEAM, tasks=(task("mom"), replace(task("cm"), id="t2")))
    then = wall("2026-04-02 09:00")
    about = {"kind": "task", "subject_id": "t1", "slack_user": "U_mom"}
    snooze = Snooze(**OF_CASE, id="s", **about, at=wall("2026-03-29 10:00"), until=then)
    plain, later = reckon(record), reckon(record, snoozes={snooze.of: snooze})
    mine = [one.due_at for one in later if one.to == "U_mom"]
    assert mine == [then, wall("2026-04-04 09:00")]
    assert [one for one in plain if one.to == "U_cm"] == [one for one in later if one.to == "U_cm"]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("in_two_hours", "2026-03-27 18:30"),
        ("tomorrow", "2026-03-30 08:00"),
        ("in_three_days", "2026-03-30 09:00"),
    ],
)
def test_a_chosen_time_keeps_ones_own_quiet(choice: str, expected: str) -> None:
    """Friday afternoon, with quiet weekends: tomorrow is Monday, when the quiet ends."""
    friday = wall("2026-03-27 16:30")
    assert until(choice, friday, ZONE, Quiet(weekends=True)) == wall(expected)


def test_a_step_goes_to_the_supervisor_once_and_a_parents_to_nobody() -> None:
    when = RemindWhen(escalate_after=5, escalate_of=frozenset({"agency"}))
    groups = {"cm": "agency", "mom": "family"}
    record = bare_record(people=TEAM, tasks=(task("cm"), replace(task("mom"), id="t2")))
    found = of("escalation", reckon(record, when=when, groups=groups, supervisors=("U_boss",)))
    assert [(one.subject_id, one.to) for one in found] == [("t1", "U_boss")]
    assert to_wall(found[0].due_at, ZONE).date() == date(2026, 4, 6)
    moved = replace(record, tasks=(replace(task("cm"), due=date(2026, 5, 1)),))
    later = of("escalation", reckon(moved, when=when, groups=groups, supervisors=("U_boss",)))
    assert later[0].key("c") == found[0].key("c"), "another day is no second word"
    assert not of("escalation", reckon(record, groups=groups, supervisors=("U_boss",)))


def test_each_of_those_without_slack_has_a_call_of_their_own() -> None:
    """One message for each: the outbox keeps one of a key, and a key without the name lost all but one."""
    away = tuple(replace(one, slack_user=None) if one.id == "mom" else one for one in TEAM)
    found = of(
        "conference_call", reckon(bare_record(people=away, conferences=(planned("2026-03-18 15:30"),)))
    )
    assert {one.person_id for one in found} == {"mom", "dad"}
    assert len({one.key("case") for one in found}) == len(found)
