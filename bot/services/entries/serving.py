"""What a step serves: a task is kept without an objective, and its writer is asked which one it helps."""

from bot.domain.plan import Objective, Task
from bot.domain.record import standing
from bot.domain.role_rules import RoleGroup
from bot.services.acting import Acting


def serves_nothing(acting: Acting, task: Task) -> bool:
    """Whether somebody's task traces to no objective (K-05); the agency's own list needs none (K-19)."""
    if task.objective_id is not None or not task.stands:
        return False
    with acting.looking("case.look", task.case_id) as on:
        return on.profile.role(on.person(task.owner_id).role).group is not RoleGroup.AGENCY


def could_serve(acting: Acting, task: Task) -> tuple[Objective, ...]:
    """The objectives that a task could help with."""
    with acting.looking("case.look", task.case_id) as on:
        return standing(on.work.find(Objective, case_id=task.case_id))
