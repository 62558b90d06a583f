"""What is only worth a look before a plan is sealed: it keeps nobody waiting; each has its own form."""

from collections.abc import Iterable, Iterator

from bot.domain.conference import ABSENT, ConferenceState
from bot.domain.dates import to_wall
from bot.domain.from_earlier import of_this_plan
from bot.domain.goal_rules import GoalsSet, passed_over
from bot.domain.kept import Entry
from bot.domain.parting import apart_from
from bot.domain.plan import Concern, Need, Strength, Task
from bot.domain.profile import PracticeProfile
from bot.domain.record import CaseRecord, standing
from bot.domain.role_rules import RoleGroup
from bot.domain.smart import DueBetween
from bot.domain.smart import hints as on_wording
from bot.domain.ties import without_community
from bot.flows.subject import Subject
from bot.services.calling.sittings import attendances_of_round
from bot.services.plan.burden import on_shares
from bot.services.plan.gaps import Gap, person_of, to_add, to_correct
from bot.services.plan.gentle import on_words

CLOSE = (RoleGroup.FAMILY, RoleGroup.KIN)


def hints(record: CaseRecord, profile: PracticeProfile, conference_id: str) -> tuple[Gap, ...]:
    """In the order of the talk: why we are here, who was heard, needs, objectives, tasks, services."""
    record = of_this_plan(record)
    sides = {one.id: profile.role(one.role).group for one in record.people}
    return (
        *_why(record),
        *_unheard(record, conference_id),
        *_balance(record),
        *_without_speaker(record),
        *_order_of_goals(record, profile),
        *_views_of_goal(record, sides, conference_id),
        *_needs_and_objectives(record),
        *_tasks(record, sides, conference_id),
        *_ties(record),
        *_services(record),
        *_decisions(record),
        *on_shares(record),
        *on_words(record),
        *_outcomes(record, profile, conference_id),
    )


def _why(record: CaseRecord) -> Iterator[Gap]:
    """C.3, stage 3: a plain reason in one or two lines."""
    if not record.case.why_we_are_here:
        yield to_correct("no_reason", record.case, "background")


def _unheard(record: CaseRecord, conference_id: str) -> Iterator[Gap]:
    """K-03, K-15: whoever took part and of whom no word is recorded."""
    took_part = _took_part(record, conference_id)
    heard = {one.said_by for one in _entries(record)} | {one.person_id for one in standing(record.goal_views)}
    heard |= {one.from_person for one in record.topics}
    heard |= {one.person_id for one in record.attendances if one.input}
    heard |= {person_of(record, one.child_id) for one in standing(record.voices) if one.said}
    for person in record.people:
        if person.on_team and person.left_on is None and person.id in took_part - heard:
            yield to_add("not_heard", "strength", record.case.id, said_by=person.id)


def _took_part(record: CaseRecord, conference_id: str) -> set[str]:
    here = attendances_of_round(record, conference_id)
    return {one.person_id for one in here if one.how not in ABSENT}


def _entries(record: CaseRecord) -> Iterable[Entry]:
    kinds = (
        *(record.strengths, record.needs, record.concerns, record.voices, record.decisions),
        *(record.goals, record.objectives, record.tasks),
    )
    return [one for kind in kinds for one in standing(kind)]


def _balance(record: CaseRecord) -> Iterator[Gap]:
    """V-09: worries stand beside strengths."""
    worries = (*standing(record.needs), *standing(record.concerns))
    if worries and not standing(record.strengths):
        yield to_add("no_strength", "strength", record.case.id)


def _without_speaker(record: CaseRecord) -> Iterator[Gap]:
    """K-18: whose words these are."""
    said: list[tuple[str, Strength | Need | Concern]] = [
        *(("strength", one) for one in standing(record.strengths)),
        *(("need", one) for one in standing(record.needs)),
        *(("concern", one) for one in standing(record.concerns)),
    ]
    for kind, one in said:
        if one.said_by is None:
            yield to_correct("words_without_speaker", one, kind)


def _views_of_goal(record: CaseRecord, sides: dict[str, RoleGroup], conference_id: str) -> Iterator[Gap]:
    """C.3, stage 8; G-16: what each parent who was there thinks of the permanency goal."""
    took_part = _took_part(record, conference_id)
    parents = [one for one in record.people if sides[one.id] is RoleGroup.FAMILY and one.role != "child"]
    for child in record.children:
        asked = {one.person_id for one in record.views_of_goal(child.id)}
        for person in parents if record.permanency(child.id) else ():
            about_child = not person.parent_of or child.id in person.parent_of
            if about_child and person.left_on is None and person.id in took_part - asked:
                chosen = {"person_id": person.id, "child_id": child.id}
                yield to_add("no_goal_view", "goal_view", record.case.id, **chosen)


