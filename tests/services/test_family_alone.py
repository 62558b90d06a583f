"""Private family time: of it only start and end are kept."""

import pytest

from bot.domain.course import FAMILY_ALONE, Happened, Moment, Signal, Wish
from bot.domain.errors import NotNow
from bot.domain.kept import Entry
from bot.domain.plan import Need, Strength
from bot.services.entries import by_command, capture
from bot.services.meeting import (
    signals,
    stages,
)
from tests.services.casework import Casework
from tests.services.family_meeting import FATHER, MOTHER, OMAR, case, go, moments, now, sent, wait

__all__ = ["case"]


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
