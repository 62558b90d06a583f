"""The private talk with each person: held in the DM of whoever leads, one part at a time, in any order."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from bot.domain.people import Person
from bot.domain.preparing import AccessNeed, PartState
from bot.flows.preparing import NEED_ANSWER, REACH, TALK_SKIP
from bot.handlers.desk import Desk, View, pressed
from bot.handlers.form import Done, Form, Subject, Values
from bot.handlers.forms import MovesOn
from bot.handlers.showing import shows
from bot.notices.talk import part_presses, talk_message, talk_stopped
from bot.render import Message, Part, Press
from bot.services.acting import Acting
from bot.services.preparing import access_needs, talk
from bot.services.preparing.talk import Talk
from bot.services.preparing.talk_forms import OF_TALK

Body = Mapping[str, Any]


def register(app: App, desk: Desk) -> None:
    """Begin, a part, later, stop; the lists of parts and of people."""
    shows(app, desk, {"talk_parts": parts_view, "talks": talks_view, "needs": needs_view})

    @app.action(pressed("talk"))
    def begin(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        talk.begin(context["acting"], body["actions"][0]["value"])
        ack()
        desk.wake()
        language = context["language"]
        if body.get("view"):
            desk.open(client, body, desk.words.view("receipts/talk_begun", language), respond, language)
        else:
            desk.say(respond, desk.words.text("captured/talk_begun", language))

    @app.action(pressed("talk_go"))
    def go(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        ack()
        person_id, _, name = body["actions"][0]["value"].partition(":")
        found = talk.look(context["acting"], person_id)
        part = found.part(name) or found.next
        _replace(desk, respond, talk_message(desk.words, found, part, context["language"]))

    @app.action(pressed("talk_later"))
    def later(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        person_id, _, name = body["actions"][0]["value"].partition(":")
        found = talk.put_aside(context["acting"], person_id, name, PartState.LATER)
        ack()
        _replace(desk, respond, talk_message(desk.words, found, found.next, context["language"]))

    @app.action(pressed("talk_stop"))
    def stop(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        ack()
        found = talk.look(context["acting"], body["actions"][0]["value"])
        _replace(desk, respond, talk_stopped(desk.words, found, context["language"]))

    @app.action(pressed("need_over"))
    def over(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        access_needs.end_need(context["acting"], body["actions"][0]["value"])
        ack()
        again = [Press("undo", "do:need_again", body["actions"][0]["value"])]
        view = desk.words.view("receipts/need_over", context["language"], over=True, presses=again)
        desk.open(client, body, view, respond, context["language"])

    @app.action(pressed("need_again"))
    def again(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        access_needs.need_again(context["acting"], body["actions"][0]["value"])
        ack()
        view = desk.words.view("receipts/need_over", context["language"], over=False)
        desk.update(client, body["view"]["id"], view)


def moves_on(desk: Desk) -> MovesOn:
    """After a form that the talk opened: the DM shows the part that is open next."""

    def go_on(subject: Subject, client: WebClient, context: BoltContext) -> None:
        person_id = dict(subject.chosen).get(OF_TALK)
        place = talk.where_held(context["acting"], person_id) if person_id else None
        if person_id and place:
            found = talk.look(context["acting"], person_id)
            desk.edit(client, place, talk_message(desk.words, found, found.next, context["language"]))

    return go_on


def talks_view(desk: Desk, acting: Acting, case_id: str, language: str) -> View:
    """Everyone who is talked with, and how much of it is left."""
    rows = [_listed(desk, one, language) for one in talk.talks(acting, case_id)]
    return desk.words.view("views/talks", language, parts=[Part("people", rows)])


def parts_view(desk: Desk, acting: Acting, person_id: str, language: str) -> View:
    """Every part of the talk with one person, each with its form: in any order."""
    found = talk.look(acting, person_id)
    rows = [
        {
            "part": desk.words.name("talk_parts", one.name, language),
            "state": str(one.state),
            "said": one.why,
            "presses": [
                Press("fill", press.action, press.value) for press in part_presses(found, one.name)[:1]
            ],
        }
        for one in found.parts
    ]
    begin = [Press("talk", "do:talk", person_id)]
    name = found.person.name
    return desk.words.view(
        "views/talk_parts", language, parts=[Part("parts", rows)], presses=begin, name=name
    )


def needs_view(desk: Desk, acting: Acting, case_id: str, language: str) -> View:
    """What people need to take part and the agency has not answered."""
    found = access_needs.open_needs(acting, case_id)
    rows = [need_row(desk, one.need, one.person.name, language) for one in found]
    return desk.words.view("views/needs", language, parts=[Part("needs", rows)])


def need_row(desk: Desk, need: AccessNeed, name: str, language: str) -> dict[str, Any]:
    """One thing that somebody needs, as it stands, with its form."""
    answer = Press("answer", "open:need_answer", f"{need.id}:{need.version}")
    return {
        "name": name,
        "what": desk.words.name("needs", need.what, language),
        "answer": need.answer or "open",
        "on": need.answered_on or need.agreed_on,
        "said": "\n".join(filter(None, (need.words, need.how, need.why))),
        "presses": [answer, Press("over", "do:need_over", need.id)],
    }


def _listed(desk: Desk, found: Talk, language: str) -> dict[str, Any]:
    return {
        "name": found.person.name,
        "role": desk.words.name("roles", found.person.role, language),
        "left": found.left,
        "total": len(found.parts),
        "presses": [
            Press("talk", "do:talk", found.person.id),
            Press("parts", "do:talk_parts", found.person.id),
        ],
    }


def _replace(desk: Desk, respond: Respond, said: Message) -> None:
    desk.say(respond, said.text, said.blocks, replace=True)


def _reach(acting: Acting, subject: Subject, values: Values) -> Done:
    access_needs.record_reach(acting, subject.id, values)
    return Done(
        "reach", {"presses": [Press("needs", "do:needs", subject.id)], "needs": bool(values.get("needs"))}
    )


def _need_answer(acting: Acting, subject: Subject, values: Values) -> Done:
    told = access_needs.answer_need(acting, subject.id, values, subject.version or 0)
    return Done("need_answered", {"asker_hears": told})


def _skip(acting: Acting, subject: Subject, values: Values) -> Done:
    part = dict(subject.chosen).get("part", "")
    talk.put_aside(acting, subject.id, part, PartState.SKIPPED, values["why"])
    return Done()


FORMS = (
    Form(REACH, _reach, "private.write"),
    Form(NEED_ANSWER, _need_answer, "conference.ready", about=AccessNeed, corrects=AccessNeed),
    Form(TALK_SKIP, _skip, "private.write", about=Person),
)
