"""A form that was filled by hand, keyed in on one screen: the true day, who was there, all that was said."""

from dataclasses import replace

from bot.flows.flow import Flow, Step

# One screen of Slack holds a hundred blocks; with six tasks this form has forty.
MOST_TASKS = 6
# Each of these fields takes one entry a line, and becomes entries of that kind.
LINES = {
    "strengths": "strength",
    "needs": "need",
    "concerns": "concern",
    "decisions": "decision",
    "notes": "note",
}
TASK_STEPS = (
    Step("text", "text", optional=True),
    Step("owner_id", "person", optional=True),
    Step("done_when", "text", optional=True),
    Step("due", "date", optional=True),
    Step("barrier", "text", optional=True),
)


def of_task(name: str, nth: int) -> str:
    """The name of a task's field: `due_2` for the second task."""
    return f"{name}_{nth}"


def _task(nth: int) -> tuple[Step, ...]:
    return tuple(replace(step, name=of_task(step.name, nth), words=step.name, nth=nth) for step in TASK_STEPS)


FROM_PAPER = Flow(
    name="from_paper",
    steps=(
        Step("meeting", "choice", choices_from="meetings", optional=True),
        Step("kind", "choice", choices_from="meeting_kinds", optional=True),
        Step("day", "date"),
        Step("start", "time"),
        Step("end", "time"),
        Step("place", "text", optional=True),
        Step("there", "choices", choices_from="people"),
        *(Step(name, "long_text", optional=True) for name in LINES),
        *(step for nth in range(1, MOST_TASKS + 1) for step in _task(nth)),
    ),
)
