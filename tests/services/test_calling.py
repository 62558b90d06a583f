"""Calls that staff make: asked for until they were made, shown once, and settled only when they are."""

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.calls import AGAIN, MADE, NOT_REACHED, OPEN
from bot.domain.conference import Conference, ConferenceState
from bot.domain.delivery import Outgoing, Sending
from bot.domain.errors import NotFound
from bot.domain.people import Person
from bot.domain.plan import Task, TaskState
from bot.domain.reminder import SAID_BEFORE
from bot.domain.sending import Composed, Drop
from bot.handlers.delivery.ahead import PAGE, ahead_view
from bot.handlers.desk import Desk, pressed
from bot.notices import composers
from bot.paper_room import outlined
from bot.practice.player.surfaces import elements
from bot.render import Words
from bot.services.calling import scheduling
from bot.services.delivery import ahead, calling
from bot.services.delivery.composing import compose_with
from bot.services.delivery.reminders import reckon_reminders
from bot.services.delivery.together import WITH
from bot.services.record import case_record
from tests.services.casework import MANAGER, TEAM, ZONE, Casework
from tests.services.prepared import everybody
from tests.slack_rules import faults_of_view

LEADER, MOTHER = "U0FACILITATOR", "U0MOTHER"
CALL = "reminder:task_call"
DESK = Desk(Words(), lambda: None, outlined)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Casework]:
    """The mother has no Slack any more, and her step is due on April 15: staff call her about it."""
    with everybody("sqlite", tmp_path) as made:
        with made.storage.units(TEAM, MANAGER) as work:
            work.replace(replace(work.get(Person, made.ids[MOTHER]), slack_user=None))
            work.commit()
        reckon(made)
        yield made


def reckon(case: Casework) -> None:
    with case.storage.units(TEAM, "system") as work:
        record = case_record(work, case.ids["case"])
        reckon_reminders(work, record, case.agency.profiles, work.now)
        work.commit()


def asked(case: Casework) -> list[Outgoing]:
    """What asks the case manager for calls about the step, soonest first."""
    with case.reading() as work:
        found = work.find(Outgoing, to=MANAGER, message=CALL, state=Sending.PENDING)
    return sorted(found, key=lambda row: row.due_at)


def sent(case: Casework, row: Outgoing) -> Outgoing:
    case.clock.moment = row.due_at + timedelta(minutes=5)
    stamp = {"state": Sending.SENT, "sent_at": row.due_at, "ts": f"1.{row.id[-6:]}", "channel_id": "D1"}
    mark(case, row, **stamp)
    return row


def mark(case: Casework, row: Outgoing, **changed: object) -> None:
    with case.storage.units(TEAM, "system") as work:
        work.replace(replace(work.get(Outgoing, row.id), **changed))  # type: ignore[arg-type]
        work.commit()


def the_call(case: Casework) -> calling.CallDue:
    (due,) = calls_about_the_step(case)
    return due


def calls_about_the_step(case: Casework) -> list[calling.CallDue]:
    found = calling.calls_to_make(case.as_(LEADER), case.ids["case"])
    return [one for one in found if one.about == "task"]


def noted(case: Casework, which: tuple[str, str, str, str], result: str, choice: str = "") -> None:
    calling.note_call(case.as_(LEADER), case.ids["case"], which, result, choice)
    reckon(case)


def said_anew(case: Casework) -> list[str]:
    compose = compose_with(composers(case.agency, Words(), {}, lambda entry: b""))
    with case.reading() as work:
        ready = [compose(work, row) for row in work.find(Outgoing, message=SAID_BEFORE)]
    return [one.text for one in ready if isinstance(one, Composed)]


def home_says_so(case: Casework) -> bool:
    with case.as_(LEADER).looking("call.make", case.ids["case"]) as on:
        return calling.any_call(on)


def test_whoever_was_not_reached_is_still_to_be_called_and_the_message_says_so(case: Casework) -> None:
    sent(case, asked(case)[0])
    which = the_call(case).which
    noted(case, which, NOT_REACHED)
    assert not said_anew(case), "the message that asked for the call keeps its words and its button"
    seen = calling.call_of(case.as_(LEADER), case.ids["case"], which)
    assert seen.said is not None
    assert seen.said.again_at in [row.due_at for row in asked(case)]
    noted(case, which, MADE)
    assert ["This is settled" in said for said in said_anew(case)] == [True]
    noted(case, which, OPEN)
    assert ["This is settled" in said for said in said_anew(case)] == [False], "taken back: asked for again"


def test_home_names_calls_while_one_is_to_be_made_now(case: Casework) -> None:
    """Not while it went with a message that never went, nor until it is tried again, nor once it is over."""
    first, second, *_ = asked(case)
    mark(case, first, state=Sending.DROPPED, why=WITH + second.id)
    assert not home_says_so(case), "nobody was asked yet"
    sent(case, second)
    assert home_says_so(case)
    which = the_call(case).which
    noted(case, which, AGAIN, "tomorrow")
    assert not home_says_so(case)
    case.clock.moment += timedelta(days=1)
    assert home_says_so(case)
    noted(case, which, MADE)
    assert not home_says_so(case)
    noted(case, which, OPEN)
    case.clock.moment += timedelta(days=60)
    step_is(case, TaskState.DONE)
    assert not home_says_so(case), "also long after, when no message is changed any more"


