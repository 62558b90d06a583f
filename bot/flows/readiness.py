"""Before a conference: an interpreter, and the decision to hold it as things stand."""

from bot.domain.readiness import HOW_SETTLED
from bot.flows.conditions import answered, fact
from bot.flows.flow import Flow, Step

BOOKED = answered("settled", "booked")

INTERPRETING = Flow(
    name="interpreting",
    steps=(
        Step("person_id", "person"),
        Step("settled", "choice", choices=HOW_SETTLED),
        Step("on", "date"),
        Step("by_person", "person", choices_from="interpreters", optional=True, when=BOOKED),
        Step("name", "text", max_length=120, optional=True, when=BOOKED),
        Step("family_or_child", "yes_no", when=BOOKED),
    ),
)

GO = Flow(
    name="go",
    steps=(
        Step("why", "long_text", max_length=1000, when=fact("place_is_empty")),
        Step("words", "long_text", max_length=1000, optional=True),
    ),
)
