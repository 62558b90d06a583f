"""Steps that forms for what was said share: who told it here, a plainer wording, the day it was said."""

from bot.flows.conditions import fact
from bot.flows.flow import Step

# Those who lead are asked; whoever adds their own words says nothing but those.
TOLD_BY = Step("told_by", "person", optional=True, when=fact("leads"))
BESIDE = Step("beside", "long_text", optional=True, when=fact("leads"))
# While the conference runs it is said now; the day is asked of what is entered later.
TALKED_ON = Step("talked_on", "date", optional=True, when=fact("later"))
