"""Which reminders a record calls for: whom, when on whose clock, until when; and what stops them."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from bot.domain.between import TeamContact, Update
from bot.domain.case import CaseState
from bot.domain.closing import Copy, Endorsement
from bot.domain.conference import Attendance, Conference, ConferenceState, Invitation
from bot.domain.dates import to_utc, to_wall
from bot.domain.people import Person
from bot.domain.plan import Task, TaskState
from bot.domain.preparing import AccessNeed
from bot.domain.quiet_hours import Quiet
from bot.domain.reach import Reach
from bot.domain.record import CaseRecord
from bot.domain.reminder import Reminder, RemindWhen
from bot.domain.reminders import due_reminders
from tests.builders import OF_CASE, SAID, ZONE, bare_record, sample_due_dates, sample_record

WHEN = RemindWhen()


def wall(text: str, zone: str = ZONE) -> datetime:
    """A wall time as a moment."""
    return to_utc(datetime.fromisoformat(text), zone)


def reckon(record: CaseRecord, *, when: RemindWhen = WHEN, clocks: Any = (), **reach: Any) -> list[Reminder]:
    return list(due_reminders(record, clocks, when, Reach(**reach)))


def of(kind: str, reminders: list[Reminder]) -> list[Reminder]:
    return [one for one in reminders if one.kind == kind]


def person(person_id: str, role: str = "mother", slack: bool = True, **more: Any) -> Person:
    return Person(
        **OF_CASE,
        id=person_id,
        name="Invented Name",
        role=role,
        slack_user=f"U_{person_id}" if slack else None,
        **more,
    )


TEAM = (person("cm", "case_manager"), person("mom"), person("dad", "father", slack=False))


def planned(starts: str, zone: str = ZONE, **more: Any) -> Conference:
    usual = {
        "id": "c1",
        "number": 1,
        "kind": "case_planning_conference",
        "starts_at": wall(starts, zone),
        "ends_at": wall(starts, zone) + timedelta(hours=1),
        "zone": zone,
        "called_by": "U_cm",
    }
    return Conference(**OF_CASE | usual | more)


def task(owner: str, due: str = "2026-04-01", **more: Any) -> Task:
    return Task(
        **SAID | more, id="t1", text="words", owner_id=owner, done_when="words", due=date.fromisoformat(due)
    )


def test_the_sample_clock_is_announced_on_its_three_days() -> None:
    """2026-09-04 is announced on 08-05, 08-21 and 09-01, at nine in the morning there."""
    clocks = [one for one in sample_due_dates() if one.clock_id in ("initial_conference", "next_conference")]
    found = of("clock", reckon(sample_record(), clocks=clocks, supervisors=("U_boss",)))
    assert {one.subject_id for one in found} == {"next_conference"}, "a date that was met calls for none"
    assert {one.to for one in found} == {"U_p4", "U_x1", "U_boss"}
    days = sorted({to_wall(one.due_at, ZONE) for one in found})
    assert days == [datetime(2026, 8, 5, 9), datetime(2026, 8, 21, 9), datetime(2026, 9, 1, 9)]


def test_the_sample_tasks_go_to_their_owner_or_to_whoever_must_call_them() -> None:
    """Priya and Tom use Slack; for Dana, Marcus and Gail the case manager makes the call."""
    found = reckon(sample_record())
    owners = {one.subject_id: one.to for one in of("task", found)}
    assert owners == {"t2": "U_p4", "t4": "U_p4", "t7": "U_p4", "t8": "U_p5"}
    calls = {one.subject_id: (one.to, one.person_id) for one in of("task_call", found)}
    assert calls == {
        "t1": ("U_p4", "p1"),
        "t3": ("U_p4", "p1"),
        "t5": ("U_p4", "p7"),
        "t6": ("U_p4", "p2"),
    }


def test_the_absent_members_follow_up_comes_on_its_day() -> None:
    """Ruth was sick; Priya owns the follow-up of 24 March."""
    (found,) = of("follow_up", reckon(sample_record()))
    assert (found.to, found.person_id, found.due_at) == ("U_p4", "p6", wall("2026-03-24 09:00"))
    heard = tuple(
        replace(one, input_on=date(2026, 3, 20)) if one.person_id == "p6" else one
        for one in sample_record().attendances
    )
    assert of("follow_up", reckon(replace(sample_record(), attendances=heard))) == []


def test_a_conference_is_announced_a_day_and_two_hours_before() -> None:
    found = reckon(bare_record(people=TEAM, conferences=(planned("2026-03-18 15:30"),)))
    mom = [one for one in of("conference", found) if one.to == "U_mom"]
    assert [one.due_at for one in mom] == [wall("2026-03-17 15:30"), wall("2026-03-18 13:30")]
    # After an outage, or when practice time jumps, the second one is enough.
    assert [one.expires_at for one in mom] == [wall("2026-03-18 13:30"), wall("2026-03-18 15:30")]
    calls = of("conference_call", found)
    assert [(one.to, one.person_id, one.due_at) for one in calls] == [
        ("U_cm", "dad", wall("2026-03-17 09:00")),
        ("U_cm", "dad", wall("2026-03-18 09:00")),
    ], "asked for again, as nobody noted that it was made"


def test_what_somebody_needs_is_asked_of_staff_in_time_and_not_once_it_is_answered() -> None:
    need = AccessNeed(
        **OF_CASE, id="n1", person_id="mom", what="ride", agreed_on=date(2026, 3, 2), entered_by="U_cm"
    )
    over = replace(need, id="n2", answer="arranged")
    record = bare_record(people=TEAM, conferences=(planned("2026-03-18 15:30"),), access_needs=(need, over))
    found = of("need", reckon(record))
    assert [(one.to, one.subject_id) for one in found] == [("U_cm", "n1")] * 2
    assert [one.due_at for one in found] == [wall("2026-03-13 09:00"), wall("2026-03-16 09:00")]
    elsewhere = planned("2026-03-18 15:30", left_out=("mom",))
    assert not of("need", reckon(replace(record, conferences=(elsewhere,))))


def test_the_day_before_keeps_its_wall_time_over_the_spring_change() -> None:
    """Clocks go forward on 8 March 2026: the day before is 23 hours before."""
    found = reckon(bare_record(people=TEAM[1:2], conferences=(planned("2026-03-08 15:00"),)))
    assert found[0].due_at == wall("2026-03-07 15:00")
    assert wall("2026-03-08 15:00") - found[0].due_at == timedelta(hours=23)


@pytest.mark.parametrize(
    ("starts", "expected"),
    [
        ("2026-03-18 09:00", ["2026-03-17 09:00", "2026-03-18 08:00"]),
        ("2026-03-18 08:00", ["2026-03-17 08:00"]),
        ("2026-03-18 21:00", ["2026-03-18 08:00", "2026-03-18 19:00"]),
        ("2026-03-18 22:00", ["2026-03-18 08:00"]),
    ],
)
def test_nobody_is_woken(starts: str, expected: list[str]) -> None:
    """What would fall between 8 p.m. and 8 a.m. comes at 8, or not at all when that is too late."""
    found = reckon(bare_record(people=TEAM[1:2], conferences=(planned(starts),)))
    assert [one.due_at for one in found] == [wall(moment) for moment in expected]


def test_each_reader_has_their_own_morning() -> None:
    """Nine o'clock is nine where the reader is; without a zone of theirs, where the case is."""
    record = bare_record(people=TEAM, tasks=(task("mom"),))
    there, *_ = of("task", reckon(record, when=RemindWhen(task_days=(3,)), zones={"U_mom": "America/Denver"}))
    here, *_ = of("task", reckon(record, when=RemindWhen(task_days=(3,))))
    assert there.due_at == wall("2026-03-29 09:00", "America/Denver")
    assert here.due_at == wall("2026-03-29 09:00")


