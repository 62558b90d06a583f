"""Between meetings: what somebody tells the team, a note of contact, how long may pass without any."""

from bot.domain.between import CONTACT_HOW
from bot.flows.flow import Flow, Step

UPDATE = Flow(
    name="update",
    steps=(
        Step("text", "long_text"),
        Step("task_id", "choice", choices_from="tasks", optional=True),
        Step("said_by", "person", optional=True),
        Step("given_on", "date"),
    ),
)

TEAM_CONTACT = Flow(
    name="team_contact",
    steps=(
        Step("on", "date"),
        Step("people", "choices", choices_from="people"),
        Step("how", "choice", choices=CONTACT_HOW),
        Step("said_by", "person", optional=True),
        Step("words", "long_text", optional=True),
    ),
)

QUIET_DAYS = Flow(
    name="quiet_days",
    steps=(
        Step("days", "number", at_least=1, at_most=365),
        Step("set_by", "text", max_length=120),
        Step("set_on", "date"),
    ),
)
