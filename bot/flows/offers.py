"""Offering a family-led way to meet: which, to whom, when, by whom, and what they answered."""

from bot.domain.offers import OFFER_ANSWERS
from bot.flows.flow import Flow, Step

OFFER = Flow(
    name="offer",
    steps=(
        Step("kind", "choice", choices_from="offered_kinds"),
        Step("said_by", "person"),
        Step("offered_on", "date"),
        Step("offered_by", "person"),
        Step("answer", "choice", choices=OFFER_ANSWERS),
        Step("words", "long_text", max_length=1000, optional=True),
    ),
)
