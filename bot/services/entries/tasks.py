"""What became of a task: done, not yet, stuck; said by its owner or entered for them."""

from dataclasses import replace

from bot.domain.errors import NotAllowed
from bot.domain.plan import Task, TaskState
from bot.services.acting import Acting, OnCase
from bot.services.delivery.outgoing import direct
from bot.services.delivery.reminders import schedule_reminders


def answer_task(acting: Acting, task_id: str, state: TaskState, words: str | None = None) -> Task:
    """Record where a task stands; a stuck one is told to the case manager at once. Returns it.

    An owner may answer for their own tasks; facilitator and case manager for anyone's, shown as such.
    """
    with acting.on_case("task.answer", acting.case_of(Task, task_id)) as on:
        task = on.work.get(Task, task_id)
        if not on.leads() and (on.me is None or task.owner_id != on.me.id):
            raise NotAllowed("task_answer")
        if task.state is state and task.state_words == words:
            return task
        answered = replace(task, state=state, state_on=on.today, state_by=acting.user, state_words=words)
        on.work.replace(answered)
        if state is TaskState.STUCK:
            _tell_case_manager(on, answered)
        schedule_reminders(on.work, on.case.id)
        return answered


def task_of(acting: Acting, task_id: str) -> tuple[Task, str]:
    """A task and its owner's name, for its owner and for those who lead. Raises NotAllowed."""
    with acting.looking("task.answer", acting.case_of(Task, task_id)) as on:
        task = on.work.get(Task, task_id)
        if not on.leads() and (on.me is None or task.owner_id != on.me.id):
            raise NotAllowed("task_answer")
        return task, on.person(task.owner_id).name


def _tell_case_manager(on: OnCase, task: Task) -> None:
    for person in on.managers():
        if person.slack_user and person.slack_user != on.work.actor:
            key = f"stuck:{task.id}:{person.id}:{on.today}"
            on.work.send(direct(on, person, "task_stuck", task.id, key))
