"""Correcting what is recorded, or taking it out: the reason is kept with what stood there before."""

from bot.flows.conditions import fact
from bot.flows.flow import Flow, Step

# The last question of each entry's form, where it opens to correct.
WHY_CHANGED = Step("why_changed", "text", optional=True, when=fact("correcting"))
TAKE_OUT = Flow(name="take_out", steps=(Step("why", "text"),))
