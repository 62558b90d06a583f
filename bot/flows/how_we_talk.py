"""How a conference opens: one form for what everybody says to keeping things private, and one's own."""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.how_we_talk import ACCEPTANCES, HOW_ACCEPTED
from bot.flows.conditions import answered
from bot.flows.flow import Flow, Step

# Nobody taps for another: that is each person's own.
BY_STAFF = tuple(how for how in HOW_ACCEPTED if how != "tapped")
# What can be marked in the list for everybody: how somebody said yes, or else what they answered.
IN_THE_LIST = (*BY_STAFF, *(answer for answer in ACCEPTANCES if answer != "accepted"))
RULES_SAID = Step("rules_said", "yes_no", optional=True)
SAID_SOMETHING = answered("answer", "accepted", "with_words", "rather_not")

CONFIDENTIAL = Flow(
    name="confidential",
    steps=(RULES_SAID, Step("says", "choice", choices=IN_THE_LIST, optional=True)),
)

ACCEPTANCE = Flow(
    name="acceptance",
    steps=(
        Step("person_id", "person"),
        Step("answer", "choice", choices=ACCEPTANCES),
        Step("how", "choice", choices=BY_STAFF, optional=True, when=SAID_SOMETHING),
        Step("language", "choice", choices_from="languages", optional=True, when=SAID_SOMETHING),
        Step("words", "long_text", optional=True, when=SAID_SOMETHING),
    ),
)

OWN_ACCEPTANCE = Flow(
    name="own_acceptance",
    steps=(
        Step("answer", "choice", choices=tuple(one for one in ACCEPTANCES if one != "not_asked")),
        Step("words", "long_text", optional=True),
    ),
)

GROUND_RULE = Flow(
    name="ground_rule",
    steps=(Step("text", "long_text"), Step("said_by", "person", optional=True)),
)


def list_of(people: Iterable[str], rules_said: bool) -> Flow:
    """The list for these people, each question named by a person's id; the rules until they are said."""
    rules, says = CONFIDENTIAL.steps
    asked = [replace(says, name=one, words=says.name, nth=nth) for nth, one in enumerate(people, start=1)]
    return Flow(name=CONFIDENTIAL.name, steps=(*(() if rules_said else (rules,)), *asked))
