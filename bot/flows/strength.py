"""Something that works, in the words of whoever said it."""

from bot.flows.flow import Flow, Step

STRENGTH = Flow(
    name="strength",
    steps=(
        Step("text", "long_text"),
        Step("said_by", "person", optional=True),
    ),
)
