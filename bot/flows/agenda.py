"""The draft of the agenda: looked at first, changes asked for and answered; then it goes to everyone."""

from bot.domain.agenda import HOW_SHOWN, REQUEST_KINDS
from bot.flows.conditions import answered, fact
from bot.flows.flow import Flow, Step

_ABOUT = (
    Step("kind", "choice", choices=REQUEST_KINDS),
    Step("topic", "choice", choices_from="topics_seen", optional=True),
    Step("words", "long_text", max_length=500),
)

# Somebody asks for a change themself.
OWN_REQUEST = Flow(name="own_request", steps=_ABOUT)

# Staff write down what somebody asked for.
AGENDA_REQUEST = Flow(name="agenda_request", steps=(Step("person_id", "person"), *_ABOUT))

ANSWER_REQUEST = Flow(name="answer_request", steps=(Step("done", "yes_no"), Step("answer", "text")))

FIRST_LOOK = Flow(
    name="first_look",
    steps=(
        Step("person_id", "choice", choices_from="family"),
        Step("how", "choice", choices=HOW_SHOWN),
        Step("words", "long_text", optional=True, when=answered("how", *HOW_SHOWN[:-1])),
        Step("why", "text", when=answered("how", HOW_SHOWN[-1])),
    ),
)

# A topic that stands every time comes no more.
STANDING_END = Flow(name="standing_end", steps=(Step("why", "text"),))

# Somebody of the family has not seen it first, or it is longer than the meeting: it is sent all the same.
PUBLISH = Flow(name="publish", steps=(Step("why", "text", when=fact("not_first")),))
