"""A copy of the plan: whose it is, what it is for, why they need it, and how it goes."""

from bot.domain.disclosure import PURPOSES
from bot.flows.flow import Flow, Step

# A packet for a court has a form of its own.
HOW_GIVEN = ("hand", "mail", "email", "slack")

TAKE_BACK_COPY = Flow(name="take_back_copy", steps=(Step("why", "long_text", max_length=1000),))

GIVE_COPY = Flow(
    name="give_copy",
    steps=(
        Step("person_id", "person"),
        Step("purpose", "choice", choices=tuple(one for one in PURPOSES if one != "court")),
        Step("why", "long_text", max_length=1000),
        Step("how", "choice", choices=HOW_GIVEN),
    ),
)
