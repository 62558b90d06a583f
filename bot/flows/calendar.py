"""A file for one's calendar: asked of oneself, or told to staff by somebody without Slack."""

from bot.domain.calendar import WISHES
from bot.flows.flow import Flow, Step

OWN_CALENDAR = Flow(name="own_calendar", steps=(Step("wish", "choice", choices=WISHES),))

CALENDAR_FOR = Flow(
    name="calendar_for",
    steps=(Step("person_id", "person"), Step("wish", "choice", choices=WISHES)),
)
