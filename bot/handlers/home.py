"""App Home: what waits for me, my tasks, my next conferences; for administrators also who may do what."""

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.flows.team import STAFF
from bot.handlers.desk import Desk, View
from bot.handlers.form import Done, Form, Subject, Values
from bot.notices.reminders import task_presses
from bot.render import Part, Press, Words
from bot.services import looking, setup
from bot.services.acting import Acting


def register(app: App, desk: Desk) -> None:
    """Nothing but what the page's buttons do elsewhere; the page itself is published on its event."""

    @app.action("do:home")
    def refresh(ack: Ack, client: WebClient, context: BoltContext) -> None:
        ack()
        publish(desk.words, client, context["acting"], context["language"])


def publish(words: Words, client: WebClient, acting: Acting, language: str) -> None:
    """Draw the page of one person anew."""
    client.views_publish(user_id=acting.user, view=home_view(words, acting, language))


def home_view(words: Words, acting: Acting, language: str) -> View:
    """The page of one person."""
    parts = my_parts(acting)
    if setup.is_admin(acting):
        parts.append(_staff(acting))
    presses = [Press("refresh", "do:home", "home")]
    return words.home("views/home", language, parts=parts, presses=presses)


def my_parts(acting: Acting) -> list[Part]:
    """What waits for somebody, their tasks, their next conferences."""
    cases, endorsements = looking.home(acting)
    waits: list[dict[str, object]] = [
        {
            "what": "endorsement",
            "presses": [
                Press("read_plan", "do:read_plan", asked.version_id),
                Press("endorse", "open:endorse", asked.id, "primary"),
            ],
        }
        for asked in endorsements
    ]
    waits += [
        {"what": "telling", "presses": [Press("tell", "do:tell", case.conference.id)]}
        for case in cases
        if case.to_tell and case.conference
    ]
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