def test_home_knows_a_call_whose_key_an_older_release_made(case: Casework) -> None:
    """Such a key does not say whom to call."""
    row = sent(case, asked(case)[0])
    which = the_call(case).which
    mark(case, row, key=row.key.removesuffix(f":{row.person_id}"))
    assert home_says_so(case)
    calling.note_call(case.as_(LEADER), case.ids["case"], which, MADE)
    assert not home_says_so(case)


def step_is(case: Casework, state: TaskState) -> None:
    with case.storage.units(TEAM, MANAGER) as work:
        work.replace(replace(work.get(Task, case.ids[f"task {MOTHER}"]), state=state))
        work.commit()
    reckon(case)


def test_a_call_about_a_meeting_waits_for_nobody_once_that_has_begun(case: Casework) -> None:
    meeting_id = another_meeting(case)
    with case.reading() as work:
        calls = work.find(Outgoing, message="reminder:conference_call", subject_id=meeting_id)
    sent(case, min(calls, key=lambda row: row.due_at))
    assert home_says_so(case)
    with case.storage.units(TEAM, MANAGER) as work:
        meeting = work.get(Conference, meeting_id)
        work.replace(replace(meeting, state=ConferenceState.OPEN, started_at=meeting.starts_at))
        work.commit()
    reckon(case)
    assert not home_says_so(case)


def another_meeting(case: Casework) -> str:
    """In nine days; its reminders are reckoned."""
    day = case.clock.moment.date() + timedelta(days=9)
    times = {"start": time(15), "end": time(16), "zone": ZONE}
    plan = {"kind": "case_planning_conference", "date": day, **times}
    made = scheduling.schedule(case.as_(MANAGER), case.ids["case"], plan)
    reckon(case)
    return made


def test_what_is_noted_of_a_call_ends_the_earlier_ones_about_the_same_thing(case: Casework) -> None:
    """Nobody noted the call before the day of the step; the one on its day is made the next day."""
    for row in asked(case):
        if row.due_at.date() <= date(2026, 4, 15):
            sent(case, row)
    which = the_call(case).which
    for result in (AGAIN, MADE):
        noted(case, which, result)
        assert not calls_about_the_step(case)
        assert not home_says_so(case)


def test_what_came_of_a_call_is_kept_without_reckoning_the_case(
    case: Casework, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tap waits for no reckoning: that is the errand's. What is of no case, or of another, is refused."""
    sent(case, asked(case)[0])
    which = the_call(case).which
    monkeypatch.delattr(calling, "case_record")
    assert calling.note_call(case.as_(LEADER), case.ids["case"], which, MADE).which == which
    assert calling.call_of(case.as_(LEADER), case.ids["case"], which).person.id == case.ids[MOTHER]
    kind, subject, person, slot = which
    for wrong in (
        ("task", subject, person, slot),
        ("voice_call", subject, person, slot),
        (kind, case.ids["version"], person, slot),
        (kind, subject, case.ids["task U0FIRSTFATHER"], slot),
    ):
        with pytest.raises(NotFound):
            calling.note_call(case.as_(LEADER), case.ids["case"], wrong, MADE)


def test_who_leads_sees_each_call_once_and_only_what_will_go(case: Casework) -> None:
    """An observer hears of the meeting from the people there: no row of theirs waits for nobody."""
    another_meeting(case)
    shown = ahead.ahead(case.as_(LEADER), case.ids["case"])
    calls = [(one.kind, one.about) for one in shown if one.kind == "conference_call"]
    assert len(calls) == len(set(calls)) > 0
    compose = compose_with(composers(case.agency, Words(), {}, lambda entry: b""))
    for one in shown:
        case.clock.moment = one.at
        with case.reading() as work:
            row = work.get(Outgoing, one.id)
            assert not isinstance(compose(work, row), Drop), (row.key, compose(work, row))
    assert "Name-of-U0OBSERVER" not in {one.to for one in shown}
    assert "Name-of-U0AUNT" in {one.to for one in shown}


def test_a_long_list_of_reminders_to_come_has_pages_with_each_on_one_of_them(case: Casework) -> None:
    """Thirty steps of the mother, each asked about by a call on four days."""
    with case.storage.units(TEAM, MANAGER) as work:
        step = work.get(Task, case.ids[f"task {MOTHER}"])
        for _ in range(30):
            work.add(replace(step, id=work.new_id(), version=1))
        work.commit()
    reckon(case)
    case.clock.moment = asked(case)[0].due_at - timedelta(hours=1)
    every = [one.id for one in ahead.ahead(case.as_(LEADER), case.ids["case"])]
    found: list[str] = []
    page, more = 1, True
    while more:
        view = ahead_view(DESK, case.as_(LEADER), f"{case.ids['case']}:{page}", "en")
        assert faults_of_view(view) == []
        found += pressable(view, "remind_now")
        page += 1
        more = f"{case.ids['case']}:{page}" in pressable(view, "reminders")
    assert found == every
    assert page - 1 == math.ceil(len(every) / PAGE) > 1


def pressable(view: dict[str, Any], action: str) -> list[str]:
    return [one["value"] for _, one in elements(view) if pressed(action).match(one["action_id"])]