def test_a_task_is_asked_about_until_the_next_time() -> None:
    """Late by an outage, the first question would only double the second."""
    first, second, third = reckon(bare_record(people=TEAM, tasks=(task("mom"),)))
    assert (first.due_at, second.due_at) == (wall("2026-03-29 09:00"), wall("2026-04-01 09:00"))
    assert third.due_at == wall("2026-04-04 09:00"), "and once after its day: is it stuck?"
    assert (first.expires_at, second.expires_at) == (second.due_at, third.due_at)
    assert third.expires_at > third.due_at


@pytest.mark.requirement("C-11")
def test_what_could_get_in_the_way_brings_a_reminder_a_week_earlier() -> None:
    """What it is stands behind the button: the reminder holds ids alone."""

    def reminders(barrier: str | None) -> list[Reminder]:
        return reckon(bare_record(people=TEAM, tasks=(task("mom", barrier=barrier),)))

    plain, hindered = ([one.due_at for one in reminders(barrier)] for barrier in (None, "No car"))
    assert hindered == [wall("2026-03-22 09:00"), *plain]
    assert "No car" not in str(reminders("No car"))


def _stopped() -> dict[str, CaseRecord]:
    conference, whole = planned("2026-03-18 15:30"), bare_record(people=TEAM)
    alone = replace(whole, people=TEAM[:2])
    declined = Invitation(**OF_CASE, id="i1", conference_id="c1", person_id="mom", reply="no")
    gone = replace(TEAM[1], left_on=date(2026, 3, 1))
    withdrawn = task("mom", withdrawn_at=datetime(2026, 3, 19, tzinfo=UTC))
    closed = replace(whole.case, state=CaseState.CLOSED)
    return {
        "a finished task": replace(whole, tasks=(replace(task("mom"), state=TaskState.DONE),)),
        "a withdrawn task": replace(whole, tasks=(withdrawn,)),
        "a conference called off": replace(
            whole, conferences=(replace(conference, state=ConferenceState.CANCELLED),)
        ),
        "a conference that runs": replace(
            whole, conferences=(replace(conference, state=ConferenceState.OPEN),)
        ),
        "someone who declined": replace(
            alone, people=TEAM[1:2], conferences=(conference,), invitations=(declined,)
        ),
        "someone who left": replace(alone, people=(gone,), conferences=(conference,)),
        "a closed case": replace(whole, case=closed, tasks=(task("mom"),), conferences=(conference,)),
        "a copy that went": replace(
            whole,
            copies=(
                Copy(
                    **OF_CASE,
                    id="k1",
                    version_id="v1",
                    person_id="mom",
                    due=date(2026, 3, 25),
                    sent_on=date(2026, 3, 24),
                ),
            ),
        ),
        "an endorsement given": replace(
            whole,
            endorsements=(
                Endorsement(
                    **OF_CASE,
                    id="e1",
                    version_id="v1",
                    asked_on=date(2026, 3, 19),
                    asked_by="U_cm",
                    asked_of="U_boss",
                    answer="endorsed",
                ),
            ),
        ),
    }


