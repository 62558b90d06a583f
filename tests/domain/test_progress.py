"""Counts of tasks under each goal, and since when a goal has stood: what is recorded, and nothing else."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.plan import Goal, Objective, Permanency, Task, TaskState
from bot.domain.progress import Steps, goals_of, set_since, steps_by_goal
from tests.builders import CHILD, OF_CASE, SAID, bare_record

DUE = date(2026, 4, 1)


def task(number: int, state: TaskState, objective: str | None) -> Task:
    words = {"text": "Call", "done_when": "A day is set"}
    return Task(**SAID, **words, id=f"t{number}", owner_id="p1", due=DUE, objective_id=objective, state=state)


@pytest.mark.requirement("T-08")
def test_tasks_are_counted_under_their_goal_and_those_under_none_apart() -> None:
    states = (TaskState.DONE, TaskState.OPEN, TaskState.NOT_YET, TaskState.STUCK)
    tasks = [task(number, state, "o1") for number, state in enumerate(states)]
    gone = replace(tasks[0], id="gone", withdrawn_at=tasks[0].entered_at)
    record = replace(
        bare_record(),
        goals=(Goal(**SAID, id="g1", text="Home"), Goal(**SAID, id="g2", text="School")),
        objectives=(Objective(**SAID, id="o1", goal_id="g1", text="Calm nights"),),
        tasks=(*tasks, gone, task(9, TaskState.OPEN, None)),
    )
    assert steps_by_goal(record) == {"g1": Steps(1, 2, 1), "g2": Steps(0, 0, 0), "": Steps(0, 1, 0)}


def goal(number: int, goal_id: str, concurrent: str | None, day: int) -> Permanency:
    at = {"entered_by": "U", "entered_at": datetime(2026, 3, day, tzinfo=UTC)}
    told = {"goal": goal_id, "concurrent": concurrent, "set_on": date(2026, 3, day)}
    return Permanency(**OF_CASE, **at, **told, id=f"m{number}", child_id=CHILD)


@pytest.mark.requirement("T-08")
def test_each_goal_has_the_day_since_which_it_stands() -> None:
    first, second, third = (
        goal(1, "reintegration", None, 2),
        goal(2, "reintegration", "adoption", 9),
        goal(3, "reintegration", "adoption", 20),
    )
    record = replace(bare_record(), permanencies=(third, first, second))
    goals = goals_of(record, CHILD)
    assert goals[-1] == third
    assert set_since(goals, "goal") == date(2026, 3, 2)
    assert set_since(goals, "concurrent") == date(2026, 3, 9)
    changed = (*goals, goal(4, "adoption", None, 25))
    assert set_since(changed, "goal") == date(2026, 3, 25)
    assert set_since(changed, "concurrent") is None
    assert set_since((), "goal") is None
