"""What people decide about rules: a time set in supervision, where a child lives, what is confirmed."""

from bot.flows.flow import Flow, Step

SET_INTERVAL = Flow(
    name="set_interval",
    steps=(
        Step("clock_id", "choice", choices_from="clocks_to_set"),
        Step("days", "number", at_least=1, at_most=365),
        Step("set_by", "text", max_length=120),
        Step("set_on", "date"),
    ),
)

CHILD_STATUS = Flow(
    name="child_status",
    steps=(
        Step("child_id", "choice", choices_from="children"),
        Step("out_of_home", "yes_no"),
        Step("legal_basis", "choice", choices_from="legal_bases", optional=True),
        Step("since", "date"),
    ),
)

CONFIRM_VALUE = Flow(
    name="confirm_value",
    steps=(Step("said_by", "text", max_length=120), Step("confirmed_on", "date")),
)