@pytest.mark.parametrize("what", sorted(_stopped()))
def test_nobody_is_reminded_of(what: str) -> None:
    assert reckon(_stopped()[what]) == []


def test_a_task_of_someone_who_left_becomes_a_call_to_make() -> None:
    """The step still stands in the plan; somebody has to ask."""
    people = (TEAM[0], replace(TEAM[1], left_on=date(2026, 3, 19)))
    found = reckon(bare_record(people=people, tasks=(task("mom"),)))
    assert {(one.kind, one.to) for one in found} == {("task_call", "U_cm")}


def test_a_copy_owed_and_an_endorsement_asked_for() -> None:
    copy = Copy(**OF_CASE, id="k1", version_id="v1", person_id="dad", due=date(2026, 3, 25))
    asked = Endorsement(
        **OF_CASE, id="e1", version_id="v1", asked_on=date(2026, 3, 19), asked_by="U_cm", asked_of="U_boss"
    )
    found = reckon(bare_record(people=TEAM, copies=(copy,), endorsements=(asked,)))
    assert [(one.to, one.due_at) for one in of("copy", found)] == [
        ("U_cm", wall("2026-03-24 09:00")),
        ("U_cm", wall("2026-03-25 09:00")),
    ]
    assert [(one.to, one.due_at) for one in of("endorsement", found)] == [
        ("U_boss", wall("2026-03-21 09:00")),
        ("U_boss", wall("2026-03-24 09:00")),
    ]


