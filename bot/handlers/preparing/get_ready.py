"""Getting ready by oneself: one question at a time in one's DM; each answer can be changed, or left out."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from bot.domain.errors import AlreadyDone, PlanningError
from bot.domain.preparing import AccessNeed
from bot.flows.answers import read
from bot.flows.flow import Step, asked, next_step
from bot.flows.preparing import GET_READY
from bot.flows.values import Option, Value
from bot.handlers.choices import Sources
from bot.handlers.desk import Desk, View, of_flow, pressed
from bot.handlers.errors import tell
from bot.handlers.forms import raw_values
from bot.handlers.showing import shows
from bot.handlers.telling_back import TellingBack
from bot.notices.get_ready import question_now
from bot.render import Message, Part, Press
from bot.services.acting import Acting
from bot.services.preparing import getting_ready, needs_told

Body = Mapping[str, Any]
NAME = GET_READY.name


def register(app: App, desk: Desk) -> None:
    """Begin, go on, answer in a form or by button, skip, later, stop, and one's answers."""
    shows(app, desk, {"get_ready_mine": my_answers_view, "own_needs": own_needs_view})

    @app.action(pressed("get_ready"))
    def start(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        conference_id = body["actions"][0]["value"]
        if body.get("view"):
            ack()
            view = my_answers_view(desk, context["acting"], conference_id, context["language"])
            desk.open(client, body, view, respond, context["language"])
        else:
            begin(desk, context["acting"], conference_id, respond, context["language"])
            ack()

    @app.action(pressed("get_ready_go"))
    def go(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        ack()
        _put(desk, respond, _now(desk, context, body["actions"][0]["value"]))

    @app.action(f"open:{NAME}")
    def write(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        ack()
        conference_id, name = body["actions"][0]["value"].split(":")
        where = ":".join([name, *_place_of(body)])
        view = _form(desk, context["acting"], conference_id, where, context["language"])
        desk.open(client, body, view, respond, context["language"])

    @app.view(f"form:{NAME}")
    def answered(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        conference_id, name, *place = body["view"]["private_metadata"].split(":")
        step, acting, language = GET_READY.step(name), context["acting"], context["language"]
        try:
            value = read(step, raw_values(body["view"]).get(name), _options(desk, step, language))
            with suppress(AlreadyDone):  # sent again because the first answer got lost: on to the next
                getting_ready.answer(acting, conference_id, name, value)
            view = _next_view(desk, acting, conference_id, place, language)
        except PlanningError as error:
            tell(desk, error, ack, body, language)
            return
        ack(response_action="update", view=view)
        desk.wake()
        asked_in = (place[0], place[1]) if place else getting_ready.where_asked(acting, conference_id)
        if asked_in:
            desk.edit(client, asked_in, _now(desk, context, conference_id))

    @app.action(pressed("answer"), matchers=[of_flow(NAME)])
    def choose(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        _, conference_id, name, choice = body["actions"][0]["value"].split(":")
        value = read(GET_READY.step(name), choice, {})
        _keep(desk, ack, respond, context, (conference_id, name), value)

    @app.action(pressed("skip"), matchers=[of_flow(NAME)])
    def skip(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        _, conference_id, name = body["actions"][0]["value"].split(":")
        if name in getting_ready.given(context["acting"], conference_id):
            # An older message: what was answered since stays.
            ack()
            _put(desk, respond, _now(desk, context, conference_id))
            return
        _keep(desk, ack, respond, context, (conference_id, name), None)

    @app.action(pressed("later"), matchers=[of_flow(NAME)])
    def later(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        ack()
        go_on = [Press("go_on", "do:get_ready_go", body["actions"][0]["value"].split(":")[1])]
        _put(desk, respond, desk.words.message("get_ready/later_said", context["language"], presses=go_on))

    @app.action(pressed("stop"), matchers=[of_flow(NAME)])
    def stop(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        conference_id = body["actions"][0]["value"].split(":")[1]
        getting_ready.stop(context["acting"], conference_id)
        ack()
        mine = [Press("mine", "do:get_ready_mine", conference_id)]
        _put(desk, respond, desk.words.message("get_ready/stopped", context["language"], presses=mine))


def begin(desk: Desk, acting: Acting, conference_id: str, respond: Respond | None, language: str) -> None:
    """The questions go on in one's direct messages."""
    getting_ready.begin(acting, conference_id)
    desk.wake()
    desk.say(respond, desk.words.text("captured/get_ready_begun", language))


def my_answers_view(desk: Desk, acting: Acting, conference_id: str, language: str) -> View:
    """Every question with one's answer, and what one needs with what came of it."""
    given = getting_ready.given(acting, conference_id)
    language = _read_in(given, language)
    told = TellingBack(desk.words, language, GET_READY, _all_options(desk, language))
    rows = [_row(told, step, given, conference_id) for step in asked(GET_READY, given, {})]
    own = getting_ready.own_needs(acting, conference_id)
    needs = [_need_row(desk, one, language) for one in own]
    parts = [Part("questions", rows), *([Part("needs", needs)] if needs else [])]
    topics = [Press("my_topics", "do:my_topics", conference_id)]
    return desk.words.view("views/get_ready", language, parts=parts, presses=topics)


def own_needs_view(desk: Desk, acting: Acting, case_id: str, language: str) -> View:
    """What somebody needs to take part, and what came of it."""
    needs = Part("needs", [_need_row(desk, one, language) for one in needs_told.own(acting, case_id)])
    return desk.words.view("views/own_needs", language, parts=[needs])


def _need_row(desk: Desk, need: AccessNeed, language: str) -> dict[str, Any]:
    return {
        "what": desk.words.name("needs", need.what, language),
        "answer": need.answer or "open",
        "said": need.how or need.why or "",
    }


def _row(
    told: TellingBack, step: Step, given: Mapping[str, Value | None], conference_id: str
) -> dict[str, Any]:
    value = given.get(step.name)
    said = told.answer(step, value) if value is not None else ""
    name = "change" if step.name in given else "answer"
    return {
        "question": told.question(step),
        "state": "answered" if said else "skipped" if step.name in given else "open",
        "said": said,
        "presses": [Press(name, f"open:{NAME}", f"{conference_id}:{step.name}")],
    }


def _keep(
    desk: Desk, ack: Ack, respond: Respond, context: BoltContext, of: tuple[str, str], value: Value | None
) -> None:
    conference_id, name = of
    with suppress(AlreadyDone):
        getting_ready.answer(context["acting"], conference_id, name, value)
    ack()
    desk.wake()
    _put(desk, respond, _now(desk, context, conference_id))


def _place_of(body: Body) -> list[str]:
    """Channel and ts of the message in which something was pressed; nothing in a view."""
    return [str(body["channel"]["id"]), str(body["message"]["ts"])] if body.get("message") else []


def _form(desk: Desk, acting: Acting, conference_id: str, where: str, language: str) -> View:
    """One question in a form, with what was answered before; `where` is its step, and where it was asked."""
    step = GET_READY.step(where.split(":")[0])
    given = getting_ready.given(acting, conference_id)
    language = _read_in(given, language)
    return desk.words.form(
        GET_READY,
        language,
        answers={name: value for name, value in given.items() if value is not None},
        options=_options(desk, step, language),
        only=step.name,
        metadata=f"{conference_id}:{where}",
    )


def _next_view(desk: Desk, acting: Acting, conference_id: str, place: list[str], language: str) -> View:
    """After an answer in a form: the next question at once, or all of one's answers."""
    step = next_step(GET_READY, getting_ready.given(acting, conference_id), {})
    if step is None:
        return my_answers_view(desk, acting, conference_id, language)
    return _form(desk, acting, conference_id, ":".join([step.name, *place]), language)


def _now(desk: Desk, context: BoltContext, conference_id: str) -> Message:
    given = getting_ready.given(context["acting"], conference_id)
    language = _read_in(given, context["language"])
    return question_now(desk.words, given, conference_id, language)


def _read_in(given: Mapping[str, Value | None], language: str) -> str:
    """The language that they just chose counts at once."""
    return str(given.get("language") or language)


def _options(desk: Desk, step: Step, language: str) -> dict[str, list[Option]]:
    return _all_options(desk, language) if step.source else {}


def _all_options(desk: Desk, language: str) -> dict[str, list[Option]]:
    found = Sources(desk.words, language).of(GET_READY)
    return {source: list(options) for source, options in found.items()}


def _put(desk: Desk, respond: Respond, said: Message) -> None:
    desk.say(respond, said.text, said.blocks, replace=True)
