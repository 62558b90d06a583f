"""App Home: what waits for me, my tasks, my next conferences; for administrators also who may do what."""

import logging
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from bot.flows.team import STAFF
from bot.handlers.desk import SLACK_IS_AWAY, Desk, View, pressed, problem_of
from bot.handlers.form import Done, Form, Subject, Values
from bot.handlers.rules.confirming import rules_part
from bot.handlers.seeing.deadlines_view import counting_part, deadlines_parts
from bot.handlers.seeing.health_part import health_part
from bot.handlers.seeing.waits import wait_row
from bot.notices.reminder_lines import task_presses
from bot.render import Part, Press, Words
from bot.services import setup
from bot.services.acting import Acting
from bot.services.meeting.looking_back import self_checks
from bot.services.rules.guide import guides
from bot.services.seeing import looking

log = logging.getLogger(__name__)
Body = Mapping[str, Any]
DAY = "views/my_day"


def register(app: App, desk: Desk) -> None:
    """Looking again, and the same lists as a private view; what their buttons do is said elsewhere."""

    @app.action("do:home")
    def refresh(ack: Ack, client: WebClient, context: BoltContext) -> None:
        ack()
        publish(desk.words, client, context["acting"], context["language"])

    @app.action(pressed("waiting"))
    def waiting(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        ack()
        view = day_view(desk.words, context["acting"], context["language"])
        desk.open(client, body, view, respond, context["language"])


def drawn_again(desk: Desk, body: Body, client: WebClient, context: BoltContext) -> bool:
    """The page or the view in which something was answered, without it; False for a message."""
    view, acting, language = body.get("view") or {}, context["acting"], context["language"]
    if view.get("type") == "home":
        try:
            desk.call(
                "views.publish",
                lambda: client.views_publish(
                    user_id=acting.user, view=home_view(desk.words, acting, language)
                ),
            )
        except SLACK_IS_AWAY as away:
            log.warning("home not drawn again, %s", problem_of(away))
    elif view.get("callback_id") == f"view:{DAY}":
        desk.update(client, view["id"], day_view(desk.words, acting, language))
    return bool(view)


def day_view(words: Words, acting: Acting, language: str) -> View:
    """What waits for one person, as a modal."""
    return words.view(DAY, language, parts=my_parts(acting))


def publish(words: Words, client: WebClient, acting: Acting, language: str) -> None:
    """Draw the page of one person anew."""
    client.views_publish(user_id=acting.user, view=home_view(words, acting, language))


def home_view(words: Words, acting: Acting, language: str) -> View:
    """The page of one person."""
    parts = my_parts(acting)
    parts += deadlines_parts(acting)
    if setup.is_admin(acting):
        parts += [_staff(acting), rules_part(acting), counting_part(acting)]
        parts += [health_part(words, acting.agency.health(), language)] if acting.agency.health else []
    presses = [Press("refresh", "do:home", "home"), Press("own_times", "open:own_times", "own")]
    if self_checks(acting):
        presses.append(Press("self_checks", "do:self_checks", "own"))
    if setup.has_duty(acting):
        presses.append(Press("no_plan", "do:no_plan", "own"))
    if guides(acting):
        presses.append(Press("guide", "do:guide", "own"))
    return words.home("views/home", language, parts=parts, presses=presses)


def my_parts(acting: Acting) -> list[Part]:
    """What waits for somebody, their tasks, their next conferences."""
    cases, endorsing = looking.home(acting)
    waits = [wait_row(wait) for case in cases for wait in case.waits]
    waits += [wait_row(wait) for wait in endorsing]
    tasks = [
        {"due": task.due, "presses": task_presses(task)}
        for case in cases
        for task in sorted(case.tasks, key=lambda one: one.due)
    ]
    meetings = [
        {
            "when": case.conference.starts_at,
            "zone": case.conference.zone,
            "presses": [Press("open_agenda", "do:open_agenda", case.conference.id)],
        }
        for case in cases
        if case.conference and case.conference.state in ("planned", "open")
    ]
    return [Part("waiting", waits), Part("tasks", tasks), Part("meetings", meetings)]


def _staff(acting: Acting) -> Part:
    rows = [
        {
            "name": member.name or "",
            "duties": member.duties,
            "presses": [Press("change", "open:staff", member.slack_user)],
        }
        for member in setup.staff_members(acting)
    ]
    return Part("staff", rows, presses=[Press("name_staff", "open:staff", "new", "primary")])


def _staff_form(acting: Acting, subject: Subject, values: Values) -> Done:
    setup.name_staff(
        acting,
        values["slack_user"],
        tuple(values.get("duties") or ()),
        tuple(values.get("supervises") or ()),
        values["name"],
    )
    return Done("staff")


def _known(acting: Acting, subject: Subject) -> object | None:
    return setup.staff_member(acting, subject.id)


FORMS = (Form(STAFF, _staff_form, "staff.name", about=None, finds=_known),)
