"""What hangs on an entry: with it gone, the others would have no place in the plan."""

from bot.domain.ideas import Idea, OtherView
from bot.domain.kept import Entry
from bot.domain.plan import Goal, Need, Objective, Task
from bot.services.acting import OnCase


def hangs_on(on: OnCase, entry: Entry) -> bool:
    """Whether something that stands hangs on this entry."""
    below: tuple[Entry, ...] = ()
    if isinstance(entry, Goal):
        below = on.work.find(Objective, goal_id=entry.id)
    elif isinstance(entry, Objective):
        below = on.work.find(Task, objective_id=entry.id)
    elif isinstance(entry, Need):
        objectives = on.work.find(Objective, case_id=on.case.id)
        below = tuple(one for one in objectives if entry.id in one.need_ids)
        below += on.work.find(Idea, need_id=entry.id)
    elif isinstance(entry, Idea):
        below = on.work.find(OtherView, idea_id=entry.id)
    return any(one.stands for one in below)
