"""What a plan still lacks before it can be sealed, each with its way out; and what is only worth a look."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.record import CaseRecord, standing

# These cannot be set aside: without a goal and its steps there is no plan (K-04); how somebody took part
# is said in its own form; and what is only worth a look keeps nobody waiting.
NEVER_SET_ASIDE = (
    "no_goal",
    "goal_without_step",
    "participation",
    "need_without_objective",
    "service_without_start",
)


@dataclass(frozen=True)
class Gap:
    """One thing that is open: its kind (a words file's name), what it is about, the form that fills it."""

    kind: str
    about: str
    form: str

    @property
    def item(self) -> str:
        """The name under which it is set aside."""
        return f"{self.kind}:{self.about}"

    @property
    def may_be_set_aside(self) -> bool:
        """Whether a reason is enough."""
        return self.kind not in NEVER_SET_ASIDE


def gaps(record: CaseRecord, conference_id: str) -> tuple[Gap, ...]:
    """Everything that keeps the plan from being sealed after this conference, in the order of the talk.

    K-04: a goal with at least one step each, and a permanency goal. T-04: each child's voice, or why
    there is none. K-21: a visit plan for a child who is placed away from home. K-14: how each person
    of the team took part.
    """
    aside = {one.item for one in record.set_aside if one.conference_id == conference_id}
    found = [*_participation(record, conference_id), *_children(record), *_goals(record)]
    return tuple(gap for gap in found if gap.item not in aside or not gap.may_be_set_aside)


def hints(record: CaseRecord) -> tuple[Gap, ...]:
    """Worth a look, never in the way: needs that nothing serves (K-05), services with no start (K-20)."""
    served = {need for objective in standing(record.objectives) for need in objective.need_ids}
    unserved = [
        Gap("need_without_objective", need.id, "objective")
        for need in standing(record.needs)
        if need.id not in served
    ]
    undated = [
        Gap("service_without_start", one.id, "service")
        for one in standing(record.services)
        if one.start_by is None
    ]
    return (*unserved, *undated)


def _participation(record: CaseRecord, conference_id: str) -> Iterator[Gap]:
    known = {one.person_id for one in record.attendances if one.conference_id == conference_id}
    for person in record.people:
        if person.on_team and person.left_on is None and person.id not in known:
            yield Gap("participation", person.id, "attendance")


def _children(record: CaseRecord) -> Iterator[Gap]:
    visited = {visit.child_id for visit in standing(record.visits)}
    for child in record.children:
        if not record.voices_of_now(child.id):
            yield Gap("voice", child.id, "voice")
        if record.permanency(child.id) is None:
            yield Gap("permanency", child.id, "permanency")
        placed_away = record.placement(child.id) is not None
        if placed_away and not visited & {child.id, None}:
            yield Gap("visits", child.id, "visit")


def _goals(record: CaseRecord) -> Iterator[Gap]:
    goals, objectives = standing(record.goals), standing(record.objectives)
    with_step = {task.objective_id for task in standing(record.tasks)}
    if not goals:
        yield Gap("no_goal", record.case.id, "goal")
    for goal in goals:
        below = [objective for objective in objectives if objective.goal_id == goal.id]
        if not any(objective.id in with_step for objective in below):
            yield Gap("goal_without_step", goal.id, "task" if below else "objective")
