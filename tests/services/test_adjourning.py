"""A conference that goes on another day stays one conference."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.conference import ConferenceState
from bot.domain.course import Happened
from bot.domain.errors import AnswersNotUnderstood, NotAllowed, NotNow
from bot.services.calling import scheduling
from bot.services.entries import capture
from bot.services.meeting import (
    adjourning,
    holding,
)
from bot.services.people import parting
from bot.services.record import case_record
from bot.services.seeing.looking import hub
from tests.services.casework import CHANNEL, CUSTODY, MANAGER, Casework
from tests.services.family_meeting import (
    FATHER,
    MEETING,
    MOTHER,
    OMAR,
    START,
    case,
    conference,
    go,
    moments,
    now,
    sent,
    wait,
)

__all__ = ["case"]

LATER = {"date": date(2026, 3, 25), "start": time(10, 0), "end": time(11, 30), "place": "Room 2"}


def test_one_that_is_adjourned_stays_one_conference_and_goes_on_where_it_stood(case: Casework) -> None:
    this = case.ids["conference"]
    go(case, "needs")
    wait(case, 40)
    adjourning.adjourn(case.as_(OMAR), this, LATER)
    with pytest.raises(NotNow):
        adjourning.adjourn(case.as_(OMAR), this, LATER)
    kept = conference(case)
    assert (kept.state, kept.stage, kept.adjourned, kept.place) == (
        *(ConferenceState.PLANNED, "needs"),
        *(True, "Room 2"),
    )
    assert sent(case, "conference_goes_on") == {MOTHER, FATHER, MANAGER, OMAR}
    assert hub(case.as_(OMAR), CHANNEL).next_step in ("tell", "ready"), "nobody is asked for topics anew"
    between = capture.add(case.as_(MOTHER), case.ids["case"], "need", {"text": "A bed"})
    assert (between.conference_id, between.stage) == (this, None), "what is said between belongs to it"
    case.clock.moment = datetime(2026, 3, 25, 15, 0, tzinfo=UTC)
    holding.start(case.as_(OMAR), this)
    assert conference(case).stage == "needs"
    wait(case, 20)
    assert now(case).course.minutes("needs") == 60, "the days between are nobody's time"
    holding.end(case.as_(OMAR), this)
    over = conference(case)
    assert [(end - start) for start, end in over.sittings if end] == [
        *(timedelta(minutes=40), timedelta(minutes=20))
    ]
    assert over.held_on == date(2026, 3, 18), "clocks run from the day on which it began"
    with case.as_(OMAR).looking("paper.plan", case.ids["case"]) as on:
        record = case_record(on.work, on.case.id)
    assert record.latest_conference_held() == over


def test_calling_off_what_was_still_to_come_leaves_what_was_held(case: Casework) -> None:
    this = case.ids["conference"]
    wait(case, 40)
    adjourning.adjourn(case.as_(OMAR), this, LATER)
    scheduling.cancel(case.as_(OMAR), this, "The family needs no second part.")
    over = conference(case)
    assert over.state is ConferenceState.ENDED
    assert over.ended_at == START + timedelta(minutes=40)
    assert sent(case, "conference_cancelled") == {MOTHER, FATHER, MANAGER, OMAR}
    assert moments(case)[-1] == (Happened.ENDED, "")


def test_a_day_that_cannot_be_is_refused_and_the_meeting_goes_on(case: Casework) -> None:
    with pytest.raises(AnswersNotUnderstood) as refused:
        adjourning.adjourn(case.as_(OMAR), case.ids["conference"], {**LATER, "date": date(2026, 3, 10)})
    assert refused.value.problems == {"date": "start_in_past"}
    with pytest.raises(NotAllowed):
        adjourning.adjourn(case.as_(MOTHER), case.ids["conference"], LATER)
    assert conference(case).state is ConferenceState.OPEN


def test_what_goes_on_another_day_brings_nobody_together_who_is_kept_apart(case: Casework) -> None:
    apart = {"person_id": case.ids[MOTHER], "other": case.ids[FATHER], "kind": "order", "since": CUSTODY}
    parting.keep_apart(case.as_(OMAR), case.ids["case"], apart)
    again = {"date": date(2026, 3, 20), "start": time(15, 30), "end": time(16, 30)}
    with pytest.raises(AnswersNotUnderstood) as refused:
        adjourning.adjourn(case.as_(OMAR), case.ids["conference"], again)
    assert refused.value.problems == {"date": "kept_apart_goes_on"}, "both were asked before there was a rule"
    holding.end(case.as_(OMAR), case.ids["conference"])
    planned = {**MEETING, "after_due": True}
    for user, day in ((FATHER, 20), (MOTHER, 19)):
        values = {
            **planned,
            "date": date(2026, 3, day),
            "left_out": [case.ids[user]],
            "why_left_out": "Order",
        }
        made = scheduling.schedule(case.as_(MANAGER), case.ids["case"], values)
    holding.start(case.as_(OMAR), made)
    with pytest.raises(AnswersNotUnderstood) as refused:
        adjourning.adjourn(case.as_(OMAR), made, again)
    assert refused.value.problems == {"start": "kept_apart_then"}
    adjourning.adjourn(case.as_(OMAR), made, {**again, "date": date(2026, 3, 21)})
