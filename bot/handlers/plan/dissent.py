"""What somebody said of a plan that another must hear: no chance to take part, another view, the answer."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.domain.closing import View as Opinion
from bot.flows.closing import MORE_WORDS, OWN_VIEW, REPLY
from bot.handlers.desk import Desk, View, pressed
from bot.handlers.form import Done, Form, Subject, Values
from bot.handlers.showing import redrawn, shows
from bot.render import Part, Press
from bot.services.acting import Acting
from bot.services.plan import closing, dissent
from bot.services.plan.dissent import Dissent
from bot.services.seeing.looking import leads


def register(app: App, desk: Desk) -> None:
    """The two kinds of words, and that an answer was given to somebody without Slack."""
    shows(app, desk, {"said_no": said_no_view, "dissent": dissent_view})

    @app.action(pressed("reply_told"))
    def told(ack: Ack, body: Mapping[str, Any], client: WebClient, context: BoltContext) -> None:
        view_id = str(body["actions"][0]["value"])
        dissent.was_told(context["acting"], view_id)
        redrawn(desk, ack, body, client, context, dissent_view, view_id)


def said_no_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """Who had no chance to take part, in their own words."""
    name, words = closing.no_words(acting, asked)
    return desk.words.view("views/said_no", language, name=name, said=words or "")


def dissent_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """Who sees the plan otherwise, in what, in their own words; and the answer, or until when it is due."""
    found = dissent.look(acting, asked)
    own = found.person.slack_user == acting.user
    reply = found.reply
    parts = [Part("about", [{"said": line} for line in found.about])] if found.about else []
    if reply and reply.words:
        parts.append(Part("reply", [{"on": reply.replied_on, "said": reply.words}]))
    return desk.words.view(
        "views/dissent",
        language,
        name=found.person.name,
        own=own,
        view=found.view.view,
        number=found.number,
        due=reply.due if reply and not reply.words else None,
        confirmed=found.confirmed,
        said=found.view.words or "",
        parts=parts,
        presses=_presses(found, own, leads(acting, found.view.case_id)),
    )


def _presses(found: Dissent, own: bool, leading: bool) -> list[Press]:
    view, reply, presses = found.view, found.reply, []
    if found.mine:
        presses.append(Press("reply", f"open:{REPLY.name}", view.id, "primary"))
    if own:
        presses.append(Press("change", f"open:{OWN_VIEW.name}", f"{view.id}:{view.version}"))
        presses.append(Press("more_words", f"open:{MORE_WORDS.name}", view.id))
    if leading and reply and reply.words and reply.told_on is None:
        presses.append(Press("reply_told", "do:reply_told", view.id))
    return presses


def _reply(acting: Acting, subject: Subject, values: Values) -> Done:
    dissent.answer(acting, subject.id, values["words"])
    return Done()


FORMS = (Form(REPLY, _reply, "dissent.answer", about=Opinion),)
