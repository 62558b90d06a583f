"""Reminders that fall due together are one message; nothing of them is lost, nothing comes twice."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.closing import Copy
from bot.domain.delivery import Outgoing, Sending
from bot.domain.errors import SomeoneElseChangedThis
from bot.domain.sending import Composed, Drop, Later, Ready
from bot.notices import composers
from bot.practice.server import Running
from bot.render import Words
from bot.services.delivery.composing import compose_with
from bot.services.delivery.reminders import RECKON, reckoner, schedule_reminders
from bot.services.delivery.together import carried, gather
from bot.services.ports import UnitOfWork
from tests.services.casework import MANAGER, TEAM, Casework
from tests.services.prepared import everybody
from tests.services.slack_desk import Desk, PracticeTime

NOON = datetime(2027, 3, 4, 18, 0, tzinfo=UTC)
TASK, CLOCK, COPY = "reminder:task", "reminder:clock", "reminder:copy"


def says_all(work: UnitOfWork, row: Outgoing) -> Ready:
    """A message that names everything that goes with it."""
    names = sorted(one.subject_id for one in (row, *carried(work, row)))
    return Composed(text=" ".join(names), blocks=[])


@pytest.fixture
def omar(desk: Desk) -> str:
    desk.workspace.clock.move_to(NOON)
    desk.compose = says_all
    return desk.user("omar", tz="America/Chicago")


def due(desk: Desk, to: str, *kinds: str) -> None:
    for place, kind in enumerate(kinds):
        desk.put(f"reminder:case:{place}", to, message=kind, subject_id=str(place))


def drain(desk: Desk) -> None:
    """A minute of sweeps."""
    for _ in range(20):
        desk.deliver()
        desk.clock.forward(3.0)


def test_more_than_three_at_once_are_one_message(desk: Desk, omar: str) -> None:
    due(desk, omar, TASK, CLOCK, COPY, "reminder:follow_up")
    drain(desk)
    assert desk.said() == ["0 1 2 3"]


def test_three_of_different_kinds_come_one_by_one(desk: Desk, omar: str) -> None:
    due(desk, omar, TASK, CLOCK, COPY)
    drain(desk)
    assert sorted(desk.said()) == ["0", "1", "2"]


def test_two_of_one_kind_are_one_message(desk: Desk, omar: str) -> None:
    due(desk, omar, COPY, TASK, COPY)
    drain(desk)
    assert sorted(desk.said()) == ["0 2", "1"]


def test_what_falls_due_later_and_what_is_someone_elses_stays(desk: Desk, omar: str) -> None:
    due(desk, omar, COPY, COPY)
    later = desk.clock.now() + timedelta(hours=3)
    desk.put("reminder:case:later", omar, message=COPY, subject_id="later", due_at=later)
    desk.put(
        "reminder:case:other", desk.user("priya", tz="America/Chicago"), message=COPY, subject_id="other"
    )
    desk.put("invitation:1", omar, subject_id="invitation")
    drain(desk)
    assert sorted(desk.said()) == ["0 1", "invitation", "other"]
    desk.clock.forward(3 * 3600)
    drain(desk)
    assert "later" in desk.said()


def test_a_lost_answer_makes_no_second_message(desk: Desk, omar: str) -> None:
    due(desk, omar, *[COPY] * 5)
    desk.faults(lost_response=1.0, methods=["chat.postMessage"])
    desk.deliver()
    desk.faults(lost_response=0.0)
    desk.clock.forward(100)
    drain(desk)
    assert desk.said() == ["0 1 2 3 4"]


def test_they_go_on_when_the_one_they_went_with_must_wait(desk: Desk, omar: str) -> None:
    """Asked to wait, it goes later, with all that it took along and what came meanwhile."""
    due(desk, omar, *[COPY] * 4)
    later = desk.clock.now() + timedelta(seconds=30)
    desk.compose = lambda work, row: Later(later)
    desk.deliver()
    desk.put("reminder:case:meanwhile", omar, message=COPY, subject_id="9")
    desk.compose = says_all
    desk.clock.forward(31)
    drain(desk)
    assert desk.said() == ["0 1 2 3 9"]


def test_what_went_along_goes_by_itself_when_its_leader_drops_out(desk: Desk, omar: str) -> None:
    due(desk, omar, *[COPY] * 4)
    first = desk.row("reminder:case:0").id
    desk.compose = lambda work, row: Drop("not_wanted") if row.id == first else says_all(work, row)
    drain(desk)
    assert desk.said() == ["1 2 3"]
    assert desk.states() == {Sending.SENT: 1, Sending.DROPPED: 3}


def test_what_went_along_goes_by_itself_when_its_leader_cannot_be_sent(desk: Desk, omar: str) -> None:
    due(desk, omar, *[COPY] * 4)
    first = desk.row("reminder:case:0").id

    def compose(work: UnitOfWork, row: Outgoing) -> Ready:
        return Composed(text="0", blocks=[{"type": "none"}]) if row.id == first else says_all(work, row)

    desk.compose = compose
    drain(desk)
    assert desk.said() == ["1 2 3"]
    assert desk.told == [("reminder:case:0", "invalid_blocks")]


@pytest.mark.parametrize("ready", [Composed(text="late"), Drop("not_wanted")])
def test_whoever_slept_through_its_lease_neither_takes_along_nor_lets_go(
    either_desk: Desk, ready: Ready
) -> None:
    """Another has taken the message over, said it with what went along; what came since stays as it is."""
    desk = either_desk
    desk.workspace.clock.move_to(NOON)
    omar = desk.user("omar", tz="America/Chicago")
    due(desk, omar, *[COPY] * 4)
    asleep = [True]

    def compose(work: UnitOfWork, row: Outgoing) -> Ready:
        if not asleep:
            return says_all(work, row)
        asleep.clear()
        desk.clock.forward(100)
        other = desk.courier()
        other.deliver()
        return ready

    desk.compose = compose
    drain(desk)
    assert desk.said() == ["0 1 2 3"]


def test_whoever_was_taken_over_ties_nothing_to_a_message_that_is_out(desk: Desk, omar: str) -> None:
    """It was stopped between its claim and its look at what else is due."""
    due(desk, omar, COPY)
    (mine,) = desk.storage.outbox.claim(desk.clock.now(), 1, 60)
    desk.clock.forward(100)
    drain(desk)
    desk.put("reminder:case:since", omar, message=COPY, subject_id="since")
    with pytest.raises(SomeoneElseChangedThis):
        gather(desk.storage.units, mine, desk.clock.now())
    drain(desk)
    assert desk.said() == ["0", "since"]


def test_one_message_holds_twenty(desk: Desk, omar: str) -> None:
    due(desk, omar, *[COPY] * 25)
    drain(desk)
    assert sorted(len(said.split()) for said in desk.said()) == [5, 20]


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Casework]:
    with everybody("sqlite", tmp_path) as made:
        yield made


def test_the_bot_itself_says_in_one_message_what_is_due_on_one_morning(
    case: Casework, slack: Running, slack_time: PracticeTime
) -> None:
    """A call and four copies: one message with the whole bot behind it, and true as one copy goes."""
    desk = Desk(slack, case.storage, slack_time)
    desk.compose = compose_with(composers(case.agency, Words(), {}, lambda entry: b""))
    desk.settings = {"errands": {RECKON: reckoner(case.agency.profiles)}}
    desk.user("priya", wanted_id=MANAGER, tz="America/Chicago")
    with case.storage.units(TEAM, "system") as work:
        for row in work.find(Outgoing, state=Sending.PENDING):
            work.replace(replace(row, state=Sending.DROPPED))  # what was said on earlier days
        schedule_reminders(work, case.ids["case"])
        work.commit()

    def at(moment: datetime) -> list[str]:
        case.clock.moment = moment
        slack_time.workspace.clock.move_to(moment)
        for _ in range(10):
            desk.deliver()
            slack_time.forward(3)
        return desk.said()

    assert at(case.clock.moment) == []
    (said,) = at(datetime(2026, 3, 24, 14, 1, tzinfo=UTC))
    assert "Call someone without Slack with the question after the meeting" in said
    assert "Send 4 copies of a plan" in said
    with case.storage.units(TEAM, MANAGER) as work:
        copy = next(one for one in work.find(Copy, case_id=case.ids["case"]) if one.due and not one.sent_on)
        work.replace(replace(copy, sent_on=date(2026, 3, 24)))
        schedule_reminders(work, case.ids["case"])
        work.commit()
    (anew,) = at(datetime(2026, 3, 24, 14, 5, tzinfo=UTC))
    assert "Send 3 copies of a plan" in anew
