"""Between meetings: what happened since the team met, what was told of a task, how long may pass."""

from collections.abc import Sequence
from typing import Any

from slack_bolt import App

from bot.domain.between import TeamContact, Update
from bot.domain.plan import Task
from bot.flows.between import QUIET_DAYS
from bot.flows.subject import Subject
from bot.handlers.desk import Desk, View
from bot.handlers.form import Done, Form, Values, again
from bot.handlers.showing import paged, shows
from bot.render import Part, Press
from bot.services import cases
from bot.services.acting import Acting, OnCase
from bot.services.seeing import since
from bot.services.seeing.since import Happened
from bot.services.silence import quiet_days

# Rows with words and a button take three blocks, and Slack shows a hundred in a view.
PAGE = 12


def register(app: App, desk: Desk) -> None:
    """The two lists."""
    shows(app, desk, {"since": since_view, "updates": updates_view})


def since_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """What happened since the last meeting: `<case>`, or `<case>:<page>` once it was turned."""
    case_id, page = paged(asked)
    found = since.look(acting, case_id)
    rows = rows_of(desk, found.happened, language)
    part = Part("happened", rows, page=page, size=PAGE, turn="do:since", turn_value=case_id)
    contact = [Press("team_contact", "open:team_contact", case_id)] if found.leads else []
    presses = [Press("update", "open:update", case_id, "primary"), *contact]
    quiet = [Press("quiet_days", "open:quiet_days", case_id)] if found.leads else []
    days = found.may_be_quiet if found.leads else None
    return desk.words.view(
        "views/since",
        language,
        parts=[part],
        presses=[*presses, *quiet],
        met_on=found.met_on,
        days=days,
        confirmed=found.confirmed,
    )


def updates_view(desk: Desk, acting: Acting, task_id: str, language: str) -> View:
    """What was told of one task."""
    task, told = since.of_task(acting, task_id)
    return desk.words.view(
        "views/updates",
        language,
        said=task.text,
        parts=[updates_part(desk, told, language)],
        presses=[update_press(task)],
    )


def updates_part(desk: Desk, told: Sequence[Happened], language: str) -> Part:
    """What was told of a task, the newest first; of very many the newest."""
    return Part("updates", rows_of(desk, told[:PAGE], language))


def update_press(task: Task) -> Press:
    """The way to tell something of a task."""
    return Press("update", "open:update", str(Subject(task.case_id, chosen=(("task_id", task.id),))))


def rows_of(desk: Desk, happened: Sequence[Happened], language: str) -> list[dict[str, Any]]:
    """Each thing with its day, who gave it, and the words themselves."""
    return [_row(desk, one, language) for one in happened]


def _row(desk: Desk, one: Happened, language: str) -> dict[str, Any]:
    facts: dict[str, Any] = {"on": one.on, "by": one.by, "typed_by": one.typed_by, "task": one.task}
    facts |= {"people": one.people, "said": one.words, "presses": []}
    if isinstance(one.thing, Task):
        state = desk.words.name("task_states", one.thing.state, language)
        return {"kind": "task", "state": state, **facts}
    kind = "update" if isinstance(one.thing, Update) else "team_contact"
    if isinstance(one.thing, TeamContact):
        facts["how"] = desk.words.name("contact_how", one.thing.how, language)
    if one.may_change:
        facts["presses"] = [Press("change", f"open:{kind}", f"{one.thing.id}:{one.thing.version}")]
    return {"kind": kind, **facts}


def _quiet_days(acting: Acting, subject: Subject, values: Values) -> Done:
    cases.set_quiet_days(acting, subject.id, values)
    return again("quiet_days", subject)


def _begins(on: OnCase | None, thing: object | None) -> Values:
    return {"days": quiet_days(on.work, on.case.id, on.profile), "set_on": on.today} if on else {}


FORMS = (Form(QUIET_DAYS, _quiet_days, "case.change", begins=_begins),)
