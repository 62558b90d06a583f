"""The private talk: what somebody needs to take part, the agency's answer, a part left out; and what each
person with Slack says of it by themselves. Never safety, health, who they are or a child's own voice."""

from bot.domain.preparing import NEED_ANSWERS, NEEDS, NOTHING, OWN_NEEDS
from bot.flows.conditions import all_of, answered, none_of
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

# Asked of the person alone, one question at a time, in their language.
GET_READY = Flow(
    name="get_ready",
    steps=(
        Step("language", "choice", choices_from="languages", optional=True),
        Step(
            "interpreter",
            "yes_no",
            optional=True,
            when=all_of(answered("language"), none_of(answered("language", "en"))),
        ),
        Step("needs", "choices", choices=(*OWN_NEEDS, NOTHING), optional=True),
        Step("words", "long_text", max_length=1000, optional=True, when=answered("needs", *OWN_NEEDS)),
        Step("times", "long_text", max_length=1000, optional=True),
    ),
)
