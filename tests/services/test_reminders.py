"""Reminder rows follow the record: added, moved, dropped, taken up again, never twice."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.case import Case
from bot.domain.conference import Conference, ConferenceState
from bot.domain.delivery import Outgoing, Sending
from bot.domain.errors import SomeoneElseChangedThis
from bot.domain.kept import Kept
from bot.domain.people import DirectLine, Person, StaffMember
from bot.domain.plan import Task, TaskState
from bot.domain.sending import Composed, Drop, Later, Ready
from bot.profiles import load_profiles
from bot.services.delivery.recounting import StandsOn, count_on
from bot.services.delivery.reminders import RECKON, reckoner, schedule_reminders, still_wanted
from bot.services.delivery.together import carried
from bot.services.ports import UnitOfWork
from tests.services.slack_desk import TEAM, Desk

CASE = "case-1"
OF_CASE: dict[str, Any] = {"workspace_id": TEAM, "case_id": CASE}
PROFILES = load_profiles()
START = datetime(2026, 3, 10, 16, 0, tzinfo=UTC)


@pytest.fixture
def manager(desk: Desk) -> str:
    """A case with a case manager and a mother in Slack, on 10 March 2026 at 11 in Kansas."""
    desk.workspace.clock.move_to(START)
    priya, dana = desk.user("priya", tz="America/Chicago"), desk.user("dana", tz="America/Chicago")
    case = Case(
        workspace_id=TEAM,
        id=CASE,
        channel_id="C1",
        reference="TEST-0001",
        profile="us-ks",
        plan_kind="child_in_placement",
        zone="America/Chicago",
        opened_by=priya,
        opened_at=START,
    )
    keep(
        desk,
        case,
        Person(**OF_CASE, id="cm", name="Priya", role="case_manager", slack_user=priya),
        Person(**OF_CASE, id="mom", name="Dana", role="mother", slack_user=dana),
    )
    return priya


def keep(desk: Desk, *things: Kept) -> None:
    """Keep them, and have the reminders reckoned with them, as a service does."""
    with desk.storage.units(TEAM, "U1") as work:
        for thing in things:
            work.add(thing)
        schedule_reminders(work, CASE)
        work.commit()


def change(desk: Desk, kind: type[Any], thing_id: str, **fields: Any) -> None:
    with desk.storage.units(TEAM, "U1") as work:
        work.replace(replace(work.get(kind, thing_id), **fields))
        schedule_reminders(work, CASE)
        work.commit()


def reckoned(desk: Desk) -> None:
    """A sweep that reckons (and delivers what is due)."""
    assert desk.deliver(errands={RECKON: reckoner(PROFILES)}).get("dropped", 0) >= 1


def rows(desk: Desk, kind: str, state: Sending = Sending.PENDING) -> list[Outgoing]:
    with desk.storage.units(TEAM, "U1", read_only=True) as work:
        found = [row for row in work.find(Outgoing, case_id=CASE) if row.state is state]
    return sorted((row for row in found if row.message == f"reminder:{kind}"), key=lambda row: row.due_at)


def task(due: date = date(2026, 3, 20)) -> Task:
    said: dict[str, Any] = {"entered_by": "U1", "entered_at": START}
    return Task(**OF_CASE, **said, id="t1", text="words", owner_id="mom", done_when="words", due=due)


def conference() -> Conference:
    starts = datetime(2026, 3, 18, 20, 30, tzinfo=UTC)
    return Conference(
        **OF_CASE,
        id="c1",
        number=1,
        kind="case_planning_conference",
        starts_at=starts,
        ends_at=starts + timedelta(hours=1),
        zone="America/Chicago",
        called_by="U1",
    )


def test_a_change_asks_for_one_reckoning_however_often_it_is_made(desk: Desk, manager: str) -> None:
    """It is one row in the same transaction; ten taps in a conference ask once."""
    for _ in range(10):
        with desk.storage.units(TEAM, "U1") as work:
            schedule_reminders(work, CASE)
            work.commit()
    assert desk.states() == {Sending.PENDING: 1}


def test_a_task_brings_its_rows_by_the_profiles_days(desk: Desk, manager: str) -> None:
    """Kansas: so many days before, on the day and once after it; what lies behind is not made up for."""
    keep(desk, task())
    reckoned(desk)
    days = PROFILES["us-ks"].reminders.task_lead_days
    expected = sorted(date(2026, 3, 20) - timedelta(days=ahead) for ahead in {*days, 0, -3})
    assert [row.due_at.date() for row in rows(desk, "task")] == expected
    assert {row.due_at.astimezone(UTC).hour for row in rows(desk, "task")} == {14}, "9 a.m. in Kansas"
    keep(desk)
    reckoned(desk)
    assert len(rows(desk, "task")) == len(expected)


def test_what_lies_behind_makes_no_row(desk: Desk, manager: str) -> None:
    keep(desk, task(due=date(2026, 3, 7)))
    reckoned(desk)
    assert rows(desk, "task") == []


def test_what_passed_while_the_bot_was_away_still_makes_its_row(desk: Desk, manager: str) -> None:
    """The change came before its moment; that nobody reckoned until after it is not the reader's fault."""
    keep(desk, task())
    desk.workspace.clock.move_to(datetime(2026, 3, 20, 14, 30, tzinfo=UTC))
    reckoned(desk)
    assert date(2026, 3, 20) in {row.due_at.date() for row in rows(desk, "task")}


