"""A task is ticked off at a tap, for somebody else too, with the true day and what shows it; and undone."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.domain.errors import AnswersNotUnderstood, NotAllowed
from bot.domain.plan import Task, TaskState
from bot.services.entries import capture, tasks
from bot.services.seeing.from_family import from_family
from tests.services.casework import MANAGER, Casework
from tests.services.victoria import in_victoria


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casework]:
    with in_victoria(request.param, tmp_path) as made:
        made.ids["task"] = add(made, "task", owner_id=made.ids["mother"], **CALL)
        yield made


CALL = {"text": "Call the clinic", "done_when": "A day is set", "due": date(2026, 3, 20)}


def add(case: Casework, kind: str, **values: object) -> str:
    return capture.add(case.as_(MANAGER), case.ids["case"], kind, values).id


def history(case: Casework) -> list[tuple[TaskState, str]]:
    with case.reading() as work:
        older = [(one, by) for one, by, *_ in work.history(case.ids["task"]) if isinstance(one, Task)]
    return [(one.state, by) for one, by in older]


@pytest.mark.requirement("V-16")
def test_a_task_is_ticked_off_for_somebody_with_day_note_and_undo(case: Casework) -> None:
    task_id = case.ids["task"]
    tapped = tasks.answer_task(case.as_(MANAGER), task_id, TaskState.DONE)
    assert (tapped.state_on, tapped.state_by) == (date(2026, 3, 2), MANAGER)
    note, day = "The letter came.", date(2026, 2, 27)
    shown = tasks.answer_task(case.as_(MANAGER), task_id, TaskState.DONE, note, day)
    assert (shown.state_on, shown.state_words) == (day, note)
    seen = tasks.task_of(case.as_("U0MOTHER"), task_id)
    assert (seen.owner, seen.said_for_them_by) == ("Dana Reyes", "Priya Nandan")
    tasks.answer_task(case.as_("U0MOTHER"), task_id, TaskState.OPEN)
    assert tasks.task_of(case.as_(MANAGER), task_id).said_for_them_by == "", "she said it herself"
    assert [state for state, _ in history(case)] == [TaskState.OPEN, TaskState.DONE, TaskState.DONE]
    with pytest.raises(AnswersNotUnderstood) as refused:
        tasks.answer_task(case.as_(MANAGER), task_id, TaskState.DONE, None, date(2026, 3, 3))
    assert refused.value.problems == {"on": "date_in_future"}


@pytest.mark.requirement("V-07")
def test_what_the_family_brought_in_is_counted_for_those_who_lead(case: Casework) -> None:
    mother, worker = case.ids["mother"], case.ids["worker"]
    for said_by in (mother, case.ids["relative_support"], worker, None):
        add(case, "strength", text="She sings.", said_by=said_by)
    need = add(case, "need", text="Someone to talk to.", said_by=mother)
    add(case, "idea", need_id=need, text="Rosa calls.", said_by=case.ids["child"])
    day = {"on": date(2026, 3, 2)}
    add(case, "decision", text="We meet in May.", decided_by=(mother, worker), **day)
    add(case, "decision", text="The file moves.", decided_by=(worker,), **day)
    counted = from_family(case.as_(MANAGER), case.ids["case"])
    assert counted == {"strength": 2, "need": 1, "idea": 1, "decision": 1}
    assert from_family(case.as_("U0MOTHER"), case.ids["case"]) == {}
    with pytest.raises(NotAllowed):
        from_family(case.as_("U0STRANGER"), case.ids["case"])
