"""The versions of a plan: their history, withdrawing and re-opening one, what changed, asking again."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.domain.closing import PlanVersion
from bot.domain.plan_rows import says
from bot.domain.plan_states import RIGHTS, Move
from bot.domain.what_changed import Difference, RowChange
from bot.flows.closing import REOPEN_PLAN, TAKE_OUT, WITHDRAW_PLAN
from bot.handlers.desk import Desk, View, pressed
from bot.handlers.form import Done, Form, Subject, Values
from bot.handlers.plan.answers_view import answers_view
from bot.handlers.plan.changes_view import changes_view
from bot.handlers.showing import redrawn, shows
from bot.render import Part, Press
from bot.services.acting import Acting
from bot.services.plan import asking, moving
from bot.services.plan.asking import WhatChanged

Body = Mapping[str, Any]
PAGE = 20
# Of these what was and what is can be said in a line; of all others only that they are not the same.
IN_WORDS = ("text", "what", "how_often", "wish", "keeps", "done_when", "measure", "help", "barrier", "where")
DAYS = ("due", "by_date", "start_by", "starts", "review_on")
PEOPLE = ("owner", "who", "with", "for")
NAMED = (
    *IN_WORDS,
    *DAYS,
    *PEOPLE,
    "name",
    "supervised",
    "action",
    "placement",
    "voice",
    "permanency",
    "tags",
)
OF_THE_HEAD = ("why_we_are_here", "household")
UNDO: Mapping[str, Callable[[Acting, str], None]] = {"leave": moving.leave, "restore": moving.restore}


def register(app: App, desk: Desk) -> None:
    """The list of versions, what changed in one, and the taps in them."""
    shows(app, desk, {"changes": changes_view, "what_changed": what_changed_view})

    @app.action(pressed(f"({'|'.join(UNDO)})_version"))
    def undo(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        case_id, version_id = str(body["actions"][0]["value"]).split(":")
        deed = str(body["actions"][0]["action_id"]).split(":")[1].removesuffix("_version")
        UNDO[deed](context["acting"], version_id)
        redrawn(desk, ack, body, client, context, changes_view, case_id)
        desk.wake()

    @app.action(pressed("ask_again"))
    def ask_again(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        version_id, person_id = str(body["actions"][0]["value"]).split(":")
        asking.ask_again(context["acting"], version_id, person_id)
        redrawn(desk, ack, body, client, context, answers_view, version_id)
        desk.wake()


def what_changed_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """What is otherwise in a version, for its reader: `<version>`, or `<version>:<page>`."""
    version_id, _, page = asked.partition(":")
    found = asking.what_changed(acting, version_id)
    rows = [_row(desk, found, one, language) for one in found.rows]
    part = Part("rows", rows, page=int(page or 1), size=PAGE, turn="do:what_changed", turn_value=version_id)
    return desk.words.view(
        "views/what_changed",
        language,
        parts=[part],
        why=found.why or "",
        number=found.version.number,
        since=found.since.number,
    )


def _row(desk: Desk, found: WhatChanged, one: RowChange, language: str) -> dict[str, Any]:
    details = [_detail(desk, found, each, language) for each in one.differences]
    others = [each for each in details if each["name"] == "other"]
    named = [each for each in details if each["name"] != "other"]
    title = "" if one.part == "case" else found.names.get(one.row["id"]) or says(one.row)
    return {"what": one.what, "part": one.part, "says": title, "details": [*named, *others[:1]]}


def _detail(desk: Desk, found: WhatChanged, one: Difference, language: str) -> dict[str, Any]:
    name = one.name if one.name in (*NAMED, *OF_THE_HEAD) else "other"

    def told(value: Any) -> str | date:
        if not value:
            return ""
        if one.name in DAYS:
            return date.fromisoformat(value)
        if one.name in PEOPLE:
            return found.names.get(value, "")
        if one.name == "permanency":
            return desk.words.name("permanency_goals", value["goal"], language)
        return str(value) if one.name in (*IN_WORDS, *OF_THE_HEAD) else ""

    return {"name": name, "before": told(one.before), "after": told(one.after)}


def _withdraw(acting: Acting, subject: Subject, values: Values) -> Done:
    moving.withdraw(acting, subject.id, values["why"], take_out=values.get("files") == TAKE_OUT)
    return Done("plan_withdrawn", {"presses": [_all_versions(acting, subject)]})


def _reopen(acting: Acting, subject: Subject, values: Values) -> Done:
    conference_id = moving.reopen(acting, subject.id, values["why"])
    go_on = Press("still_open", "do:gaps", conference_id, "primary")
    return Done("plan_reopened", {"presses": [go_on, _all_versions(acting, subject)]})


def _all_versions(acting: Acting, subject: Subject) -> Press:
    return Press("changes", "do:changes", acting.case_of(PlanVersion, subject.id))


FORMS = (
    Form(WITHDRAW_PLAN, _withdraw, RIGHTS[Move.WITHDRAW], about=PlanVersion),
    Form(REOPEN_PLAN, _reopen, RIGHTS[Move.REOPEN], about=PlanVersion),
)
