"""Guiding who leads: time used, any order, topics left out or parked, cue cards, two at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from bot.domain.conference import Topic
from bot.domain.course import FAMILY_ALONE, Happened, Moment
from bot.domain.delivery import Outgoing
from bot.domain.errors import NotFound, NotNow
from bot.services.agenda import agenda, carrying
from bot.services.calling import scheduling
from bot.services.entries import capture
from bot.services.meeting import (
    holding,
    pausing,
    running,
    stages,
    topics_at_hand,
)
from bot.services.meeting.ahead import HELPS_FOR
from bot.services.seeing import looking
from tests.services.casework import MANAGER, Casework
from tests.services.family_meeting import (
    MEETING,
    MOTHER,
    OMAR,
    case,
    conference,
    go,
    moments,
    now,
    sent,
    wait,
)

__all__ = ["case"]


def test_time_used_is_reckoned_from_what_was_pressed(case: Casework) -> None:
    wait(case, 7)
    go(case, "strengths")
    topics_at_hand.take_up(case.as_(OMAR), case.ids["School"])
    wait(case, 4)
    topics_at_hand.take_up(case.as_(OMAR), case.ids["Summer"])
    wait(case, 3)
    topics_at_hand.done(case.as_(OMAR), case.ids["Summer"])
    wait(case, 2)
    go(case, "welcome")
    wait(case, 5)
    course = now(case).course
    assert (course.minutes("welcome"), course.minutes("strengths")) == (12, 9)
    assert (course.minutes(case.ids["School"]), course.minutes(case.ids["Summer"])) == (4, 3)
    assert course.done == {case.ids["School"], case.ids["Summer"]}
    assert now(case).minutes_left == 120 - 21


def test_nothing_has_to_be_done_in_order_and_what_is_left_out_says_why(case: Casework) -> None:
    this = case.ids["conference"]
    go(case, "services")
    stages.skip_stage(case.as_(OMAR), this, "read_back", "The family reads it at home.")
    stages.go_to_stage(case.as_(OMAR), this, "services", 1)
    assert conference(case).stage == "acknowledgement", "the stage that was left out is passed"
    stages.skip_stage(case.as_(OMAR), this, "acknowledgement", "Each is asked alone.")
    assert conference(case).stage == "copies_and_dates", "leaving out where it stands goes on"
    assert now(case).course.skipped == {
        "read_back": "The family reads it at home.",
        "acknowledgement": "Each is asked alone.",
    }
    go(case, "read_back")
    assert "read_back" not in now(case).course.skipped, "it was held after all"
    with pytest.raises(NotFound):
        go(case, "no_such_stage")
    told = running.moments(case.as_(OMAR), this)
    assert {(one.what, one.why) for one, _, _ in told if one.why} == {
        (Happened.STAGE_SKIPPED, "The family reads it at home."),
        (Happened.STAGE_SKIPPED, "Each is asked alone."),
    }
    record = looking.whole_record(case.as_(OMAR), case.ids["case"], private=True)
    assert any(one.what is Happened.STAGE_SKIPPED for one in record.moments), "it is in the record"
    assert not looking.whole_record(case.as_(MOTHER), case.ids["case"], private=True).moments


def test_a_topic_left_out_or_parked_in_the_meeting_comes_to_the_next_agenda(case: Casework) -> None:
    topics_at_hand.take_up(case.as_(OMAR), case.ids["School"])
    topics_at_hand.skip(case.as_(OMAR), case.ids["Summer"], "We need the school for this.")
    topics_at_hand.park(case.as_(OMAR), case.ids["The night of the move"])
    topics_at_hand.park(case.as_(OMAR), case.ids["The night of the move"])
    assert not now(case).ahead.topic
    holding.end(case.as_(OMAR), case.ids["conference"])
    values = {**MEETING, "date": date(2026, 4, 20), "after_due": True}
    following = scheduling.schedule(case.as_(MANAGER), case.ids["case"], values)
    assert carrying.carry_over(case.as_(MANAGER), following) == 2
    with case.reading() as work:
        came = {one.words for one in work.find(Topic, conference_id=following)}
    assert came == {"Summer", "The night of the move"}


def test_a_parked_topic_can_be_taken_up_again_and_one_taken_off_cannot(case: Casework) -> None:
    topics_at_hand.park(case.as_(OMAR), case.ids["Summer"])
    topics_at_hand.take_up(case.as_(OMAR), case.ids["Summer"])
    assert now(case).course.topic == case.ids["Summer"]
    with case.reading() as work:
        assert work.get(Topic, case.ids["Summer"]).stands
    away = {"how": "taken_out", "why": "Asked twice."}
    agenda.set_topic_aside(case.as_(OMAR), case.ids["School"], away, 1)
    with pytest.raises(NotNow):
        topics_at_hand.take_up(case.as_(OMAR), case.ids["School"])


@pytest.mark.requirement("C-10")
def test_who_leads_gets_a_cue_card_before_something_hard_comes_and_nobody_else(case: Casework) -> None:
    assert not sent(case, "cue_card"), "neither the next stage nor the next topic is hard"
    topics_at_hand.take_up(case.as_(OMAR), case.ids["School"])
    assert now(case).ahead.topic_is_hard
    assert sent(case, "cue_card") == {OMAR, MANAGER}
    case.ids["cues"] = str(cues(case))
    stages.go_to_stage(case.as_(OMAR), case.ids["conference"], "welcome", 1)
    assert cues(case) == 4, "the next stage is hard as well: each gets one card for each"
    stages.go_to_stage(case.as_(OMAR), case.ids["conference"], "ground_rules", -1)
    stages.go_to_stage(case.as_(OMAR), case.ids["conference"], "welcome", 1)
    assert cues(case) == 4, "no card comes twice"


def cues(case: Casework) -> int:
    with case.reading() as work:
        return len(work.find(Outgoing, message="cue_card"))


def test_the_hint_that_time_is_used_goes_to_the_facilitator_alone_and_once_for_a_stage(
    case: Casework,
) -> None:
    for _ in range(2):
        go(case, "needs")
        go(case, "strengths")
    with case.reading() as work:
        hints = work.find(Outgoing, case_id=case.ids["case"])
    about = [one for one in hints if one.message == "overrun:needs"]
    assert [(one.to, one.due_at - case.clock.moment) for one in about] == [(OMAR, timedelta(minutes=12))]
    assert about[0].expires_at == about[0].due_at + HELPS_FOR, "a late hint keeps nothing else waiting"
    go(case, FAMILY_ALONE)
    with case.reading() as work:
        assert not work.find(Outgoing, message=f"overrun:{FAMILY_ALONE}"), "nobody counts the family's time"


def test_an_entry_knows_the_stage_in_which_it_was_made(case: Casework) -> None:
    said = []
    for stage in ("welcome", "needs", "strengths"):
        go(case, stage)
        said.append(capture.add(case.as_(OMAR), case.ids["case"], "strength", {"text": f"In {stage}"}).stage)
    assert said == ["welcome", "needs", "strengths"]


def test_two_at_work_at_once_press_the_same_and_each_thing_happens_once(case: Casework) -> None:
    this = case.ids["conference"]
    with ThreadPoolExecutor(6) as pool:
        both = [OMAR, MANAGER] * 3
        list(pool.map(lambda who: stages.go_to_stage(case.as_(who), this, "welcome", 1), both))
        list(pool.map(lambda who: topics_at_hand.take_up(case.as_(who), case.ids["School"]), both))
        list(pool.map(lambda who: pausing.pause(case.as_(who), this), both))
        list(pool.map(lambda who: pausing.resume(case.as_(who), this), both))
        list(pool.map(lambda who: holding.end(case.as_(who), this), both))
    assert conference(case).stage == "ground_rules"
    assert [what for what, _ in moments(case)] == [
        *(Happened.STAGE, Happened.STAGE, Happened.TOPIC, Happened.PAUSED, Happened.RESUMED, Happened.ENDED)
    ]


def test_two_starts_at_once_begin_one_conference(case: Casework) -> None:
    holding.end(case.as_(OMAR), case.ids["conference"])
    values = {**MEETING, "date": date(2026, 3, 20), "after_due": True}
    following = scheduling.schedule(case.as_(MANAGER), case.ids["case"], values)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda who: holding.start(case.as_(who), following), [OMAR, MANAGER] * 2))
    with case.reading() as work:
        begun = work.find(Moment, conference_id=following)
        cards = work.find(Outgoing, key=f"card:{following}")
    assert [(one.what, one.thing) for one in begun] == [(Happened.STAGE, "welcome")]
    assert len(cards) == 1