def _order_of_goals(record: CaseRecord, profile: PracticeProfile) -> Iterator[Gap]:
    """B.2: where the practice weighs one goal before another, the reasons say why it is the other."""
    for child in record.children:
        found = record.permanency(child.id)
        if found and (before := passed_over(profile, GoalsSet(found.goal, found.concurrent, found.reasons))):
            subject = Subject(found.id, found.version)
            yield Gap("goal_passed_over", child.id, "permanency", subject, words=before)


def _needs_and_objectives(record: CaseRecord) -> Iterator[Gap]:
    """K-05, V-01: an objective for each need; V-15: how we will know, and by when."""
    objectives = standing(record.objectives)
    served = {need for one in objectives for need in one.need_ids}
    for need in standing(record.needs):
        if need.id not in served:
            yield to_add("need_without_objective", "objective", record.case.id, need_ids=need.id)
    for one in objectives:
        missing = {"no_sign": one.measure, "no_day": one.by_date}
        if notes := tuple(note for note, there in missing.items() if not there):
            yield to_correct("objective", one, "objective", notes)


def _tasks(record: CaseRecord, sides: dict[str, RoleGroup], conference_id: str) -> Iterator[Gap]:
    """K-05, K-19: what each step serves (the agency's own list needs nothing); C.3, stage 10; C.6."""
    tasks = standing(record.tasks)
    between = _dates(record, conference_id)
    for task in tasks:
        owner = sides.get(task.owner_id)
        notes = [
            *(["serves_nothing"] if task.objective_id is None and owner is not RoleGroup.AGENCY else []),
            *(["nobody_helps"] if owner in CLOSE and not task.help else []),
            *_wording(record, task, sides, between),
        ]
        if notes:
            yield to_correct("task", task, "task", tuple(notes))
    if tasks and all(sides.get(task.owner_id) in CLOSE for task in tasks):
        yield to_add("only_family_tasks", "task", record.case.id)


def _wording(
    record: CaseRecord, task: Task, sides: dict[str, RoleGroup], between: DueBetween
) -> tuple[str, ...]:
    """The hints of C.6 that a task gives rise to, by their ids."""
    owner, tasks = record.person(task.owner_id), standing(record.tasks)
    beside = [one for one in tasks if one.objective_id == task.objective_id]
    beside += [one for one in tasks if one.id == task.after_task]
    agency_steps = any(sides.get(one.owner_id) is RoleGroup.AGENCY for one in beside)
    found = on_wording(
        task.text,
        done_when=task.done_when,
        owner_names=(owner.name,) if owner else (),
        owner_is_family=sides.get(task.owner_id) in CLOSE and not agency_steps,
        due=task.due,
        dates=between,
    )
    first = next((one for one in tasks if one.id == task.after_task), None)
    late = ("first_comes_later",) if first and first.due > task.due else ()
    return (*(str(one.id) for one in found), *late)


def _dates(record: CaseRecord, conference_id: str) -> DueBetween:
    """The day of this conference where its people live, and of the next that is planned."""
    here = record.conference(conference_id)
    planned = [one for one in record.conferences if one.state is ConferenceState.PLANNED]
    coming = min((to_wall(one.starts_at, one.zone).date() for one in planned), default=None)
    met = to_wall(here.held_from or here.starts_at, here.zone).date() if here else None
    return DueBetween(met, coming)


def _ties(record: CaseRecord) -> Iterator[Gap]:
    """T-14: a tie to where a child in care comes from; none with whom the child is kept apart from."""
    placed = [child.id for child in record.children if record.placement(child.id) is not None]
    for child_id in without_community(record.ties, placed):
        yield to_add("no_community_tie", "tie", record.case.id, child_id=child_id)
    for tie in standing(record.ties):
        young = person_of(record, tie.child_id)
        if young and tie.with_person in apart_from(young, record.no_contacts):
            yield to_correct("tie_kept_apart", tie, "tie")


def _outcomes(record: CaseRecord, profile: PracticeProfile, conference_id: str) -> Iterator[Gap]:
    """T-10: each lasting question of the practice is asked at each meeting."""
    answered = {one.question for one in standing(record.outcomes) if one.conference_id == conference_id}
    for question in profile.outcome_questions:
        if question.id not in answered:
            subject = Subject(record.case.id, chosen=(("question", question.id),))
            yield Gap("outcome", record.case.id, "outcome", subject, (question.id,))


def _services(record: CaseRecord) -> Iterator[Gap]:
    """K-20: a service has a start."""
    for one in standing(record.services):
        if one.start_by is None:
            yield to_correct("service_without_start", one, "service")
        if one.kind == "informal" and not (one.owner_id or one.who):
            yield to_correct("support_without_owner", one, "service")


def _decisions(record: CaseRecord) -> Iterator[Gap]:
    """T-17: who decided."""
    for one in standing(record.decisions):
        if not one.decided_by:
            yield to_correct("decision_without_people", one, "decision")
