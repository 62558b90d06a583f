"""Reminders in their readers' hands, on both databases: put off, sent at once, said anew, come too late."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.case import Case, CaseState
from bot.domain.delivery import Outgoing, Sending
from bot.domain.errors import AnswersNotUnderstood, NotAllowed, NotFound, NotNow
from bot.domain.network import ContactWay
from bot.domain.office import Office
from bot.domain.people import Person
from bot.domain.plan import Task, TaskState
from bot.domain.quiet_hours import Quiet
from bot.domain.reminder import NOW, SAID_BEFORE
from bot.domain.sending import Composed, Drop, MailToSend
from bot.notices import composers
from bot.notices.reminder_mail import remind_by_mail
from bot.render import Words
from bot.services.calling import scheduling
from bot.services.delivery import ahead, putting_off
from bot.services.delivery.composing import compose_with
from bot.services.delivery.endings import EXPIRED
from bot.services.delivery.escalating import told_beforehand_at
from bot.services.delivery.reminders import reckon_reminders
from bot.services.delivery.together import WITH
from bot.services.people import team
from bot.services.record import case_record
from bot.trouble import staff_teller
from tests.services.casework import ENDORSER, MANAGER, TEAM, Casework
from tests.services.prepared import everybody

LEADER, MOTHER, FATHER = "U0FACILITATOR", "U0MOTHER", "U0FIRSTFATHER"
DUE = date(2026, 4, 15)
WORDS = Words()


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casework]:
    """A sealed plan with steps of three parents, due on April 15; its reminders are reckoned."""
    with everybody(request.param, tmp_path) as made:
        reckon(made)
        yield made


def reckon(case: Casework) -> None:
    with case.storage.units(TEAM, "system") as work:
        record = case_record(work, case.ids["case"])
        reckon_reminders(work, record, case.agency.profiles, work.now, mails=True)
        work.commit()


def rows(case: Casework, user: str = MOTHER, **more: Any) -> list[Outgoing]:
    """The rows about the reader's own step, soonest first."""
    with case.reading() as work:
        found = work.find(Outgoing, to=user, subject_id=case.ids[f"task {user}"], **more)
    return sorted(found, key=lambda row: row.due_at)


def waiting(case: Casework, user: str = MOTHER) -> list[Outgoing]:
    return rows(case, user, state=Sending.PENDING)


def mark(case: Casework, row: Outgoing, **changed: Any) -> None:
    with case.storage.units(TEAM, "system") as work:
        work.replace(replace(work.get(Outgoing, row.id), **changed))
        work.commit()


def sent(case: Casework, row: Outgoing) -> Outgoing:
    """It went out at its moment, and stands in Slack."""
    case.clock.moment = row.due_at + timedelta(minutes=5)
    stamp = {"state": Sending.SENT, "sent_at": row.due_at, "ts": f"1.{row.id[-6:]}", "channel_id": "D1"}
    mark(case, row, **stamp)
    return row


def step(case: Casework, user: str = MOTHER, **changed: Any) -> None:
    with case.storage.units(TEAM, MANAGER) as work:
        work.replace(replace(work.get(Task, case.ids[f"task {user}"]), **changed))
        work.commit()
    reckon(case)


def said_anew(case: Casework, row: Outgoing) -> str:
    """What the message in Slack says after it was asked for anew; it asks once however often."""
    with case.reading() as work:
        (anew,) = work.find(Outgoing, message=SAID_BEFORE, subject_id=row.id)
        ready = compose_with(composers(case.agency, WORDS, {}, lambda entry: b""))(work, anew)
    assert isinstance(ready, Composed)
    return ready.text


def test_what_is_put_off_comes_at_the_time_said_and_is_no_settled_matter(case: Casework) -> None:
    """The time is on the reader's own clock. Meanwhile their message keeps its buttons."""
    first = sent(case, waiting(case)[0])
    others = [row.due_at for row in waiting(case)]
    kept = putting_off.put_off(case.as_(MOTHER), case.ids["case"], "task", (first.subject_id,), "tomorrow")
    assert (kept.until, kept.zone) == (datetime(2026, 4, 9, 14, tzinfo=UTC), "America/Chicago")
    reckon(case)
    assert kept.until in [row.due_at for row in waiting(case)]
    with case.reading() as work:
        assert not work.find(Outgoing, message=SAID_BEFORE), "to put it off is not to be done with it"
    with pytest.raises(NotFound):
        putting_off.put_off(case.as_(MOTHER), case.ids["case"], "task", (first.subject_id,), "never")
    for one in kept.ids:
        putting_off.take_up_again(case.as_(FATHER), one)
        reckon(case)
        assert kept.until in [row.due_at for row in waiting(case)], "nobody else's to undo"
        putting_off.take_up_again(case.as_(MOTHER), one)
    reckon(case)
    assert [row.due_at for row in waiting(case)] == others
    putting_off.put_off(case.as_(ENDORSER), case.ids["case"], "endorsement", ("any",), "tomorrow")