def test_without_an_owner_in_slack_a_follow_up_falls_to_staff() -> None:
    absent = Attendance(
        **OF_CASE,
        id="a1",
        conference_id="c1",
        person_id="mom",
        how="absent_invited",
        entered_by="U_cm",
        follow_up_by=date(2026, 3, 24),
        follow_up_owner="dad",
    )
    assert [one.to for one in reckon(bare_record(people=TEAM, attendances=(absent,)))] == ["U_cm"]
    nobody = bare_record(attendances=(absent,))
    assert [one.to for one in reckon(nobody)] == [nobody.case.opened_by]


def test_every_key_is_the_only_one_of_its_kind_and_holds_no_words() -> None:
    """One row per subject, kind, person and slot; reckoned twice it is the same."""
    record = sample_record()
    found = reckon(record, clocks=sample_due_dates(), supervisors=("U_boss",))
    keys = [one.key(record.case.id) for one in found]
    assert len(set(keys)) == len(keys)
    assert keys == [
        one.key(record.case.id) for one in reckon(record, clocks=sample_due_dates(), supervisors=("U_boss",))
    ]
    assert not any(name in key for key in keys for name in ("Dana", "June", "Reyes", "TEST-0001"))


def test_another_date_is_another_slot() -> None:
    """What was told of the old date never keeps the new one from being told."""
    first = reckon(bare_record(people=TEAM, conferences=(planned("2026-03-18 15:30"),)))
    moved = reckon(bare_record(people=TEAM, conferences=(planned("2026-03-19 15:30"),)))
    assert not {one.key("x") for one in first} & {one.key("x") for one in moved}


@pytest.mark.parametrize(
    ("at", "over"),
    [
        ("19:59", None),
        ("20:00", "2026-03-19 08:00"),
        ("23:30", "2026-03-19 08:00"),
        ("00:00", "2026-03-18 08:00"),
        ("07:59", "2026-03-18 08:00"),
        ("08:00", None),
    ],
)
def test_quiet_hours_at_their_limits(at: str, over: str | None) -> None:
    moment = wall(f"2026-03-18 {at}")
    assert Quiet().over_at(moment, ZONE) == (wall(over) if over else moment)


def test_quiet_hours_may_lie_within_a_day() -> None:
    rest = Quiet(time(12), time(14))
    assert rest.over_at(wall("2026-03-18 13:00"), ZONE) == wall("2026-03-18 14:00")
    assert rest.over_at(wall("2026-03-18 14:00"), ZONE) == wall("2026-03-18 14:00")


QUIET = replace(WHEN, quiet_days=30)


def silences(record: CaseRecord, when: RemindWhen = QUIET) -> list[tuple[str, datetime]]:
    return [(one.to, one.due_at) for one in of("silence", reckon(record, when=when))]


@pytest.mark.requirement("T-09")
def test_a_silent_team_s_case_manager_is_reminded_once_for_each_silence() -> None:
    record = replace(bare_record(), people=TEAM)
    opened = to_wall(record.case.opened_at, ZONE).date()
    first = to_utc(datetime.combine(opened + timedelta(days=30), time(9)), ZONE)
    assert silences(record) == [("U_cm", first)]
    assert silences(record, WHEN) == []
    update = Update(**SAID, id="u", text="All is well.", given_on=opened + timedelta(days=4))
    contact = TeamContact(**SAID, id="t", on=opened + timedelta(days=9), how="phone")
    told = replace(record, updates=(update,))
    assert silences(told) == [("U_cm", first + timedelta(days=4))]
    assert silences(replace(told, team_contacts=(contact,))) == [("U_cm", first + timedelta(days=9))]
    gone = replace(update, withdrawn_at=record.case.opened_at)
    assert silences(replace(record, updates=(gone,))) == [("U_cm", first)]
    keys = {one.key("case") for each in (record, told) for one in of("silence", reckon(each, when=QUIET))}
    assert len(keys) == 2, "each silence has a reminder of its own"


@pytest.mark.requirement("T-09")
def test_a_number_that_was_set_late_counts_from_the_next_morning() -> None:
    record = replace(bare_record(), people=TEAM)
    opened = to_wall(record.case.opened_at, ZONE).date()
    late = replace(QUIET, quiet_days=7, quiet_days_set_on=opened + timedelta(days=20))
    expected = to_utc(datetime.combine(opened + timedelta(days=21), time(9)), ZONE)
    assert silences(record, late) == [("U_cm", expected)]
