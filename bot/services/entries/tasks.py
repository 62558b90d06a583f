"""What became of a task: done, not yet, stuck; said by its owner or entered for them."""

from dataclasses import dataclass, replace
from datetime import date

from bot.domain.access import Standing
from bot.domain.errors import AnswersNotUnderstood, NotAllowed
from bot.domain.plan import Task, TaskState
from bot.services.acting import Acting, OnCase
from bot.services.delivery.outgoing import direct
from bot.services.delivery.reminders import schedule_reminders


def answer_task(
    acting: Acting, task_id: str, state: TaskState, words: str | None = None, on_day: date | None = None
) -> Task:
    """Record where a task stands; a stuck one is told to the case manager at once. Returns it.

    `on_day` is the day on which it came to that, where it is not today. An owner may answer for their own
    tasks; facilitator and case manager for anyone's, shown as such. Raises AnswersNotUnderstood.
    """
    with acting.on_case("task.answer", acting.case_of(Task, task_id)) as on:
        task = on.work.get(Task, task_id)
        if not on.leads() and (on.me is None or task.owner_id != on.me.id):
            raise NotAllowed("task_answer")
        day = on_day or (task.state_on if task.state is state else None) or on.today
        if day > on.today:
            raise AnswersNotUnderstood({"on": "date_in_future"})
        if (task.state, task.state_words, task.state_on) == (state, words, day):
            return task
        answered = replace(task, state=state, state_on=day, state_by=acting.user, state_words=words)
        on.work.replace(answered)
        if state is TaskState.STUCK:
            _tell_case_manager(on, answered)
        schedule_reminders(on.work, on.case.id)
        return answered


@dataclass(frozen=True)
class TaskSeen:
    """A task as it stands: whose it is, who said so where that was not its owner, whether one may answer."""

    task: Task
    owner: str
    said_for_them_by: str
    may_answer: bool


def task_of(acting: Acting, task_id: str) -> TaskSeen:
    """A task, for its owner, for those who lead, and for a supervisor, who only looks. Raises NotAllowed."""
    with acting.looking("case.look", acting.case_of(Task, task_id)) as on:
        task = on.work.get(Task, task_id)
        own = on.me is not None and task.owner_id == on.me.id and on.may("task.answer")
        if not (own or on.leads() or Standing.SUPERVISOR in on.standings):
            raise NotAllowed("task_answer")
        owner = on.person(task.owner_id)
        by = next(
            (one for one in on.people.values() if task.state_by and one.slack_user == task.state_by), None
        )
        return TaskSeen(task, owner.name, by.name if by and by.id != owner.id else "", own or on.leads())


def _tell_case_manager(on: OnCase, task: Task) -> None:
    for person in on.managers():
        if person.slack_user and person.slack_user != on.work.actor:
            key = f"stuck:{task.id}:{person.id}:{on.today}"
            on.work.send(direct(on, person, "task_stuck", task.id, key))