def test_a_finished_task_drops_its_rows_and_a_reopened_one_takes_them_up(desk: Desk, manager: str) -> None:
    keep(desk, task())
    reckoned(desk)
    before = [row.key for row in rows(desk, "task")]
    change(desk, Task, "t1", state=TaskState.DONE)
    reckoned(desk)
    assert rows(desk, "task") == []
    assert {row.why for row in rows(desk, "task", Sending.DROPPED)} == {"not_wanted"}
    change(desk, Task, "t1", state=TaskState.NOT_YET)
    reckoned(desk)
    assert [row.key for row in rows(desk, "task")] == before


def test_a_moved_conference_moves_its_rows_and_back_again(desk: Desk, manager: str) -> None:
    keep(desk, conference())
    reckoned(desk)
    first = [(row.to, row.due_at) for row in rows(desk, "conference")]
    later = conference().starts_at + timedelta(days=1)
    change(desk, Conference, "c1", starts_at=later, ends_at=later + timedelta(hours=1))
    reckoned(desk)
    assert [
        (to, due - timedelta(days=1)) for to, due in ((r.to, r.due_at) for r in rows(desk, "conference"))
    ] == first
    change(desk, Conference, "c1", starts_at=conference().starts_at, ends_at=conference().ends_at)
    reckoned(desk)
    assert [(row.to, row.due_at) for row in rows(desk, "conference")] == first


def test_a_cancelled_conference_reminds_nobody(desk: Desk, manager: str) -> None:
    keep(desk, conference())
    reckoned(desk)
    assert rows(desk, "conference")
    change(desk, Conference, "c1", state=ConferenceState.CANCELLED)
    reckoned(desk)
    assert rows(desk, "conference") == []


def test_a_zone_that_becomes_known_moves_the_morning(desk: Desk, manager: str) -> None:
    keep(desk, task())
    reckoned(desk)
    before = [row.due_at for row in rows(desk, "task")]
    dana = rows(desk, "task")[0].to
    keep(desk, DirectLine(workspace_id=TEAM, id="line", slack_user=dana, zone="America/Denver"))
    reckoned(desk)
    assert [row.due_at - timedelta(hours=1) for row in rows(desk, "task")] == before


def test_a_legal_date_reaches_case_manager_and_supervisor(desk: Desk, manager: str) -> None:
    """The next conference is due 170 days after the one that was held (K-07)."""
    boss = desk.user("boss")
    named = StaffMember(
        workspace_id=TEAM,
        id="s1",
        slack_user=boss,
        duties=("supervisor",),
        named_by="U1",
        supervises=(manager,),
    )
    held = replace(
        conference(),
        state=ConferenceState.ENDED,
        started_at=conference().starts_at,
        ended_at=conference().ends_at,
    )
    desk.workspace.clock.move_to(datetime(2026, 3, 19, 15, 0, tzinfo=UTC))
    keep(desk, held, named)
    reckoned(desk)
    found = [row for row in rows(desk, "clock") if row.subject_id == "next_conference"]
    assert {row.to for row in found} == {manager, boss}
    assert sorted({row.due_at.date().isoformat() for row in found}) == [
        "2026-08-05",
        "2026-08-21",
        "2026-09-01",
    ]


