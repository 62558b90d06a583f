"""Any error becomes words for the person it happened to, in one place."""

import logging
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext, BoltResponse, Respond
from slack_sdk import WebClient

from bot.domain.errors import AlreadyDone, AnswersNotUnderstood, NotNow, PlanningError
from bot.flows.typed_text import word_and_rest
from bot.handlers.desk import Desk, View, top_of_stack
from bot.render import Press

log = logging.getLogger(__name__)
Body = Mapping[str, Any]


def register(app: App, desk: Desk) -> None:
    """Bolt calls this for whatever a listener let through."""

    @app.error
    def explain(
        error: Exception,
        ack: Ack,
        body: Body,
        client: WebClient,
        respond: Respond,
        context: BoltContext,
        response: BoltResponse | None,
    ) -> None:
        if not isinstance(error, PlanningError):
            log.error("%s at %s", type(error).__name__, _where(error))
            error = PlanningError("unexpected")
        language = context.get("language", "en")
        # Without a response Bolt waits no more: the listener had acknowledged before it met the error.
        waits = response is not None
        answer = answer_to(desk, error, body, language) if waits else {}
        if response is not None:
            _answer(ack, response, answer)
        if not answer:
            say(desk, error, body, client, respond, language)


def tell(desk: Desk, error: PlanningError, ack: Ack, body: Body, language: str) -> None:
    """For a form's own listener: say what cannot be done under the field, or over the form."""
    ack(**answer_to(desk, error, body, language))


def answer_to(desk: Desk, error: PlanningError, body: Body, language: str) -> dict[str, Any]:
    """What the acknowledgement itself says of an error; empty where it cannot say anything."""
    if body.get("type") == "view_submission":
        return _to_form(desk, error, body, language)
    if body.get("type") == "block_suggestion":
        return {"options": []}
    if "command" in body and not isinstance(error, AlreadyDone):
        return {**_to_command(desk, error, body, language), "response_type": "ephemeral"}
    return {}


def _to_command(desk: Desk, error: PlanningError, body: Body, language: str) -> dict[str, Any]:
    """With the words that were typed behind it, which Slack has taken from the field by now."""
    problem, said = desk.refusal(error, language), word_and_rest(str(body.get("text") or ""))[1]
    if not said:
        return {"text": problem}
    told = desk.words.message("help/refused", language, problem=problem, said=said)
    return {"text": told.text, "blocks": told.blocks}


def say(
    desk: Desk, error: PlanningError, body: Body, client: WebClient, respond: Respond, language: str
) -> None:
    """Where the acknowledgement could say nothing: to the person alone, or over what they clicked in."""
    if isinstance(error, AlreadyDone):
        return
    if not _said_beside(desk, error, body, respond, language) and body.get("view"):
        desk.open(client, body, desk.error_view(error, language), None, language)


def _said_beside(desk: Desk, error: PlanningError, body: Body, respond: Respond, language: str) -> bool:
    """In the channel or DM where something was pressed; what came too late has a button that leads on."""
    if "command" in body:
        return desk.say(respond, **_to_command(desk, error, body, language))
    problem = desk.refusal(error, language)
    if not isinstance(error, NotNow) or not body.get("actions"):
        return desk.say(respond, problem)
    with_team = not str(body.get("channel", {}).get("id", "D")).startswith("D")
    on = Press("hub", "do:hub", "hub") if with_team else Press("waiting", "do:waiting", "waiting")
    said = desk.words.message("captured/way_on", language, problem=problem, presses=[on])
    return desk.say(respond, said.text, said.blocks)


def _answer(ack: Ack, response: BoltResponse, answer: Mapping[str, Any]) -> None:
    """Put the whole answer in place before Bolt, which looks every few milliseconds, takes it."""
    made = Ack()(**answer)  # type: ignore[no-untyped-call]  # Bolt's own __init__ has no annotation
    response.status, response.headers, response.body = made.status, made.headers, made.body
    ack.response = response


def _to_form(desk: Desk, error: PlanningError, body: Body, language: str) -> dict[str, Any]:
    """Under the fields that are wrong; else over the form, which stays as it is; nothing typed is lost."""
    if isinstance(error, AlreadyDone):
        # The first delivery kept it, though its answer may never have arrived.
        return {"response_action": "update", "view": desk.words.view("receipts/saved", language)}
    view: View = body["view"]
    shown = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    if isinstance(error, AnswersNotUnderstood):
        problems = desk.words.problems(error, language)
        under = {step: words for step, words in problems.items() if step in shown}
        if under:
            return {"response_action": "errors", "errors": under}
    if top_of_stack(view) and shown:
        return {"response_action": "errors", "errors": {shown[0]: desk.refusal(error, language)}}
    return {"response_action": "push", "view": desk.error_view(error, language, over_form=True)}


def _where(fault: BaseException) -> str:
    """Function and line of a fault; never its text, which may hold words of the record."""
    trace = fault.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename.rsplit('/', 2)[-1]}:{trace.tb_lineno}" if trace else "?"
