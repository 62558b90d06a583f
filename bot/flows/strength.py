"""Something that works, in the words of whoever said it."""

from bot.flows.conditions import fact
from bot.flows.flow import Flow, Step

# Those who lead are asked whether the child wants it out of the plan.
KEEP_PRIVATE = Step("keep_private", "yes_no", optional=True, when=fact("leads"))

STRENGTH = Flow(
    name="strength",
    steps=(
        Step("text", "long_text"),
        Step("said_by", "person", optional=True),
        KEEP_PRIVATE,
    ),
)
