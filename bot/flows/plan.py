"""What is said in a conference and becomes the plan: one form for each kind of entry."""

from bot.domain.closing import VIEWS
from bot.domain.ideas import KINDS_OF_HELP, KINDS_OF_IDEA
from bot.domain.plan import HOW_VOICE_WAS_HEARD, OUTCOME_TAGS, WANTS
from bot.flows.conditions import answered, fact
from bot.flows.correcting import WHY_CHANGED
from bot.flows.flow import Flow, Step
from bot.flows.strength import KEEP_PRIVATE
from bot.flows.whose_words import BESIDE, TALKED_ON, TOLD_BY

SAID_BY = Step("said_by", "person", optional=True)

NEED = Flow(
    name="need",
    steps=(
        Step("text", "long_text"),
        SAID_BY,
        Step("domain", "choice", choices_from="need_domains", optional=True),
        TOLD_BY,
        BESIDE,
        KEEP_PRIVATE,
        TALKED_ON,
        WHY_CHANGED,
    ),
)

CONCERN = Flow(
    name="concern",
    steps=(
        Step("text", "long_text"),
        SAID_BY,
        Step("child_id", "choice", choices_from="children", optional=True),
        Step("action", "long_text", optional=True),
        Step("task_ids", "choices", choices_from="tasks", optional=True),
        Step("no_action", "text", optional=True),
        TOLD_BY,
        BESIDE,
        KEEP_PRIVATE,
        TALKED_ON,
        WHY_CHANGED,
    ),
)

DECISION = Flow(
    name="decision",
    steps=(
        Step("text", "long_text"),
        Step("decided_by", "choices", choices_from="people", optional=True),
        SAID_BY,
        Step("on", "date", optional=True),
        WHY_CHANGED,
    ),
)

IDEA = Flow(
    name="idea",
    steps=(
        Step("need_id", "choice", choices_from="needs"),
        Step("text", "long_text"),
        SAID_BY,
        Step("kind", "choice", choices=KINDS_OF_IDEA, optional=True),
    ),
)

OTHER_VIEW = Flow(
    name="other_view",
    steps=(
        Step("idea_id", "choice", choices_from="ideas"),
        Step("said_by", "person"),
        Step("text", "long_text"),
    ),
)

CHOOSE_IDEA = Flow(
    name="choose_idea",
    steps=(
        Step("chosen_by", "choices", choices_from="people"),
        Step("chosen_why", "long_text"),
        Step("chosen_on", "date", optional=True, when=fact("later")),
    ),
)

GOAL = Flow(name="goal", steps=(Step("text", "long_text"), SAID_BY, TALKED_ON, WHY_CHANGED))

OBJECTIVE = Flow(
    name="objective",
    steps=(
        Step("goal_id", "choice", choices_from="goals"),
        Step("text", "long_text"),
        Step("measure", "long_text", optional=True),
        Step("by_date", "date", optional=True),
        Step("need_ids", "choices", choices_from="needs", optional=True),
        Step("tags", "choices", choices=OUTCOME_TAGS, optional=True),
        TALKED_ON,
        WHY_CHANGED,
    ),
)

TASK = Flow(
    name="task",
    steps=(
        Step("text", "long_text"),
        Step("owner_id", "person"),
        Step("done_when", "long_text"),
        Step("due", "date"),
        Step("objective_id", "choice", choices_from="objectives", optional=True),
        Step("help", "text", optional=True),
        Step("barrier", "text", optional=True),
        Step("court_ordered", "yes_no", optional=True),
        Step("after_task", "choice", choices_from="tasks", optional=True),
        Step("from_idea", "choice", choices_from="chosen_ideas", optional=True),
        TALKED_ON,
        WHY_CHANGED,
    ),
)

VISIT = Flow(
    name="visit",
    steps=(
        Step("child_id", "choice", choices_from="children", optional=True),
        Step("with_person", "person", optional=True),
        Step("worker_with", "choice", choices=("child", "parents"), optional=True),
        Step("who", "person", optional=True, when=answered("worker_with")),
        Step("how_often", "text"),
        Step("where", "text", optional=True),
        Step("supervised", "yes_no", optional=True),
        Step("starts", "date", optional=True),
        Step("loosens_to", "choice", choices=("less_watch", "home"), optional=True),
        Step("loosens_when", "text", optional=True),
        Step("review_on", "date", optional=True),
        TALKED_ON,
        WHY_CHANGED,
    ),
)

SERVICE = Flow(
    name="service",
    steps=(
        Step("what", "text"),
        Step("kind", "choice", choices=KINDS_OF_HELP, optional=True),
        Step("for_person", "person", optional=True),
        Step("owner_id", "person", optional=True),
        Step("who", "text", optional=True),
        Step("start_by", "date", optional=True),
        Step("from_idea", "choice", choices_from="chosen_ideas", optional=True),
        Step(
            "treatment_consent",
            "choice",
            choices=("not_needed", "on_file", "not_on_file_do_not_record_details"),
            optional=True,
        ),
        Step("consent_until", "date", optional=True, when=answered("treatment_consent", "on_file")),
        TALKED_ON,
        WHY_CHANGED,
    ),
)

VOICE = Flow(
    name="voice",
    steps=(
        Step("child_id", "choice", choices_from="children"),
        Step("how", "choice", choices=HOW_VOICE_WAS_HEARD),
        Step("said", "long_text", optional=True),
        Step("good", "long_text", optional=True),
        Step("worries", "long_text", optional=True),
        Step("wish", "long_text", optional=True),
        # Asked for whatever the way is: a child who was there may have said nothing.
        Step("reason", "text", optional=True),
        Step("how_words", "text", optional=True),
        SAID_BY,
        Step("asked_by", "person", optional=True),
        Step("asked_on", "date", optional=True),
        Step("wants", "choice", choices=WANTS, optional=True),
        Step("beside", "long_text", optional=True),
        Step("beside_by", "person", optional=True),
        KEEP_PRIVATE,
        WHY_CHANGED,
    ),
)

PERMANENCY = Flow(
    name="permanency",
    steps=(
        Step("child_id", "choice", choices_from="children"),
        Step("goal", "choice", choices_from="permanency_goals"),
        Step("concurrent", "choice", choices_from="permanency_goals", optional=True),
        Step("concurrent_with", "person", optional=True, when=answered("concurrent")),
        Step("target_date", "date", optional=True),
        Step("reasons", "long_text", optional=True),
        Step("court_ordered", "yes_no", optional=True),
        Step("set_on", "date", optional=True),
        WHY_CHANGED,
    ),
)

GOAL_VIEW = Flow(
    name="goal_view",
    steps=(
        Step("child_id", "choice", choices_from="children"),
        Step("person_id", "person"),
        Step("view", "choice", choices=tuple(view for view in VIEWS if view != "not_asked")),
        Step("words", "long_text", optional=True),
        WHY_CHANGED,
    ),
)

TASK_STUCK = Flow(name="task_stuck", steps=(Step("words", "long_text", optional=True),))

# How it is known that it is done, and since when: asked after the tap, so that the tap is enough.
TASK_DONE = Flow(
    name="task_done",
    steps=(Step("on", "date", optional=True), Step("words", "long_text", optional=True)),
)
