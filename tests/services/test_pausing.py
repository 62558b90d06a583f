"""The safety pause: it stops everything, and tells only those who must know."""

from datetime import timedelta

import pytest

from bot.domain.conference import ConferenceState
from bot.domain.course import Happened, Wish
from bot.domain.errors import NotAllowed, NotNow
from bot.services.entries import capture
from bot.services.meeting import (
    holding,
    pausing,
    signals,
    stages,
    topics_at_hand,
)
from tests.services.casework import MANAGER, SUPERVISOR, Casework
from tests.services.family_meeting import (
    FATHER,
    MOTHER,
    OMAR,
    START,
    case,
    conference,
    moments,
    now,
    sent,
    wait,
)

__all__ = ["case"]


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
