"""The hours in which somebody wants no reminders: a form about oneself alone."""

from bot.flows.flow import Flow, Step

OWN_TIMES = Flow(
    name="own_times",
    steps=(Step("start", "time"), Step("end", "time"), Step("weekends", "yes_no", optional=True)),
)
