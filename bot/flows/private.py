"""What is told in private: forms that only facilitator and case manager can open."""

from bot.domain.parting import NO_CONTACT_KINDS
from bot.domain.preparing import EXPLAINED
from bot.flows.flow import Flow, Step

PREPARATION = Flow(
    name="preparation",
    steps=(
        Step("person_id", "person"),
        Step("done_on", "date"),
        Step("by_person", "person", optional=True),
        Step("explained", "choices", choices=EXPLAINED, optional=True),
        Step("worries", "long_text", optional=True),
        Step("notes", "long_text", optional=True),
    ),
)

SAFETY_SCREEN = Flow(
    name="safety_screen",
    steps=(
        Step("person_id", "person"),
        Step("no_contact_order", "yes_no", optional=True),
        Step("no_contact_with", "choices", choices_from="people", optional=True),
        Step("fear_in_meeting", "yes_no", optional=True),
        Step("joint_meeting_ok", "yes_no", optional=True),
        Step("address_hidden_from", "choices", choices_from="people", optional=True),
        Step("off_limits", "long_text", optional=True),
        Step("signal", "text", optional=True),
        Step("words", "long_text", optional=True),
    ),
)

NO_CONTACT = Flow(
    name="no_contact",
    steps=(
        Step("person_id", "person"),
        Step("other", "person"),
        Step("kind", "choice", choices=NO_CONTACT_KINDS),
        Step("since", "date"),
    ),
)

NO_CONTACT_NOW = Flow(
    name="no_contact_now",
    steps=(
        Step("kind", "choice", choices=NO_CONTACT_KINDS),
        Step("since", "date"),
        Step("ended_on", "date", optional=True),
    ),
)

PRIVATE_NOTE = Flow(
    name="private_note",
    steps=(
        Step("person_id", "person", optional=True),
        Step("on", "date"),
        Step("words", "long_text"),
    ),
)

KEEP_PRIVATE = Flow(
    name="keep_private",
    steps=(
        Step("child_id", "choice", choices_from="children"),
        Step("words", "long_text"),
        Step("told_on", "date"),
        Step("heard_by", "person", optional=True),
    ),
)

KEEP_PRIVATE_NOW = Flow(
    name="keep_private_now",
    steps=(
        Step("words", "long_text"),
        Step("told_on", "date"),
        Step("heard_by", "person", optional=True),
        Step("lifted_on", "date", optional=True),
    ),
)

TOLD_FOR_SAFETY = Flow(
    name="told_for_safety",
    steps=(
        Step("told_to", "text"),
        Step("on", "date"),
        Step("why", "long_text", optional=True),
    ),
)
