"""After the read-back: acknowledgement, view, copy, endorsement; separate forms for separate facts."""

from dataclasses import replace

from bot.domain.closing import ANSWERS, BY_STAFF, ENDORSEMENTS, HOW_COPIES_GO, NOT_ASKED, VIEWS
from bot.domain.conference import WHY_SET_ASIDE
from bot.flows.conditions import answered, fact, none_of
from bot.flows.flow import Flow, Step

WAS_ASKED = none_of(answered("answer", NOT_ASKED))
HAS_A_VIEW = none_of(answered("view", NOT_ASKED))

SET_ASIDE = Flow(
    name="set_aside",
    steps=(Step("why", "choice", choices=WHY_SET_ASIDE), Step("words", "text", optional=True)),
)

# For the usual reasons one tap is enough.
LEAVE_OUT = Flow(name="leave_out", steps=(Step("words", "text"),))

NEW_VERSION = Flow(name="new_version", steps=(Step("why", "text"),))
TAKE_OUT = "take_out"
WITHDRAW_PLAN = Flow(
    name="withdraw_plan",
    steps=(Step("why", "text"), Step("files", "choice", choices=("leave", TAKE_OUT), optional=True)),
)
REOPEN_PLAN = Flow(name="reopen_plan", steps=(Step("why", "text"),))

ACKNOWLEDGEMENT = Flow(
    name="acknowledgement",
    steps=(
        Step("person_id", "person"),
        Step("answer", "choice", choices=ANSWERS),
        Step("manner", "choice", choices=BY_STAFF, when=WAS_ASKED),
        Step("on", "date", when=WAS_ASKED),
        Step("language", "choice", choices_from="languages", optional=True, when=WAS_ASKED),
        Step("witness", "person", optional=True, when=WAS_ASKED),
        Step("with_person", "person", optional=True, when=WAS_ASKED),
        Step("interpreter", "person", choices_from="interpreters", optional=True, when=WAS_ASKED),
        Step("words", "long_text", optional=True),
    ),
)

# That nobody asked them is no answer of one's own; staff take back with it what they typed for the wrong one.
OWN_VIEWS = tuple(view for view in VIEWS if view != NOT_ASKED)
OWN_ANSWERS = tuple(answer for answer in ANSWERS if answer != NOT_ASKED)
ITEMS = Step("items", "choices", choices_from="plan_items", optional=True)

VIEW = Flow(
    name="view",
    steps=(
        Step("person_id", "person"),
        Step("view", "choice", choices=VIEWS),
        replace(ITEMS, when=HAS_A_VIEW),
        Step("words", "long_text", optional=True, when=HAS_A_VIEW),
        Step("on", "date", optional=True, when=HAS_A_VIEW),
        Step("told_how_to_challenge", "yes_no", optional=True, when=HAS_A_VIEW),
        Step("told_in", "choice", choices_from="languages", optional=True, when=HAS_A_VIEW),
    ),
)

OWN_VIEW = Flow(
    name="own_view",
    steps=(
        Step("view", "choice", choices=OWN_VIEWS),
        ITEMS,
        Step("words", "long_text", optional=True),
    ),
)

# A form takes three thousand signs: whoever has more to say goes on in the next one.
MORE_WORDS = Flow(name="more_words", steps=(Step("words", "long_text"),))

OWN_ANSWER = Flow(
    name="own_answer",
    steps=(Step("answer", "choice", choices=OWN_ANSWERS), Step("words", "long_text", optional=True)),
)

OWN_NO = Flow(name="own_no", steps=(Step("words", "long_text", optional=True),))

REPLY = Flow(name="reply", steps=(Step("words", "long_text"),))

COPY = Flow(
    name="copy",
    steps=(
        Step("person_id", "person"),
        Step("how", "choice", choices=HOW_COPIES_GO, optional=True),
        Step("sent_on", "date", optional=True),
        Step("got_on", "date", optional=True),
    ),
)

ASK_ENDORSEMENT = Flow(
    name="ask_endorsement",
    steps=(Step("asked_of", "user"), Step("reply", "long_text", when=fact("sent_back"))),
)

ENDORSE = Flow(
    name="endorse",
    steps=(
        Step("answer", "choice", choices=ENDORSEMENTS),
        Step("words", "long_text", optional=True, when=answered("answer")),
    ),
)
