"""Closing: what is open, the seal, each person's answers one apart from the other, copies, endorsement."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from bot.domain import closing as kept
from bot.domain.closing import Acknowledgement, Endorsement, PlanVersion
from bot.domain.conference import Conference
from bot.domain.errors import AnswersNotUnderstood, NotAllowed
from bot.flows.closing import (
    ACKNOWLEDGEMENT,
    ASK_ENDORSEMENT,
    COPY,
    ENDORSE,
    MORE_WORDS,
    NEW_VERSION,
    OWN_ANSWER,
    OWN_NO,
    OWN_VIEW,
    SET_ASIDE,
    VIEW,
)
from bot.handlers.desk import Desk, View, pressed
from bot.handlers.form import Done, Form, Subject, Values, again
from bot.handlers.forms import Forms
from bot.handlers.plan.answers_view import answers_view, newest_answers_view
from bot.handlers.plan.burden_view import burden_view
from bot.handlers.plan.gaps_view import gaps_view
from bot.handlers.plan.read_back import plan_view
from bot.handlers.seeing.home import drawn_again
from bot.handlers.showing import redrawn, shows
from bot.handlers.wording import as_shown
from bot.render import Press
from bot.services.acting import Acting, OnCase
from bot.services.plan import accepting, closing, dissent, endorsing, own_words, sealing, sections

Body = Mapping[str, Any]
# The texts that people are asked with, kept with what they answer.
CHANCE, CHALLENGE = "say/chance", "say/challenge"
SECTION_DEEDS = {"not_needed": sections.not_needed, "take_up": sections.take_up_again}


def register(app: App, desk: Desk, forms: Forms) -> None:
    """The list of what is open, the seal, and one's own taps."""
    views = {"gaps": gaps_view, "answers": answers_view, "newest_answers": newest_answers_view}
    shows(app, desk, {**views, "read_plan": sealed_plan_view, "burden": burden_view})

    @app.action(pressed("as_it_is"))
    def as_it_is(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        conference_id, kind, about = _value(body).split(":")
        accepting.accept(context["acting"], conference_id, kind, about)
        redrawn(desk, ack, body, client, context, gaps_view, conference_id)

    @app.action(pressed(f"({'|'.join(SECTION_DEEDS)})"))
    def section(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        conference_id, named = _value(body).split(":")
        pressed_now = str(body["actions"][0]["action_id"]).split(":")[1]
        SECTION_DEEDS[pressed_now](context["acting"], conference_id, named)
        redrawn(desk, ack, body, client, context, gaps_view, conference_id)

    @app.action(pressed("seal"))
    def seal(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        try:
            version = sealing.seal(context["acting"], _value(body))
        except AnswersNotUnderstood:
            # Something was sealed before, and another version says why it came: an old button does not ask.
            ack()
            forms.open("new_version", _value(body), body, client, respond, context)
            return
        ack()
        desk.wake()
        view = answers_view(desk, context["acting"], version.id, context["language"])
        desk.update(client, body["view"]["id"], view)

    @app.action(pressed("acknowledge"))
    def acknowledge(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        version_id, answer = _value(body).split(":")
        told = as_shown(desk.words, CHANCE, body, context["language"])
        asked = {"told": told.text, "language": told.language}
        said = closing.acknowledge(context["acting"], version_id, {"answer": answer, **asked})
        ack()
        desk.wake()
        if not drawn_again(desk, body, client, context):
            change = [Press("change", f"open:{OWN_ANSWER.name}", f"{said.id}:{said.version}")]
            late = closing.too_late(context["acting"], version_id)
            noted: dict[str, Any] = {"answer": answer, "withdrawn": late, "presses": change}
            thanks = desk.words.message("captured/acknowledged", context["language"], **noted)
            desk.say(respond, thanks.text, thanks.blocks, replace=True)
        if answer == "no":
            forms.open("own_no", version_id, body, client, respond, context)

    @app.action(pressed("take_back_request"))
    def take_back_request(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        version_id = endorsing.take_back(context["acting"], _value(body))
        redrawn(desk, ack, body, client, context, answers_view, version_id)
        desk.wake()

    @app.action(pressed("got_it"))
    def got_it(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        closing.got_own_copy(context["acting"], _value(body))
        ack()
        if drawn_again(desk, body, client, context):
            return
        said = desk.words.text("captured/got_it", context["language"])
        desk.say(respond, said)


def sealed_plan_view(desk: Desk, acting: Acting, version_id: str, language: str) -> View:
    """The plan of the case to which a sealed version belongs, as far as it is this person's to see."""
    return plan_view(desk, acting, acting.case_of(PlanVersion, version_id), language)


def _value(body: Body) -> str:
    return str(body["actions"][0]["value"])


def _set_aside(acting: Acting, subject: Subject, values: Values) -> Done:
    conference_id, item = subject.id.split(":", 1)
    sealing.set_aside(acting, conference_id, item, values["why"], values.get("words"))
    return Done()


def _new_version(acting: Acting, subject: Subject, values: Values) -> Done:
    version = sealing.seal(acting, subject.id, values["why"])
    presses = [Press("answers", "do:answers", version.id), Press("changes", "do:changes", version.case_id)]
    return Done("plan_sealed", {"number": version.number, "presses": presses})


def _acknowledgement(acting: Acting, subject: Subject, values: Values) -> Done:
    closing.acknowledge(acting, subject.id, _with_wording(values))
    return again("acknowledgement", subject)


def _view(acting: Acting, subject: Subject, values: Values) -> Done:
    told = {name: value for name, value in values.items() if name != "on" or value is not None}
    text = told.pop("told")
    if told.get("told_how_to_challenge"):
        told |= {"told": text.text, "told_in": told.get("told_in") or text.language}
    said = closing.give_view(acting, subject.id, told | {"items": told.get("items") or ()})
    return _may_go_on(again("view", subject), said)


def _own_view(acting: Acting, subject: Subject, values: Values) -> Done:
    """Whoever reads how to challenge the plan above the question was told so, in that language."""
    text = values.pop("told")
    told = {"told_how_to_challenge": True, "told": text.text, "told_in": text.language}
    facts = {**values, **told, "items": values.get("items") or ()}
    if subject.version is None:
        return _may_go_on(Done("own_view"), closing.give_view(acting, subject.id, facts), mine=True)
    said = own_words.change_view(acting, subject.id, facts, subject.version)
    return _may_go_on(Done("own_view"), said, mine=True)


def _may_go_on(done: Done, said: kept.View, mine: bool = False) -> Done:
    """With a way to say more, and for its author one to change it."""
    more = [Press("more_words", f"open:{MORE_WORDS.name}", said.id)] if said.words else []
    change = [Press("change", f"open:{OWN_VIEW.name}", f"{said.id}:{said.version}")] if mine else []
    presses = [*change, *more, *done.values.get("presses", [])]
    return replace(done, values={**done.values, "presses": presses})


def _more_words(acting: Acting, subject: Subject, values: Values) -> Done:
    own = dissent.look(acting, subject.id).person.slack_user == acting.user
    add = own_words.say_more if own else own_words.type_more
    return _may_go_on(Done("own_view" if own else "saved"), add(acting, subject.id, values["words"]))


def _own_no(acting: Acting, subject: Subject, values: Values) -> Done:
    closing.acknowledge(acting, subject.id, {"answer": "no", **_with_wording(values)})
    return Done("thanks")


def _own_answer(acting: Acting, subject: Subject, values: Values) -> Done:
    own_words.change_answer(acting, subject.id, _with_wording(values), subject.version or 1)
    return Done("thanks")


def _with_wording(values: Values) -> Values:
    """The text that was asked, and in which language it was heard: an interpreter's, where one is noted."""
    text = values["told"]
    if values.get("answer") == "not_asked":
        return {**values, "told": None, "language": None}
    return {**values, "told": text.text, "language": values.get("language") or text.language}


def _is_mine(on: OnCase | None, thing: object | None) -> None:
    """Words are locked to their author."""
    if thing is not None and (on is None or on.me is None or on.me.id != getattr(thing, "person_id", None)):
        raise NotAllowed("closing_own")


def _how_to_challenge(on: OnCase | None, answers: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"challenge": on.profile.challenge.text if on else ""}


def _copy(acting: Acting, subject: Subject, values: Values) -> Done:
    closing.record_copy(acting, subject.id, values)
    return again("copy", subject)


def _ask_endorsement(acting: Acting, subject: Subject, values: Values) -> Done:
    endorsing.ask(acting, subject.id, values["asked_of"], values.get("reply"))
    return Done()


def _said_before(on: OnCase | None, answers: Mapping[str, Any]) -> Mapping[str, Any]:
    return endorsing.said_before(on) if on else {}


def _endorse(acting: Acting, subject: Subject, values: Values) -> Done:
    endorsing.answer(acting, subject.id, values["answer"], values.get("words"))
    return Done("thanks")


FORMS = (
    Form(SET_ASIDE, _set_aside, "plan.seal", about=Conference),
    Form(NEW_VERSION, _new_version, "plan.seal", about=Conference),
    Form(ACKNOWLEDGEMENT, _acknowledgement, "closing.enter", about=PlanVersion, tells=CHANCE),
    Form(VIEW, _view, "closing.enter", about=PlanVersion, says=_how_to_challenge, tells=CHALLENGE),
    Form(
        OWN_VIEW,
        _own_view,
        "closing.own",
        about=PlanVersion,
        corrects=kept.View,
        may_touch=_is_mine,
        says=_how_to_challenge,
        tells=CHALLENGE,
    ),
    Form(MORE_WORDS, _more_words, "dissent.look", about=kept.View),
    Form(OWN_NO, _own_no, "closing.own", about=PlanVersion, tells=CHANCE),
    Form(
        OWN_ANSWER,
        _own_answer,
        "closing.own",
        about=PlanVersion,
        corrects=Acknowledgement,
        may_touch=_is_mine,
        tells=CHANCE,
    ),
    Form(COPY, _copy, "closing.enter", about=PlanVersion),
    Form(
        ASK_ENDORSEMENT,
        _ask_endorsement,
        "endorsement.ask",
        about=PlanVersion,
        facts=lambda on, subject: {"sent_back": on is not None and endorsing.is_sent_back(on, subject.id)},
        says=_said_before,
    ),
    Form(ENDORSE, _endorse, "endorsement.answer", about=Endorsement, says=_said_before),
)
