"""Something that was said and belongs into the record, though into no list of the plan."""

from bot.flows.correcting import WHY_CHANGED
from bot.flows.flow import Flow, Step
from bot.flows.strength import KEEP_PRIVATE
from bot.flows.whose_words import BESIDE, TALKED_ON, TOLD_BY

NOTE = Flow(
    name="note",
    steps=(
        Step("text", "long_text"),
        Step("said_by", "person", optional=True),
        Step("section", "choice", choices_from="sections", optional=True),
        TOLD_BY,
        BESIDE,
        KEEP_PRIVATE,
        TALKED_ON,
        WHY_CHANGED,
    ),
)
