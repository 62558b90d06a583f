"""How far a child is on the way to a lasting home, as recorded: days and counts, no judgement (T-08)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.domain.plan import Permanency, Task, TaskState
from bot.domain.record import CaseRecord, standing


@dataclass(frozen=True)
class Steps:
    """How many tasks are done, still open, or stuck."""

    done: int
    open: int
    stuck: int


def steps_of(tasks: Iterable[Task]) -> Steps:
    """Counts tasks; one that is not done yet is open."""
    states = [one.state for one in tasks]
    done, stuck = states.count(TaskState.DONE), states.count(TaskState.STUCK)
    return Steps(done, len(states) - done - stuck, stuck)


def steps_by_goal(record: CaseRecord) -> dict[str, Steps]:
    """The count under each standing goal, by its id; under the empty id that of tasks under none."""
    goal_of = {one.id: one.goal_id for one in standing(record.objectives)}
    goals = {one.id for one in standing(record.goals)}
    under: dict[str, list[Task]] = {goal: [] for goal in (*goals, "")}
    for task in standing(record.tasks):
        goal = goal_of.get(task.objective_id or "", "")
        under[goal if goal in goals else ""].append(task)
    return {goal: steps_of(tasks) for goal, tasks in under.items()}


def goals_of(record: CaseRecord, child_id: str) -> tuple[Permanency, ...]:
    """A child's permanency goals that stand, the newest last."""
    mine = [one for one in standing(record.permanencies) if one.child_id == child_id]
    return tuple(sorted(mine, key=lambda one: (one.set_on, one.entered_at)))


def set_since(goals: Iterable[Permanency], field: str) -> date | None:
    """The day since which a child's goal (or the `concurrent` one) has been what it is now."""
    newest_first = list(reversed(list(goals)))
    since = None
    for one in newest_first:
        if getattr(one, field) is None or getattr(one, field) != getattr(newest_first[0], field):
            break
        since = one.set_on
    return since