def test_a_meeting_is_put_off_to_no_moment_after_it_begins(case: Casework) -> None:
    """Whoever was told another moment would wait for it, and nothing would come."""
    times = {"start": time(15), "end": time(16), "zone": "America/Chicago"}
    plan = {"kind": "case_planning_conference", "date": date(2026, 3, 20), **times}
    about = ("conference", (scheduling.schedule(case.as_(MANAGER), case.ids["case"], plan),))
    case.clock.moment = datetime(2026, 3, 19, 16, tzinfo=UTC)
    assert putting_off.choices(case.as_(MOTHER), case.ids["case"], *about) == ("in_two_hours", "tomorrow")
    assert len(putting_off.choices(case.as_(MOTHER), case.ids["case"], "task", ("any",))) == 4
    with pytest.raises(NotNow, match="meeting_is_sooner"):
        putting_off.put_off(case.as_(MOTHER), case.ids["case"], *about, "next_week")
    case.clock.moment = datetime(2026, 3, 20, 19, tzinfo=UTC)
    assert putting_off.choices(case.as_(MOTHER), case.ids["case"], *about) == ()


def test_a_message_in_slack_is_said_anew_when_its_step_is_done_moved_or_anothers(case: Casework) -> None:
    """And once more when that was a mistake: it has its words and its buttons again."""
    first = sent(case, waiting(case)[0])
    open_words = "One of your steps is due"
    for changed in (
        {"state": TaskState.DONE},
        {"due": DUE + timedelta(days=9)},
        {"owner_id": case.ids[FATHER]},
    ):
        before = {"state": TaskState.OPEN, "due": DUE, "owner_id": case.ids[MOTHER]}
        step(case, **changed)
        assert "This is settled, or it has changed." in said_anew(case, first), changed
        step(case, **before)
        assert open_words in said_anew(case, first), changed


def test_a_message_in_slack_keeps_no_button_of_a_closed_case_nor_for_who_has_left(case: Casework) -> None:
    """Whoever is of the case no more may not read what else it would say, and the message tells nothing."""
    first, second = sent(case, waiting(case)[0]), sent(case, waiting(case, FATHER)[0])
    team.remove_person(case.as_(MANAGER), case.ids[MOTHER])
    reckon(case)
    over = "This is settled, or it has changed. There is nothing to do here now."
    assert said_anew(case, first) == over
    with case.reading() as work:
        assert not work.find(Outgoing, message=SAID_BEFORE, subject_id=second.id), "his step stands"
    with case.storage.units(TEAM, MANAGER) as work:
        work.replace(replace(work.get(Case, case.ids["case"]), state=CaseState.CLOSED))
        work.commit()
    reckon(case)
    assert said_anew(case, second) == over
    assert not waiting(case, FATHER)


def test_what_is_done_drops_out_of_the_one_message_and_what_is_left_is_an_ordinary_one(
    case: Casework,
) -> None:
    row = waiting(case)[0]
    with case.storage.units(TEAM, "system") as work:
        other_step = replace(work.get(Task, case.ids[f"task {MOTHER}"]), id=work.new_id(), version=1)
        work.add(other_step)
        work.commit()
    reckon(case)
    with case.reading() as work:
        other = next(one for one in work.find(Outgoing, to=MOTHER, subject_id=other_step.id))
    mark(case, other, state=Sending.DROPPED, why=WITH + row.id)
    sent(case, row)
    step(case, state=TaskState.DONE)
    assert "One of your steps is due" in said_anew(case, row)
    asking = ahead.asked_to_send(case.as_(LEADER), next_of(case, other_step.id).id)
    assert asking.reminded_at == row.due_at, "they heard of it in that message"


def next_of(case: Casework, subject_id: str) -> Outgoing:
    with case.reading() as work:
        found = work.find(Outgoing, to=MOTHER, subject_id=subject_id, state=Sending.PENDING)
    return min(found, key=lambda row: row.due_at)


def test_who_leads_sees_what_goes_out_and_is_asked_before_it_goes_at_once(case: Casework) -> None:
    row, second, *_ = waiting(case)
    case.clock.moment = row.due_at - timedelta(days=1)
    shown = {one.id: one for one in ahead.ahead(case.as_(LEADER), case.ids["case"])}
    assert (shown[row.id].kind, shown[row.id].at, shown[row.id].to) == (
        "task",
        row.due_at,
        "Name-of-U0MOTHER",
    )
    unsettled = ahead.unsettled(case.as_(LEADER), case.ids["case"])
    assert unsettled == {"quiet_hours", "escalation"}, "no agency has confirmed these"
    with pytest.raises(NotAllowed):
        ahead.ahead(case.as_(MOTHER), case.ids["case"])
    with pytest.raises(NotAllowed):
        ahead.remind_now(case.as_(MOTHER), row.id, sure=True)
    case.clock.moment = row.due_at.replace(hour=2)
    assert ahead.remind_now(case.as_(LEADER), row.id).quiet, "nine in the evening there"
    assert waiting(case)[0].id == row.id, "nothing goes before they say so"
    assert ahead.remind_now(case.as_(LEADER), row.id, sure=True).quiet
    (now,) = [one for one in waiting(case) if one.key.startswith(NOW)]
    assert now.due_at == case.clock.moment
    with pytest.raises(NotNow):
        ahead.remind_now(case.as_(LEADER), row.id, sure=True)
    reckon(case)
    assert row.id not in {one.id for one in waiting(case)}, "it does not come again in its turn"
    sent(case, now)
    case.clock.moment = now.due_at + timedelta(hours=12)
    assert ahead.asked_to_send(case.as_(LEADER), second.id).reminded_at == now.due_at, "no doubles unasked"


