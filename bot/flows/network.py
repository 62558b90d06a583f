"""Who belongs: whom people name, who is looked for, what each could give, and how they may be reached."""

from bot.domain.network import BELONGS, FACT_ANSWERS, FOUND_HOW, TRY_CHANNELS, TRY_RESULTS, WAY_KINDS
from bot.flows.conditions import answered
from bot.flows.correcting import WHY_CHANGED
from bot.flows.flow import Flow, Step

NAMED = answered("belongs", "matters", "helps", "not_there")

# Asked of the child, each parent and kin. A name that nobody of the case has becomes one to look for.
MENTION = Flow(
    name="mention",
    steps=(
        Step("asked_of", "person"),
        Step("belongs", "choice", choices=BELONGS),
        Step("person_id", "choice", choices_from="everyone", optional=True, when=NAMED),
        Step("name", "text", max_length=120, optional=True, when=NAMED),
        Step("relation", "text", optional=True, when=NAMED),
        Step("words", "long_text", optional=True),
        Step("on", "date"),
    ),
)

CANDIDATE = Flow(
    name="candidate",
    steps=(
        Step("name", "text", max_length=120),
        Step("role", "choice", choices_from="roles"),
        Step("relation", "text", optional=True),
        Step("language", "choice", choices_from="languages", optional=True),
        Step("how", "choice", choices=FOUND_HOW),
        Step("words", "long_text", optional=True),
        Step("on", "date"),
    ),
)

# Putting somebody on the team, by the rules for their role.
JOIN = Flow(
    name="join",
    steps=(
        Step("role", "choice", choices_from="roles"),
        Step("slack_user", "user", optional=True),
        Step("asked_for_by", "person", optional=True),
        Step("family_said_yes", "yes_no", optional=True),
    ),
)

PERSON_FACTS = Flow(
    name="person_facts",
    steps=(
        Step("person_id", "choice", choices_from="everyone"),
        Step("interest", "choice", choices=FACT_ANSWERS, optional=True),
        Step("willing", "choice", choices=FACT_ANSWERS, optional=True),
        Step("able", "choice", choices=FACT_ANSWERS, optional=True),
        Step("on", "date"),
    ),
)

CONTACT_TRY = Flow(
    name="contact_try",
    steps=(
        Step("person_id", "choice", choices_from="everyone", optional=True),
        Step("on", "date"),
        Step("channel", "choice", choices=TRY_CHANNELS),
        Step("result", "choice", choices=TRY_RESULTS),
        Step("words", "long_text", optional=True),
    ),
)

CONTACT_WAY = Flow(
    name="contact_way",
    steps=(
        Step("person_id", "choice", choices_from="everyone"),
        Step("kind", "choice", choices=WAY_KINDS),
        Step("value", "text"),
        Step("safe", "yes_no", optional=True),
        Step("asked_by", "person", optional=True, when=answered("safe")),
        Step("asked_on", "date", optional=True, when=answered("safe")),
    ),
)

SAME_PERSON = Flow(name="same_person", steps=(Step("kept", "choice", choices_from="everyone"),))

PROVIDER_INPUT = Flow(
    name="provider_input",
    steps=(
        Step("said_by", "person", optional=True),
        Step("text", "long_text"),
        Step("given_on", "date"),
        Step("child_id", "choice", choices_from="children", optional=True),
        Step("about_treatment", "yes_no", optional=True),
        Step("treatment_consent", "yes_no", optional=True, when=answered("about_treatment", "yes")),
        WHY_CHANGED,
    ),
)
