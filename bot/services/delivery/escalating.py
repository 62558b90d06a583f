"""When an open step goes to the supervisor: by the practice's rule, once, and never before its owner knew."""

from datetime import datetime, timedelta

from bot.domain import access
from bot.domain.case import Case
from bot.domain.dates import to_wall
from bot.domain.delivery import Outgoing
from bot.domain.people import StaffMember
from bot.domain.plan import Task
from bot.services.acting import OnCase
from bot.services.delivery.together import heard_at
from bot.services.ports import UnitOfWork

TOLD_BY = ("reminder:task", "reminder:task_call")
LOOK_AGAIN = timedelta(days=1)


def takes_it_further(on: OnCase, task: Task) -> int | None:
    """After how many days past its day this step goes to a supervisor; None: it goes to nobody."""
    rule, owner = on.profile.escalation, on.people.get(task.owner_id)
    if rule is None or owner is None or on.profile.role(owner.role).group not in rule.groups:
        return None
    return rule.after_days if _any_supervisor(on) else None


def told_beforehand_at(work: UnitOfWork, row: Outgoing) -> datetime | None:
    """None where the owner heard beforehand that the supervisor would be asked; else when to look again.

    They hear it in the reminder after the day of the step.
    """
    task, zone = work.get(Task, row.subject_id), work.get(Case, row.case_id or "").zone
    sent = work.find(Outgoing, case_id=row.case_id, subject_id=row.subject_id, message=TOLD_BY)
    heard = (heard_at(work, one) for one in sent)
    told = any(at is not None and to_wall(at, zone).date() > task.due for at in heard)
    return None if told else work.now + LOOK_AGAIN


def _any_supervisor(on: OnCase) -> bool:
    managers = {one.slack_user for one in on.managers() if one.slack_user}
    named = on.work.find(StaffMember)
    return any(
        not managers.isdisjoint(one.supervises) for one in named if access.Standing.SUPERVISOR in one.duties
    )