def test_what_came_too_late_is_told_once_a_day_and_only_where_nobody_heard(case: Casework) -> None:
    tell = staff_teller(case.agency.profiles)
    *earlier, last = waiting(case)
    case.clock.moment = last.due_at + timedelta(days=8)
    for row in (*earlier, last):
        with case.storage.units(TEAM, "system") as work:
            tell(work, row, EXPIRED)
            work.replace(replace(work.get(Outgoing, row.id), state=Sending.DROPPED, why=EXPIRED))
            tell(work, row, EXPIRED)
            work.commit()
    case.clock.moment += timedelta(days=1)
    with case.storage.units(TEAM, "system") as work:
        tell(work, last, EXPIRED)  # what was told yesterday has not gone yet, and says this too
        work.commit()
    with case.reading() as work:
        told = work.find(Outgoing, message="not_sent")
    assert sorted(one.to for one in told) == [LEADER, MANAGER], "each who leads, once"
    missed = ahead.unsent(case.as_(LEADER), case.ids["case"])
    assert last.id in {one.id for one in missed}
    step(case, state=TaskState.DONE)
    assert not ahead.unsent(case.as_(LEADER), case.ids["case"]), "it is done: nobody need hear of it"


def test_ones_own_quiet_hours_move_the_rows_of_all_days(case: Casework) -> None:
    """April 18 is a Saturday."""
    saturday = next(row for row in waiting(case) if row.due_at.date() == date(2026, 4, 18))
    with pytest.raises(AnswersNotUnderstood):
        putting_off.set_own_times(case.as_(MOTHER), {"start": time(9), "end": time(9)})
    putting_off.set_own_times(case.as_(MOTHER), {"start": time(18), "end": time(11), "weekends": True})
    assert putting_off.own_times(case.as_(MOTHER)) == Quiet(time(18), time(11), weekends=True)
    reckon(case)
    moved = {row.id: row.due_at for row in waiting(case)}
    assert moved[saturday.id] == datetime(2026, 4, 20, 16, tzinfo=UTC), "Monday at eleven there"
    assert {at.hour for at in moved.values()} == {16}
    assert {row.due_at.hour for row in waiting(case, FATHER)} == {14}, "nobody else's"


def test_a_reminder_goes_by_mail_to_a_safe_address_and_else_is_a_call(case: Casework) -> None:
    """The mother has no Slack any more. What she called safe yesterday may be safe no longer."""
    case.agency = replace(case.agency, office=Office(address="o@agency.example", mails=True))
    with case.storage.units(TEAM, MANAGER) as work:
        mother = case.ids[MOTHER]
        work.replace(replace(work.get(Person, mother), slack_user=None))
        about = {"case_id": case.ids["case"], "person_id": mother, "entered_by": MANAGER, "kind": "email"}
        way = ContactWay(workspace_id=TEAM, id=work.new_id(), **about, value="m@mail.example", safe=True)
        work.add(way)
        work.commit()
    reckon(case)
    with case.reading() as work:
        row, *_ = work.find(Outgoing, to=f"mail:{mother}", state=Sending.PENDING)
        mail = remind_by_mail(case.agency, WORDS)(work, row)
    assert isinstance(mail, MailToSend)
    assert mail.to == "m@mail.example"
    with case.storage.units(TEAM, MANAGER) as work:
        work.replace(replace(way, safe=False))
        assert remind_by_mail(case.agency, WORDS)(work, row) == Drop("not_wanted")
        work.commit()
    reckon(case)
    with case.reading() as work:
        assert not work.find(Outgoing, to=f"mail:{mother}", state=Sending.PENDING)
        calls = work.find(Outgoing, message="reminder:task_call", person_id=mother, state=Sending.PENDING)
    assert {one.to for one in calls} == {MANAGER}


def test_the_supervisor_hears_of_a_step_only_after_its_owner_did(case: Casework) -> None:
    """Also where the owner's reminder went with another: that one must have gone. Asked again each day."""
    *_, leader, after = waiting(case)
    assert after.due_at.date() > DUE

    def later() -> datetime | None:
        with case.reading() as work:
            return told_beforehand_at(work, after)

    assert later() == case.clock.moment + timedelta(days=1)
    mark(case, after, state=Sending.DROPPED, why=WITH + leader.id)
    assert later() is not None
    mark(case, leader, state=Sending.SENT, sent_at=after.due_at)
    assert later() is None
