"""Opening a case and describing it: the forms for what starts clocks and explains the plan."""

from bot.flows.conditions import answered
from bot.flows.flow import Flow, Step

OPEN_CASE = Flow(
    name="open_case",
    steps=(
        Step("reference", "text", max_length=60),
        Step("profile", "choice", choices_from="profiles"),
        Step("plan_kind", "choice", choices_from="plan_kinds", when=answered("profile")),
        Step("trigger_event", "choice", choices_from="opening_events", when=answered("profile")),
        Step("trigger_date", "date"),
        Step("in_custody", "yes_no", optional=True),
        Step("child_name", "text", max_length=120),
        Step("child_birth_date", "date", optional=True),
        Step("child_language", "choice", choices_from="languages", optional=True),
        Step("opener_name", "text", max_length=120),
        Step("opener_role", "choice", choices=("case_manager", "facilitator")),
        Step("zone", "zone"),
    ),
)

GUESTS = Flow(name="guests", steps=(Step("guests", "choices", choices_from="guests"),))

CHILD = Flow(
    name="child",
    steps=(
        Step("name", "text", max_length=120),
        Step("birth_date", "date", optional=True),
        Step("language", "choice", choices_from="languages", optional=True),
    ),
)

EVENT = Flow(
    name="event",
    steps=(
        Step("name", "choice", choices_from="trigger_events"),
        Step("on", "date"),
        Step("child_id", "choice", choices_from="children", optional=True),
    ),
)

BACKGROUND = Flow(
    name="background",
    steps=(
        Step("why_we_are_here", "long_text", optional=True),
        Step("household", "text", optional=True),
        Step("in_custody", "yes_no", optional=True),
    ),
)

PLACEMENT = Flow(
    name="placement",
    steps=(
        Step("child_id", "choice", choices_from="children"),
        Step("kind", "text", max_length=120),
        Step("with_person", "person", optional=True),
        Step("same_school", "yes_no", optional=True),
        Step("miles_from_parent", "number", optional=True, at_least=0, at_most=10000),
        Step("least_restrictive", "yes_no", optional=True),
        Step("safe_and_fit", "choice", choices=("yes", "no", "being_checked"), optional=True),
    ),
)

TRIBE_INQUIRY = Flow(
    name="tribe_inquiry",
    steps=(
        Step("asked_on", "date"),
        Step("person_id", "person", optional=True),
        Step("asked_of", "text", optional=True),
        Step("result", "choice", choices=("no_reason_to_know", "reason_to_know", "not_known_yet")),
    ),
)
