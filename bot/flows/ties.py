"""A child's ties: whom and what they belong to, and what keeps it."""

from bot.domain.ties import CLOSE_TIES, TIE_KINDS, TIE_SAFE
from bot.flows.conditions import answered
from bot.flows.correcting import WHY_CHANGED
from bot.flows.flow import Flow, Step
from bot.flows.strength import KEEP_PRIVATE

TIE = Flow(
    name="tie",
    steps=(
        Step("child_id", "choice", choices_from="children"),
        Step("kind", "choice", choices=TIE_KINDS),
        # What the child wishes comes before what anybody plans.
        Step("wish", "long_text", optional=True),
        Step("with_person", "person", optional=True, when=answered("kind", *CLOSE_TIES)),
        Step("name", "text", optional=True),
        Step("keeps", "long_text", optional=True),
        Step("how_often", "text", optional=True),
        Step("safe", "choice", choices=TIE_SAFE, optional=True),
        Step("said_by", "person", optional=True),
        KEEP_PRIVATE,
        WHY_CHANGED,
    ),
)
