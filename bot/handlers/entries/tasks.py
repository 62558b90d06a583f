"""Where a task stands: its details in private, done / not yet / stuck by tap, undo."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from bot.domain.plan import Task, TaskState
from bot.flows.plan import TASK_DONE, TASK_STUCK
from bot.handlers.desk import Desk, View, pressed
from bot.handlers.form import Done, Form, Subject, Values
from bot.handlers.seeing.since import update_press, updates_part
from bot.handlers.showing import shows
from bot.notices.reminder_lines import task_presses
from bot.render import Press
from bot.services.acting import Acting
from bot.services.entries import tasks
from bot.services.seeing.since import of_task

Body = Mapping[str, Any]


def register(app: App, desk: Desk) -> None:
    """The buttons of a task."""

    shows(app, desk, {"task": task_view})

    @app.action(pressed("task_done"))
    def done(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        _answer(desk, ack, body, client, respond, context, TaskState.DONE)

    @app.action(pressed("task_not_yet"))
    def not_yet(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        _answer(desk, ack, body, client, respond, context, TaskState.NOT_YET)

    @app.action(pressed("task_reopen"))
    def reopen(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        _answer(desk, ack, body, client, respond, context, TaskState.OPEN)


def task_view(desk: Desk, acting: Acting, task_id: str, language: str) -> View:
    """A task in full, and its buttons."""
    seen = tasks.task_of(acting, task_id)
    task = seen.task
    _, told = of_task(acting, task_id)
    return desk.words.view(
        "views/task",
        language,
        said=task.text,
        owner=seen.owner,
        due=task.due,
        done_when=task.done_when,
        help=task.help or "",
        barrier=task.barrier or "",
        stuck=task.state is TaskState.STUCK,
        words=task.state_words or "",
        on=task.state_on,
        by=seen.said_for_them_by,
        state=desk.words.name("task_states", task.state, language),
        parts=[updates_part(desk, told, language)],
        presses=[*task_presses(task)[1:], update_press(task)] if seen.may_answer else [],
    )


def _answer(
    desk: Desk,
    ack: Ack,
    body: Body,
    client: WebClient,
    respond: Respond,
    context: BoltContext,
    state: TaskState,
) -> None:
    task = tasks.answer_task(context["acting"], _value(body), state)
    ack()
    desk.wake()
    if body.get("view"):
        view = desk.words.view("receipts/task", context["language"], **_receipt(task))
        if body["view"]["type"] == "modal":
            desk.update(client, body["view"]["id"], view)
            return
        desk.open(client, body, view, respond, context["language"])
        return
    said = desk.words.message("captured/task", context["language"], **_receipt(task))
    desk.say(respond, said.text, said.blocks)


def _receipt(task: Task) -> Values:
    presses = [Press("undo", "do:task_reopen", task.id)] if task.state is not TaskState.OPEN else []
    if task.state is TaskState.DONE:
        presses.append(Press("what_shows_it", f"open:{TASK_DONE.name}", task.id))
    return {"state": str(task.state), "presses": presses}


def _stuck(acting: Acting, subject: Subject, values: Values) -> Done:
    task = tasks.answer_task(acting, subject.id, TaskState.STUCK, values.get("words"))
    return Done("task", _receipt(task))


def _value(body: Body) -> str:
    return str(body["actions"][0]["value"])


def _done_so(acting: Acting, subject: Subject, values: Values) -> Done:
    task = tasks.answer_task(acting, subject.id, TaskState.DONE, values.get("words"), values.get("on"))
    return Done("task", _receipt(task))


FORMS = (
    Form(TASK_STUCK, _stuck, "task.answer", about=Task),
    Form(TASK_DONE, _done_so, "task.answer", about=Task),
)
