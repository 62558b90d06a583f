"""Something that works, in the words of whoever said it."""

from bot.flows.conditions import fact
from bot.flows.correcting import WHY_CHANGED
from bot.flows.flow import Flow, Step
from bot.flows.whose_words import BESIDE, TALKED_ON, TOLD_BY

# Those who lead are asked whether the child wants it out of the plan.
KEEP_PRIVATE = Step("keep_private", "yes_no", optional=True, when=fact("leads"))

STRENGTH = Flow(
    name="strength",
    steps=(
        Step("text", "long_text"),
        Step("said_by", "person", optional=True),
        TOLD_BY,
        BESIDE,
        KEEP_PRIVATE,
        TALKED_ON,
        WHY_CHANGED,
    ),
)
