"""The case team and the agency's people: who they are, in which role, and what is known about the case."""

from bot.flows.conditions import answered, fact
from bot.flows.flow import Flow, Step

PERSON = Flow(
    name="person",
    steps=(
        Step("role", "choice", choices_from="roles"),
        Step("name", "text", max_length=120),
        Step("slack_user", "user", optional=True),
        Step("relation", "text", optional=True),
        Step("language", "choice", choices_from="languages", optional=True),
        Step("interpreter", "person", choices_from="interpreters", optional=True, when=answered("language")),
        Step("asked_for_by", "person", optional=True),
        Step("family_said_yes", "yes_no", optional=True),
        Step("child_id", "choice", choices_from="children", optional=True, when=answered("role", "child")),
        Step("parent_of", "choices", choices_from="children", optional=True, when=fact("several_children")),
        Step("relative_of_family", "yes_no", optional=True),
    ),
)

CASE_FACT = Flow(
    name="case_fact",
    steps=(
        Step("name", "choice", choices_from="fact_names"),
        Step("answer", "yes_no", optional=True),
        Step("reason", "text", optional=True),
    ),
)

YOUTH_PICKS = Flow(
    name="youth_picks",
    steps=(
        Step("child_id", "choice", choices_from="children"),
        Step("picked", "choices", choices_from="people", optional=True),
        Step("no_more", "yes_no", optional=True),
        Step("on", "date"),
    ),
)

STAFF = Flow(
    name="staff",
    steps=(
        Step("slack_user", "user"),
        Step("name", "text", max_length=120),
        Step("duties", "choices", choices=("staff", "supervisor", "endorser"), optional=True),
        Step("supervises", "users", optional=True, when=answered("duties", "supervisor")),
    ),
)
