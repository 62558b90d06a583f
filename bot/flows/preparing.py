"""The private talk: what somebody needs to take part, the agency's answer to it, and a part left out."""

from bot.domain.preparing import NEED_ANSWERS, NEEDS
from bot.flows.conditions import answered
from bot.flows.flow import Flow, Step

ARRANGED = answered("answer", "arranged")

REACH = Flow(
    name="reach",
    steps=(
        Step("person_id", "person"),
        Step("language", "choice", choices_from="languages", optional=True),
        Step("needs", "choices", choices=NEEDS, optional=True),
        Step("words", "long_text", max_length=1000, optional=True),
        Step("on", "date"),
    ),
)

NEED_ANSWER = Flow(
    name="need_answer",
    steps=(
        Step("answer", "choice", choices=NEED_ANSWERS),
        Step("by_person", "person", optional=True, when=ARRANGED),
        Step("how", "text", when=ARRANGED),
        Step("why", "text", when=answered("answer", "not_possible")),
        Step("answered_on", "date", when=answered("answer")),
    ),
)

TALK_SKIP = Flow(name="talk_skip", steps=(Step("why", "text"),))
