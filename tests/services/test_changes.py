"""What changed since the seal: added, changed, taken out, with who, when and why; then a new version."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.domain.errors import AnswersNotUnderstood, NotAllowed
from bot.domain.plan import Task
from bot.services.entries import capture
from bot.services.plan import changes, look_once_more, sealing
from tests.services.casework import Casework
from tests.services.prepared import everybody

LEADER = "U0FACILITATOR"


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casework]:
    """Its plan was sealed an hour ago."""
    with everybody(request.param, tmp_path) as made:
        made.clock.moment += timedelta(hours=1)
        yield made


@pytest.mark.requirement("V-17")
def test_each_change_after_the_seal_is_told_and_the_next_version_says_why(case: Casework) -> None:
    case_id = case.ids["case"]
    before = changes.look(case.as_(LEADER), case_id)
    assert before.since == (), "the plan is as it was sealed"
    assert len(before.versions) == 1
    assert not before.window_confirmed, "the days for corrections are ours; the agency has not said them"
    with case.reading() as work:
        task = work.find(Task, case_id=case_id)[0]
    capture.correct(
        case.as_("U0MANAGER"), "task", task.id, {"due": date(2026, 4, 30)}, task.version, "Her shift moved"
    )
    case.clock.moment += timedelta(minutes=1)
    added = capture.add(case.as_(LEADER), case_id, "strength", {"text": "He cooks."})
    case.clock.moment += timedelta(minutes=1)
    capture.withdraw(case.as_(LEADER), "strength", added.id, "Said by mistake")
    told = [(one.what, one.by, one.why) for one in changes.look(case.as_(LEADER), case_id).since]
    assert told == [
        ("taken_out", LEADER, "Said by mistake"),
        ("added", LEADER, ""),
        ("changed", "U0MANAGER", "Her shift moved"),
    ]
    seen = look_once_more.look(case.as_(LEADER), case_id, look_once_more.NOW).fingerprint
    look_once_more.answer(case.as_(LEADER), case_id, look_once_more.NOW, seen, left_out=True)
    with pytest.raises(AnswersNotUnderstood):
        sealing.seal(case.as_(LEADER), case.ids["conference"])
    sealed = sealing.seal(case.as_(LEADER), case.ids["conference"], "A shift moved")
    after = changes.look(case.as_(LEADER), case_id)
    assert [(one.number, one.why) for one in after.versions] == [(2, "A shift moved"), (1, None)]
    assert sealed.number == 2
    assert after.since == ()
    with pytest.raises(NotAllowed):
        changes.look(case.as_("U0MOTHER"), case_id)
