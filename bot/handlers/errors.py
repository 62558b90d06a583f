"""Any error becomes words for the person it happened to, in one place."""

import logging
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext, BoltResponse, Respond

from bot.domain.errors import AlreadyDone, AnswersNotUnderstood, PlanningError
from bot.handlers.desk import Desk

log = logging.getLogger(__name__)


def register(app: App, desk: Desk) -> None:
    """Bolt calls this for whatever a listener let through."""

    @app.error
    def explain(
        error: Exception,
        ack: Ack,
        body: Mapping[str, Any],
        respond: Respond,
        context: BoltContext,
        response: BoltResponse | None,
    ) -> BoltResponse | None:
        if not isinstance(error, PlanningError):
            log.error("%s at %s", type(error).__name__, _where(error))
            error = PlanningError("unexpected")
        answer = tell(desk, error, ack, body, respond, context.get("language", "en"))
        # Bolt takes an answer from here only while it still waits for one.
        return answer if response is not None else None


def tell(
    desk: Desk, error: PlanningError, ack: Ack, body: Mapping[str, Any], respond: Respond, language: str
) -> BoltResponse | None:
    """Say what cannot be done where the person is: under the field, over the form, or to them alone."""
    if isinstance(error, AlreadyDone):
        return ack()
    if body.get("type") == "view_submission":
        return _over_form(desk, error, ack, body, language)
    if "command" in body:
        return ack(text=desk.refusal(error, language), response_type="ephemeral")
    done = ack()
    if body.get("response_url") or body.get("response_urls"):
        respond(text=desk.refusal(error, language), response_type="ephemeral", replace_original=False)
    return done


def _over_form(
    desk: Desk, error: PlanningError, ack: Ack, body: Mapping[str, Any], language: str
) -> BoltResponse:
    if isinstance(error, AnswersNotUnderstood):
        shown = {block["block_id"] for block in body["view"]["blocks"] if block["type"] == "input"}
        problems = desk.words.problems(error, language)
        under = {step: words for step, words in problems.items() if step in shown}
        if under:
            return ack(response_action="errors", errors=under)
    return ack(response_action="push", view=desk.error_view(error, language))


def _where(fault: BaseException) -> str:
    """Function and line of a fault; never its text, which may hold words of the record."""
    trace = fault.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename.rsplit('/', 2)[-1]}:{trace.tb_lineno}" if trace else "?"
