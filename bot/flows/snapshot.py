"""One page to start a talk: a few questions to child and family, each answer in its person's own words."""

from bot.flows.conditions import fact
from bot.flows.flow import Flow, Step

# What each answer becomes, where its person wants it in the record.
PROMPTS = {
    "child_good": "strength",
    "child_hard": "concern",
    "child_different": "need",
    "child_people": "note",
    "family_good": "strength",
    "family_worry": "concern",
    "family_help": "need",
    "family_people": "note",
}

SNAPSHOT = Flow(
    name="snapshot",
    steps=(
        Step("said_by", "person"),
        Step("day", "date"),
        *(Step(name, "long_text", optional=True, when=fact(name)) for name in PROMPTS),
        Step("keep", "choices", choices=tuple(PROMPTS)),
    ),
)
