"""Closing a case, with its day and reason, and opening it again."""

from bot.domain.case import WHY_CLOSED
from bot.flows.flow import Flow, Step

CLOSE_CASE = Flow(
    name="close_case",
    steps=(
        Step("closed_on", "date"),
        Step("why", "choice", choices=WHY_CLOSED),
        Step("words", "long_text", max_length=1000, optional=True),
    ),
)

REOPEN_CASE = Flow(name="reopen_case", steps=(Step("why", "text"),))
