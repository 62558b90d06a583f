"""After a meeting: one's own part by six principles, how it was for the family, the lasting questions."""

from bot.domain.looking_back import MARKS, PRINCIPLES, RATHER_NOT
from bot.flows.flow import Flow, Step


def _of(principle: str) -> tuple[Step, Step]:
    words = Step(f"{principle}_words", "text", optional=True, words="words")
    return Step(principle, "choice", choices=MARKS, optional=True), words


SELF_CHECK = Flow(name="self_check", steps=tuple(step for one in PRINCIPLES for step in _of(one)))

FEELING = Flow(
    name="feeling",
    steps=(
        Step("person_id", "person"),
        Step("mark", "choice", choices=(*MARKS, RATHER_NOT), optional=True),
        Step("words", "long_text", optional=True),
    ),
)

OWN_FEELING = Flow(
    name="own_feeling",
    steps=(
        Step("mark", "choice", choices=(*MARKS, RATHER_NOT), optional=True),
        Step("words", "long_text", optional=True),
    ),
)

OUTCOME = Flow(
    name="outcome",
    steps=(
        Step("question", "choice", choices_from="outcome_questions"),
        Step("text", "long_text"),
        Step("said_by", "person", optional=True),
        Step("child_id", "choice", choices_from="children", optional=True),
    ),
)
