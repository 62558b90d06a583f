"""What is told in private: forms that only facilitator and case manager can open."""

from bot.domain.people import PRIVATE_KINDS
from bot.flows.flow import Flow, Step

PREPARATION = Flow(
    name="preparation",
    steps=(
        Step("person_id", "person"),
        Step("done_on", "date"),
        Step("by_person", "person", optional=True),
        Step("notes", "long_text", optional=True),
    ),
)

SAFETY_SCREEN = Flow(
    name="safety_screen",
    steps=(
        Step("person_id", "person"),
        Step("no_contact_order", "yes_no", optional=True),
        Step("fear_in_meeting", "yes_no", optional=True),
        Step("joint_meeting_ok", "yes_no", optional=True),
        Step("address_hidden_from", "choices", choices_from="people", optional=True),
        Step("words", "long_text", optional=True),
    ),
)

PRIVATE_NOTE = Flow(
    name="private_note",
    steps=(
        Step("kind", "choice", choices=PRIVATE_KINDS),
        Step("person_id", "person", optional=True),
        Step("on", "date"),
        Step("words", "long_text"),
    ),
)
