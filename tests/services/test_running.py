"""Guiding who leads: time used, any order, cue cards, signals, a family alone, a pause, two at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.domain.conference import Conference, ConferenceState, Topic
from bot.domain.course import FAMILY_ALONE, Happened, Moment, Signal, Wish
from bot.domain.delivery import Outgoing
from bot.domain.errors import AnswersNotUnderstood, NotAllowed, NotFound, NotNow
from bot.domain.kept import Entry
from bot.domain.plan import Need, Strength
from bot.services import setup
from bot.services.agenda import agenda, carrying
from bot.services.calling import scheduling
from bot.services.entries import by_command, capture
from bot.services.meeting import (
    adjourning,
    holding,
    how_we_talk,
    looking_back,
    pausing,
    running,
    signals,
    stages,
    topics_at_hand,
)
from bot.services.meeting.ahead import HELPS_FOR
from bot.services.people import parting, team
from bot.services.record import case_record
from bot.services.seeing import looking
from bot.storage import open_storage
from tests.postgres import drop_database, make_database
from tests.services.casework import ADMIN, CUSTODY, MANAGER, SUPERVISOR, ZONE, Casework, Clock, opened
from tests.sqlite import make_database as make_sqlite

MEETING = {"kind": "family_meeting_as_conference", "date": date(2026, 3, 18), "zone": ZONE}
MEETING |= {"start": time(15, 30), "end": time(17, 30)}
START = datetime(2026, 3, 18, 20, 30, tzinfo=UTC)
TOLD = how_we_talk.Wording("en", "What is said here stays here.")
OMAR, MOTHER, FATHER, STRANGER = "U0OMAR", "U0MOTHER", "U0FATHER", "U0STRANGER"


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casework]:
    """A family meeting that was started: a facilitator, two parents with Slack, three topics."""
    url = make_sqlite(tmp_path) if request.param == "sqlite" else make_database()
    storage = open_storage(url, bytes(range(32)), clock := Clock())
    made = opened(storage, clock)
    for user, role in ((OMAR, "facilitator"), (MOTHER, "mother"), (FATHER, "father")):
        facts = {"name": f"Name of {user}", "role": role, "slack_user": user}
        made.ids[user] = team.add_person(made.as_(MANAGER), made.ids["case"], facts)
    setup.name_staff(made.as_(ADMIN), SUPERVISOR, ("supervisor",), (MANAGER,), "Sue Lane")
    made.ids["conference"] = scheduling.schedule(made.as_(MANAGER), made.ids["case"], MEETING)
    for words, hard in (("School", False), ("The night of the move", True), ("Summer", False)):
        values = {"words": words, "minutes": 10, "hard": hard}
        made.ids[words] = agenda.add_topic(made.as_(OMAR), made.ids["conference"], values)
    clock.moment = START
    holding.start(made.as_(OMAR), made.ids["conference"])
    yield made
    storage.close()
    if request.param == "postgresql":
        drop_database(url)


def wait(case: Casework, minutes: int) -> None:
    case.clock.moment += timedelta(minutes=minutes)


def now(case: Casework) -> running.Running:
    return running.look(case.as_(OMAR), case.ids["conference"])


def conference(case: Casework) -> Conference:
    with case.reading() as work:
        return work.get(Conference, case.ids["conference"])


def sent(case: Casework, message: str) -> set[str]:
    with case.reading() as work:
        found = work.find(Outgoing, case_id=case.ids["case"])
    return {one.to for one in found if one.message.partition(":")[0] == message}


def moments(case: Casework) -> list[tuple[Happened, str]]:
    with case.reading() as work:
        found = work.find(Moment, conference_id=case.ids["conference"])
    return [(one.what, one.thing) for one in found]


def go(case: Casework, stage: str) -> None:
    stages.jump(case.as_(OMAR), case.ids["conference"], stage)


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


def test_signals_stand_in_the_order_they_came_and_end_with_the_stage_but_for_a_break(case: Casework) -> None:
    this = case.ids["conference"]
    for user, wish in (
        (FATHER, Wish.SPEAK),
        (MOTHER, Wish.SPEAK),
        (MOTHER, Wish.READY),
        (MOTHER, Wish.BREAK),
    ):
        for _ in range(2):
            signals.signal(case.as_(user), this, wish)
        wait(case, 1)
    up = [(one.person_id, one.wish) for one in now(case).signals]
    assert up == [
        (case.ids[FATHER], Wish.SPEAK),
        *((case.ids[MOTHER], wish) for wish in (Wish.SPEAK, Wish.READY, Wish.BREAK)),
    ]
    with case.reading() as work:
        assert signals.hands_up(work, conference(case)) == signals.Hands(ready=1, speak=2)
    assert sent(case, "break_asked") == {OMAR}, "the facilitator and nobody else"
    beside = running.look(case.as_(MANAGER), this)
    assert not beside.hears
    assert beside.signals == (), "people were told that the facilitator alone sees who asks"
    first = now(case).signals[0]
    signals.tick_off(case.as_(OMAR), first.id)
    signals.take_back(case.as_(MOTHER), this, Wish.READY)
    assert [one.wish for one in now(case).signals] == [Wish.SPEAK, Wish.BREAK]
    stages.go_to_stage(case.as_(OMAR), this, "welcome", 1)
    assert [one.wish for one in now(case).signals] == [Wish.BREAK]


def test_nobody_who_is_not_of_the_team_can_press_and_no_participant_sees_who_did(case: Casework) -> None:
    for deed in (
        lambda who: signals.signal(case.as_(who), case.ids["conference"], Wish.BREAK),
        lambda who: pausing.pause(case.as_(who), case.ids["conference"]),
    ):
        for who in (STRANGER, SUPERVISOR):
            with pytest.raises(NotAllowed):
                deed(who)
    for look in (running.look, running.moments, pausing.look):
        with pytest.raises(NotAllowed):
            look(case.as_(MOTHER), case.ids["conference"])
    with case.reading() as work:
        assert not work.find(Signal, case_id=case.ids["case"])


def test_where_no_card_may_stand_each_has_the_buttons_alone_and_who_was_left_out_learns_nothing(
    case: Casework,
) -> None:
    holding.end(case.as_(OMAR), case.ids["conference"])
    apart = {"person_id": case.ids[MOTHER], "other": case.ids[FATHER], "kind": "order", "since": CUSTODY}
    parting.keep_apart(case.as_(OMAR), case.ids["case"], apart)
    values = {**MEETING, "date": date(2026, 3, 20), "after_due": True}
    values |= {"left_out": [case.ids[FATHER]], "why_left_out": "An order"}
    alone = scheduling.schedule(case.as_(MANAGER), case.ids["case"], values)
    holding.start(case.as_(OMAR), alone)
    assert sent(case, "own_part") == {MOTHER}
    signals.signal(case.as_(MOTHER), alone, Wish.SPEAK)
    assert [one.person_id for one in running.look(case.as_(OMAR), alone).signals] == [case.ids[MOTHER]]
    for deed in (
        lambda: signals.signal(case.as_(FATHER), alone, Wish.BREAK),
        lambda: pausing.pause(case.as_(FATHER), alone),
        lambda: stages.back_together(case.as_(FATHER), alone),
    ):
        with pytest.raises(NotFound):
            deed()
    stages.jump(case.as_(OMAR), alone, FAMILY_ALONE)
    for state in ("alone", "paused", "over"):
        if state == "paused":
            pausing.pause(case.as_(OMAR), alone)
        if state == "over":
            holding.end(case.as_(OMAR), alone)
        for deed in (
            lambda: signals.signal(case.as_(FATHER), alone, Wish.READY),
            lambda: signals.take_back(case.as_(FATHER), alone, Wish.READY),
            lambda: pausing.pause(case.as_(FATHER), alone),
            lambda: stages.back_together(case.as_(FATHER), alone),
            lambda: looking_back.say_how_it_was(case.as_(FATHER), alone, {"mark": "3"}),
            lambda: how_we_talk.keep_own(case.as_(FATHER), alone, "accepted", None, TOLD),
        ):
            with pytest.raises(NotFound):
                deed()
    holding.reopen(case.as_(OMAR), alone)
    stages.jump(case.as_(OMAR), alone, FAMILY_ALONE)
    assert capture.add(case.as_(FATHER), case.ids["case"], "strength", {"text": "He cooks"}).stands, (
        "that others are among themselves is nothing that he could learn by typing"
    )


@pytest.mark.requirement("K-29")
def test_of_a_family_among_themselves_only_start_and_end_are_kept(case: Casework) -> None:
    this, kept = (
        case.ids["conference"],
        capture.add(case.as_(MOTHER), case.ids["case"], "need", {"text": "Rest"}),
    )
    go(case, FAMILY_ALONE)
    began = len(everything(case))
    for kind in ("strength", "need"):
        for who in (MOTHER, OMAR):
            with pytest.raises(NotNow) as refused:
                capture.add(case.as_(who), case.ids["case"], kind, {"text": "Said among ourselves"})
            assert refused.value.problem == "family_alone"
    with pytest.raises(NotNow):
        by_command.add_in(case.as_(MOTHER), "C0CASEWORK", "need", "Said among ourselves")
    with pytest.raises(NotNow):
        capture.correct(case.as_(MOTHER), "need", kept.id, {"text": "Said among ourselves"}, 1)
    for wish in Wish:
        with pytest.raises(NotNow):
            signals.signal(case.as_(MOTHER), this, wish)
    assert len(everything(case)) == began, "nothing came to the record"
    wait(case, 25)
    stages.back_together(case.as_(MOTHER), this)
    stages.back_together(case.as_(FATHER), this)
    assert sent(case, "back_together") == {OMAR}
    assert moments(case)[-2:] == [(Happened.STAGE, FAMILY_ALONE), (Happened.STAGE, "goal_check")]
    assert now(case).course.minutes(FAMILY_ALONE) == 25
    after = capture.add(case.as_(MOTHER), case.ids["case"], "need", {"text": "A sitter"})
    assert after.stage == "goal_check"


def everything(case: Casework) -> list[Entry | Signal | Moment]:
    with case.reading() as work:
        kinds = (Need, Strength, Signal, Moment)
        return [one for kind in kinds for one in work.find(kind, case_id=case.ids["case"])]


def test_an_entry_knows_the_stage_in_which_it_was_made(case: Casework) -> None:
    said = []
    for stage in ("welcome", "needs", "strengths"):
        go(case, stage)
        said.append(capture.add(case.as_(OMAR), case.ids["case"], "strength", {"text": f"In {stage}"}).stage)
    assert said == ["welcome", "needs", "strengths"]


def test_a_safety_pause_stops_everything_and_tells_only_those_who_must_know(case: Casework) -> None:
    this = case.ids["conference"]
    wait(case, 3)
    for _ in range(2):
        pausing.pause(case.as_(MOTHER), this)
    assert sent(case, "paused") == {OMAR, MANAGER, SUPERVISOR}
    assert moments(case)[-1] == (Happened.PAUSED, "")
    for deed in (
        lambda: stages.go_to_stage(case.as_(OMAR), this, "welcome", 1),
        lambda: topics_at_hand.take_up(case.as_(OMAR), case.ids["School"]),
        lambda: signals.signal(case.as_(FATHER), this, Wish.SPEAK),
        lambda: capture.add(case.as_(OMAR), case.ids["case"], "strength", {"text": "Calm"}),
    ):
        with pytest.raises(NotNow) as refused:
            deed()
        assert refused.value.problem == "paused"
    wait(case, 20)
    shown = pausing.look(case.as_(SUPERVISOR), this)
    assert (shown.by, shown.since, shown.leads) == (f"Name of {MOTHER}", START + timedelta(minutes=3), False)
    assert shown.rule
    assert "kansas_line" in {one.id for one in shown.rule.steps}
    assert not any(one.confirmed for one in shown.rule.steps)
    with pytest.raises(NotAllowed):
        pausing.resume(case.as_(MOTHER), this)
    for _ in range(2):
        pausing.resume(case.as_(MANAGER), this)
    wait(case, 2)
    assert now(case).course.minutes("welcome") == 5, "a pause takes no time from the stage"
    pausing.pause(case.as_(OMAR), this)
    holding.end(case.as_(OMAR), this)
    assert (conference(case).state, conference(case).paused_at) == (ConferenceState.ENDED, None)


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
