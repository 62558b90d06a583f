"""How a conference opens: one list for what everybody says to keeping things private, and one's own tap."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from bot.domain.conference import Conference
from bot.domain.errors import PlanningError
from bot.flows.how_we_talk import ACCEPTANCE, CONFIDENTIAL, OWN_ACCEPTANCE, RULES_SAID, list_of
from bot.handlers.desk import Desk, View, pressed
from bot.handlers.errors import tell
from bot.handlers.form import Done, Form, Subject, Values, again
from bot.handlers.forms import Forms
from bot.handlers.meeting.how_we_talk_view import acceptances_view, how_named, open_names
from bot.handlers.meeting.roll_call import said_now
from bot.handlers.seeing.home import drawn_again
from bot.handlers.wording import as_told
from bot.render import Press
from bot.services.acting import Acting
from bot.services.calling.scheduling import conference_of
from bot.services.meeting import how_we_talk
from bot.services.meeting.how_we_talk import Asked
from bot.services.seeing import looking

Body = Mapping[str, Any]
# Slack draws a hundred blocks in a view; each person is one of them.
PAGE = 40
TOLD = "say/confidential"


def register(app: App, desk: Desk, forms: Forms) -> None:
    """The list, a page of it kept, who said what; and the taps of each person."""

    @app.action(f"open:{CONFIDENTIAL.name}")
    def open_list(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        ack()
        acting, conference_id = context["acting"], _value(body)
        if looking.leads(acting, conference_of(acting, conference_id).case_id):
            view = list_view(desk, acting, conference_id, 1, context["language"])
            desk.open(client, body, view, respond, context["language"])
        else:
            forms.open(OWN_ACCEPTANCE.name, conference_id, body, client, respond, context)

    @app.view(f"form:{CONFIDENTIAL.name}")
    def submitted(ack: Ack, body: Body, context: BoltContext) -> None:
        acting, language = context["acting"], context["language"]
        conference_id, page = body["view"]["private_metadata"].split(":")
        try:
            _keep(desk, acting, conference_id, said_now(body["view"]), language)
            view = _after(desk, acting, conference_id, int(page), language)
        except PlanningError as error:
            tell(desk, error, ack, body, language)
            return
        ack(response_action="update", view=view)
        desk.wake()

    @app.action(pressed("acceptances"))
    def acceptances(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        ack()
        view = acceptances_view(desk, context["acting"], _value(body), context["language"])
        if (body.get("view") or {}).get("callback_id") == "view:views/acceptances":
            desk.update(client, body["view"]["id"], view)
        else:
            desk.open(client, body, view, respond, context["language"])

    @app.action(pressed("accept"))
    def accept(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        conference_id, answer = _value(body).split(":")
        told = as_told(desk.words, TOLD, context["language"])
        how_we_talk.keep_own(context["acting"], conference_id, answer, None, told)
        ack()
        desk.wake()
        if not drawn_again(desk, body, client, context):
            said = desk.words.text("captured/accepted", context["language"], answer=answer)
            desk.say(respond, said, replace=True)


def list_view(desk: Desk, acting: Acting, conference_id: str, page: int, language: str) -> View:
    """One page of the list; nobody is marked before somebody says so."""
    everyone = how_we_talk.everyone(acting, conference_id)
    shown = everyone[(page - 1) * PAGE : page * PAGE]
    said = page > 1 or how_we_talk.rules_said(acting, conference_id) is not None
    return desk.words.form(
        list_of((one.person.id for one in shown), rules_said=said),
        language,
        answers={one.person.id: marked for one in shown if (marked := _marked(one))},
        metadata=f"{conference_id}:{page}",
        names=[_named(desk, one, language) for one in shown],
        nobody_here=not any(one.here for one in everyone),
        page=page,
        pages=_pages(everyone),
    )


def _keep(desk: Desk, acting: Acting, conference_id: str, marked: dict[str, str], language: str) -> None:
    were_said = marked.pop(RULES_SAID.name, "no") == "yes"
    rules = as_told(desk.words, "say/ground_rules", language) if were_said else None
    if marked or rules:
        how_we_talk.keep(acting, conference_id, marked, as_told(desk.words, TOLD, language), rules)


def _marked(asked: Asked) -> str | None:
    """The choice of the list that says what is recorded; a tap of their own is none of them."""
    found = asked.acceptance
    if found is None or found.how == "tapped":
        return None
    return (found.how or "said") if found.answer == "accepted" else found.answer


def _named(desk: Desk, asked: Asked, language: str) -> str:
    """Who it is, whether they are noted as there, and what they tapped by themselves."""
    role = desk.words.name("roles", asked.person.role, language)
    found = asked.acceptance
    tapped = how_named(desk, found, language) if found and found.how == "tapped" else ""
    facts = {"name": asked.person.name, "role": role, "here": asked.here, "tapped": tapped}
    return desk.words.text("confidential/who", language, **facts)


def _after(desk: Desk, acting: Acting, conference_id: str, page: int, language: str) -> View:
    everyone = how_we_talk.everyone(acting, conference_id)
    if page < _pages(everyone):
        return list_view(desk, acting, conference_id, page + 1, language)
    with_words = [one for one in everyone if one.acceptance and one.acceptance.answer == "with_words"]
    write = [
        Press("words_of", f"open:{ACCEPTANCE.name}", _about(conference_id, one), text=one.person.name)
        for one in with_words
        if one.acceptance and not one.acceptance.words
    ]
    return desk.words.view(
        "receipts/confidential",
        language,
        presses=[
            *write,
            Press("who_said_what", "do:acceptances", conference_id),
            Press("change", f"open:{CONFIDENTIAL.name}", conference_id),
        ],
        words_missing=bool(write),
        open_names=open_names(acting, conference_id),
        rather_not=[one.person.name for one in everyone if _would_rather_not(one)],
    )


def _would_rather_not(asked: Asked) -> bool:
    return asked.acceptance is not None and asked.acceptance.answer == "rather_not"


def _about(conference_id: str, asked: Asked) -> str:
    chosen = (("person_id", asked.person.id), ("answer", "with_words"))
    return str(Subject(conference_id, chosen=chosen))


def _pages(everyone: tuple[Asked, ...]) -> int:
    return max(1, -(-len(everyone) // PAGE))


def _value(body: Body) -> str:
    return str(body["actions"][0]["value"])


def _keep_one(acting: Acting, subject: Subject, values: Values) -> Done:
    told = values.pop("told")
    how_we_talk.keep_one(acting, subject.id, values, told)
    return again(ACCEPTANCE.name, Subject(subject.id))


def _keep_own(acting: Acting, subject: Subject, values: Values) -> Done:
    how_we_talk.keep_own(acting, subject.id, values["answer"], values.get("words"), values["told"])
    return Done("thanks")


FORMS = (
    Form(ACCEPTANCE, _keep_one, "conference.hold", about=Conference, tells=TOLD),
    Form(OWN_ACCEPTANCE, _keep_own, "confidentiality.own", about=Conference, tells=TOLD),
)
