"""The signals of those who take part (ready, speak, a break): who may press them, and who sees it."""

from datetime import date

import pytest

from bot.domain.course import FAMILY_ALONE, Signal, Wish
from bot.domain.errors import NotAllowed, NotFound
from bot.services.calling import scheduling
from bot.services.entries import capture
from bot.services.meeting import (
    holding,
    how_we_talk,
    looking_back,
    pausing,
    running,
    signals,
    stages,
)
from bot.services.people import parting
from tests.services.casework import CUSTODY, MANAGER, SUPERVISOR, Casework
from tests.services.family_meeting import (
    FATHER,
    MEETING,
    MOTHER,
    OMAR,
    STRANGER,
    TOLD,
    case,
    conference,
    now,
    sent,
    wait,
)

__all__ = ["case"]


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
