"""What a plan still lacks before it can be sealed, each with the form that fills it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.from_earlier import of_this_plan
from bot.domain.kept import Kept
from bot.domain.plan import Goal, Objective, Voice
from bot.domain.record import CaseRecord, standing
from bot.flows.subject import Subject
from bot.services.calling.sittings import attendances_of_round, round_of

# The others cannot be set aside: without a goal and its steps there is no plan (K-04), and how somebody
# took part is said in its own form.
MAY_BE_SET_ASIDE = ("voice", "voice_by_whom", "permanency", "visits")
OF_PARTICIPATION = ("children", "conferences", "attendances", "versions")
# What somebody said in one form about a child's part, as the other form calls it: nobody is asked twice.
PART_BY_VOICE = {"in_person": "in_person", "in_part": "part"}
VOICE_BY_PART = {"in_person": "in_person", "part": "in_part", "left_early": "in_part"}


@dataclass(frozen=True)
class Gap:
    """One thing that is open: its kind (as its words call it), what it is about, the form that fills it.

    `subject` opens that form with the row's person, child or entry in it. `notes` are ids of more to say,
    `words` those of the entry that it is about. A `deed` is done by its press itself, without a form.
    """

    kind: str
    about: str
    form: str
    subject: Subject
    notes: tuple[str, ...] = ()
    deed: bool = False
    words: tuple[str, ...] = ()

    @property
    def item(self) -> str:
        """The name under which it is set aside."""
        return f"{self.kind}:{self.about}"

    @property
    def may_be_set_aside(self) -> bool:
        """Whether a reason is enough."""
        return self.kind in MAY_BE_SET_ASIDE


def to_correct(
    kind: str, thing: Kept, form: str, notes: tuple[str, ...] = (), words: tuple[str, ...] = ()
) -> Gap:
    """A gap in something that is there: its form opens to correct it."""
    return Gap(kind, thing.id, form, Subject(thing.id, thing.version), notes, words=words)


def to_add(kind: str, form: str, to: str, **chosen: str) -> Gap:
    """Something is missing `to` a case or conference; the first of `chosen` is what the gap is about."""
    return Gap(kind, next(iter(chosen.values()), to), form, Subject(to, chosen=tuple(chosen.items())))


def gaps(record: CaseRecord, conference_id: str) -> tuple[Gap, ...]:
    """Everything that keeps the plan from being sealed after this conference, in the order of the talk.

    K-04: a goal with at least one step each, and a permanency goal. T-04: each child's voice, or why
    there is none; who told it, where somebody did. K-21: a visit plan for a child who is placed away
    from home. K-14: how each person of the team took part. V-01: what is done about each concern.
    """
    record = of_this_plan(record)
    own = round_of(record, conference_id)
    aside = {one.item for one in record.set_aside if one.conference_id in own and one.stands}
    found = [
        *participation(record, conference_id),
        *_children(record, conference_id),
        *_concerns(record),
        *_goals(record),
    ]
    return tuple(gap for gap in found if gap.item not in aside or not gap.may_be_set_aside)


def person_of(record: CaseRecord, child_id: str) -> str | None:
    """The person of the team who is that child; the only child may be in the team without saying so."""
    young = [one for one in record.people if one.role == "child" and one.left_on is None]
    named = next((one.id for one in record.people if one.child_id == child_id), None)
    alone = len(record.children) == 1 and len(young) == 1 and young[0].child_id is None
    return named or (young[0].id if alone else None)


def participation(record: CaseRecord, conference_id: str) -> Iterator[Gap]:
    """Whoever of the team is not noted yet as having come or not. It reads OF_PARTICIPATION and voices."""
    known = {one.person_id for one in attendances_of_round(record, conference_id)}
    children = {person_of(record, child.id): child.id for child in record.children}
    for person in record.people:
        if person.on_team and person.left_on is None and person.id not in known:
            chosen = {"person_id": person.id}
            if how := _told_by_voice(record, children.get(person.id), conference_id):
                chosen["how"] = how
            yield to_add("participation", "attendance", conference_id, **chosen)


def _told_by_voice(record: CaseRecord, child_id: str | None, conference_id: str) -> str | None:
    """What was said beforehand tells nothing of who came."""
    voices = record.voices_of_now(child_id) if child_id else ()
    here = [one.how for one in voices if one.conference_id == conference_id]
    return next((PART_BY_VOICE[how] for how in here if how in PART_BY_VOICE), None)


def heard_for(record: CaseRecord, child_id: str, conference_id: str) -> tuple[Voice, ...]:
    """What a child said for the plan of this conference: what went into an earlier plan was for that one."""
    own = round_of(record, conference_id)
    this = next((one for one in record.versions if one.conference_id in own), None)
    earlier = [
        one.sealed_at
        for one in record.versions
        if one.conference_id not in own and (this is None or one.sealed_at < this.sealed_at)
    ]
    since = max(earlier, default=None)
    voices = record.voices_of_now(child_id)
    return tuple(one for one in voices if since is None or one.entered_at > since)


def _children(record: CaseRecord, conference_id: str) -> Iterator[Gap]:
    visited = {visit.child_id for visit in standing(record.visits)}
    parts = {one.person_id: one.how for one in attendances_of_round(record, conference_id)}
    for child in record.children:
        heard = heard_for(record, child.id, conference_id)
        yield from (
            to_correct("voice_by_whom", one, "voice")
            for one in heard
            if one.how == "through_person" and one.said_by is None
        )
        if not heard:
            chosen = {"child_id": child.id}
            if how := VOICE_BY_PART.get(parts.get(person_of(record, child.id) or "", "")):
                chosen["how"] = how
            yield to_add("voice", "voice", record.case.id, **chosen)
        if record.permanency(child.id) is None:
            yield to_add("permanency", "permanency", record.case.id, child_id=child.id)
        placed_away = record.placement(child.id) is not None
        if placed_away and not visited & {child.id, None}:
            yield to_add("visits", "visit", record.case.id, child_id=child.id)


def _concerns(record: CaseRecord) -> Iterator[Gap]:
    """V-01: something is done about each, or it says why not. One that is kept private is in no plan."""
    there = {task.id for task in standing(record.tasks)}
    for one in standing(record.concerns):
        answered = one.action or one.no_action or there & set(one.task_ids)
        if not answered and not one.keep_private:
            yield to_correct("concern_without_action", one, "concern")


def _goals(record: CaseRecord) -> Iterator[Gap]:
    goals, objectives = standing(record.goals), standing(record.objectives)
    with_step = {task.objective_id for task in standing(record.tasks)}
    if not goals:
        yield to_add("no_goal", "goal", record.case.id)
    for goal in goals:
        below = [objective for objective in objectives if objective.goal_id == goal.id]
        if not any(objective.id in with_step for objective in below):
            yield _without_step(record, goal, below)


def _without_step(record: CaseRecord, goal: Goal, below: list[Objective]) -> Gap:
    """A goal needs an objective first; where there is one only, the step is for that one."""
    chosen = (("objective_id", below[0].id),) if len(below) == 1 else () if below else (("goal_id", goal.id),)
    form = "task" if below else "objective"
    return Gap("goal_without_step", goal.id, form, Subject(record.case.id, chosen=chosen))
