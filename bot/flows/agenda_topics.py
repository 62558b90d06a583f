"""Before a conference each member is asked, alone and one question at a time, what to talk about; each
topic that they named stays theirs to change, also whether others read whose it is."""

from bot.flows.conditions import answered
from bot.flows.flow import Flow, Step, repeat

AGENDA_TOPICS = Flow(
    name="agenda_topics",
    steps=repeat(
        2,
        Step("topic", "long_text", optional=True),
        Step("minutes", "number", optional=True, when=answered("topic"), at_least=1, at_most=60),
        Step("author_shown", "yes_no", optional=True, when=answered("topic")),
    ),
)

OWN_TOPIC = Flow(
    name="own_topic",
    steps=(
        Step("words", "long_text"),
        Step("minutes", "number", optional=True, at_least=1, at_most=60),
        Step("author_shown", "yes_no"),
    ),
)
