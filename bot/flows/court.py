"""A packet for the court: who gets it, and why they need to know."""

from bot.flows.flow import Flow, Step

COURT_PACKET = Flow(
    name="court_packet", steps=(Step("to_whom", "text"), Step("why", "long_text", max_length=1000))
)