def test_a_reminder_goes_out_once_at_its_moment_if_it_is_still_wanted(desk: Desk, manager: str) -> None:
    """From the record to the DM: the composer asks the record once more."""

    def compose(work: UnitOfWork, row: Outgoing) -> Ready:
        return Composed(text=row.message) if still_wanted(work, row, PROFILES) else Drop("not_wanted")

    desk.compose = compose
    keep(desk, task())
    reckoned(desk)
    first, *others = rows(desk, "task")
    desk.workspace.clock.move_to(first.due_at + timedelta(seconds=5))
    assert desk.deliver() == {"sent": 1}
    assert desk.deliver() == {}

    with desk.storage.units(TEAM, "U1") as work:
        work.replace(replace(work.get(Task, "t1"), state=TaskState.DONE))
        work.commit()
    desk.workspace.clock.move_to(others[-1].due_at + timedelta(seconds=5))
    for _ in others:
        desk.deliver()
        desk.clock.forward(2)
    assert len(rows(desk, "task", Sending.DROPPED)) == len(others)
    assert desk.said() == ["reminder:task"]


def test_what_waited_with_a_step_whose_day_is_moved_still_goes(desk: Desk, manager: str) -> None:
    """The step that took the other along has to wait a moment, and in it gets another day."""
    keep(desk, task(), replace(task(), id="t2"))
    reckoned(desk)
    desk.workspace.clock.move_to(datetime(2026, 3, 13, 14, 0, 5, tzinfo=UTC))
    together: list[str] = []

    def waits(work: UnitOfWork, row: Outgoing) -> Ready:
        together.extend(one.subject_id for one in (row, *carried(work, row)))
        return Later(desk.clock.now() + timedelta(seconds=30))

    desk.compose = waits
    desk.deliver()
    leader, other = together
    change(desk, Task, leader, due=date(2026, 3, 27))
    reckoned(desk)
    desk.compose = lambda work, row: Composed(text=row.subject_id)
    desk.deliver()
    assert desk.said() == [other]


def test_what_was_to_go_with_another_cases_reminder_that_is_gone_goes_by_itself(
    desk: Desk, manager: str
) -> None:
    """The other case's words were taken away while its reminder waited."""
    keep(desk, task())
    reckoned(desk)
    mine = rows(desk, "task")[0]
    desk.workspace.clock.move_to(mine.due_at + timedelta(seconds=5))
    gone = desk.put("reminder:case-2:task", mine.to, message="reminder:task")
    with desk.storage.units(TEAM, "U1") as work:
        work.replace(replace(work.get(Outgoing, gone.id), state=Sending.DROPPED, why="case_ended"))
        work.replace(replace(mine, state=Sending.DROPPED, why=f"with:{gone.id}"))
        schedule_reminders(work, CASE)
        work.commit()
    reckoned(desk)
    desk.deliver()
    assert desk.said() == ["t1"]


def test_a_reckoning_that_had_to_be_done_again_counts_from_when_it_was_asked_for(
    desk: Desk, manager: str
) -> None:
    """Nobody was there for days, and the first try met another change: the day in between is not lost."""

    def stumbles(work: UnitOfWork, outgoing: Outgoing) -> None:
        raise SomeoneElseChangedThis("outgoing", id="1")

    keep(desk, task())
    asked_at = desk.row(f"card:{RECKON}:{CASE}").due_at
    desk.workspace.clock.move_to(datetime(2026, 3, 20, 14, 30, tzinfo=UTC))
    desk.deliver(errands={RECKON: stumbles})
    backlog = desk.storage.backlog.look(desk.clock.now())
    assert (backlog.due, backlog.uncertain) == (1, 0), "an errand waits: nothing of it may have arrived"
    assert backlog.oldest_due == asked_at
    desk.clock.forward(2)
    reckoned(desk)
    assert date(2026, 3, 20) in {row.due_at.date() for row in rows(desk, "task")}


def test_a_day_moved_away_and_back_while_nobody_was_there_is_taken_up(desk: Desk, manager: str) -> None:
    keep(desk, task())
    reckoned(desk)
    change(desk, Task, "t1", due=date(2026, 4, 20))
    reckoned(desk)
    change(desk, Task, "t1", due=date(2026, 3, 20))
    desk.workspace.clock.move_to(datetime(2026, 3, 20, 14, 30, tzinfo=UTC))
    reckoned(desk)
    assert date(2026, 3, 20) in {row.due_at.date() for row in rows(desk, "task")}


def test_every_open_case_is_reckoned_as_the_days_go_by(desk: Desk, manager: str) -> None:
    reckoned(desk)
    assert count_on(desk.storage.units, TEAM, StandsOn("", ""))
    reckoned(desk)
