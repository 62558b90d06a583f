"""What an entry of the plan may not be: hung on nothing, planned for yesterday, a goal that is not open."""

from collections.abc import Mapping
from typing import Any

from bot.domain import access
from bot.domain.case import Child
from bot.domain.dates import age_on
from bot.domain.errors import AnswersNotUnderstood
from bot.domain.goal_rules import GoalProblem, GoalsSet, goal_problems
from bot.domain.ideas import Idea
from bot.domain.kept import Entry
from bot.domain.parting import NoContact, apart_from
from bot.domain.people import Person
from bot.domain.plan import OWN_WORDS, Goal, Need, Objective, Task
from bot.domain.record import CaseRecord
from bot.domain.role_rules import RoleGroup
from bot.services.acting import OnCase
from bot.services.plan.gaps import person_of
from bot.services.seeing.looking import tasks_seen

# Which field of an entry points at which kind of thing; each is looked up in the same case.
POINTS_AT: dict[str, type[Any]] = {
    "said_by": Person,
    "told_by": Person,
    "asked_by": Person,
    "beside_by": Person,
    "owner_id": Person,
    "with_person": Person,
    "who": Person,
    "for_person": Person,
    "concurrent_with": Person,
    "offered_by": Person,
    "person_id": Person,
    "child_id": Child,
    "goal_id": Goal,
    "objective_id": Objective,
    "need_ids": Need,
    "need_id": Need,
    "idea_id": Idea,
    "from_idea": Idea,
    "after_task": Task,
    "task_ids": Task,
    "decided_by": Person,
    "chosen_by": Person,
    "people": Person,
    "task_id": Task,
}
# What an entry hangs on: with that gone, it has no place in the plan.
HANGS_ON = ("goal_id", "objective_id", "need_ids", "need_id", "idea_id")
# Days that an entry plans; one that is over already is a slip.
# Days on which something was said, set or decided.
ITS_DAYS = ("on", "set_on", "given_on", "talked_on", "chosen_on")
DAYS_TO_COME = ("due", "by_date", "target_date", "review_on")


def refuse(on: OnCase, kind: str, values: Mapping[str, Any], older: Entry | None = None) -> None:
    """Raise AnswersNotUnderstood for values that the practice refuses, each under its field.

    What `older` says already is not looked at again: people leave, and days pass.
    """
    new = {name: value for name, value in values.items() if older is None or getattr(older, name) != value}
    details: dict[str, object] = {}
    problems = _wrong_pointers(on, kind, new) | _wrong_days(on, values, new)
    if kind == "permanency" and "child_id" not in problems:
        found = _wrong_goals(on, values)
        problems |= {one.step: one.problem for one in found}
        details = {one.step: one.facts for one in found}
    if kind == "voice":
        problems |= _wrong_voice(on, values, older)
    if kind != "voice" and new.get("keep_private") and "said_by" not in problems:
        problems |= _not_a_childs(on, values)
    if kind == "visit" and not values.get("with_person") and not values.get("worker_with"):
        problems["with_person"] = "visit_with_whom"
    if kind == "tie":
        problems |= _wrong_tie(on, values)
    problems |= {day: "date_in_future" for day in ITS_DAYS if new.get(day) and new[day] > on.today}
    if kind == "task" and older and new.get("after_task") and _waits_for(on, new["after_task"], older.id):
        problems["after_task"] = "task_in_a_circle"
    if kind == "update" and new.get("task_id") and not may_tell_of(on, new["task_id"]):
        problems["task_id"] = "not_there"
    if kind == "provider_input":
        problems |= _wrong_input(on, values)
    if kind == "offer":
        problems |= _wrong_offer(on, values)
    if problems:
        raise AnswersNotUnderstood(problems, **details)


def _wrong_voice(on: OnCase, values: Mapping[str, Any], older: Entry | None) -> dict[str, str]:
    """T-04: the child's own words or why there are none; an adult's never instead, and under their name."""

    def told(name: str) -> Any:
        return values.get(name, getattr(older, name, None))

    problems = {}
    own_words = any(told(name) for name in OWN_WORDS)
    if not own_words and not told("reason"):
        problems["reason"] = "voice_or_reason"
    if told("beside") and not own_words:
        problems["beside"] = "only_beside_own_words"
    if told("beside") and not told("beside_by"):
        problems["beside_by"] = "missing"
    if told("asked_on") and told("asked_on") > on.today:
        problems["asked_on"] = "date_in_future"
    return problems


def _not_a_childs(on: OnCase, values: Mapping[str, Any]) -> dict[str, str]:
    """Only a child asks to keep an entry out of the plan: what an adult says is said in the open."""
    said_by = on.people.get(values.get("said_by") or "")
    is_child = said_by and access.of_role(on.profile.role(said_by.role)) is access.Standing.CHILD
    return {} if said_by is None or is_child else {"keep_private": "only_a_childs"}


def _wrong_tie(on: OnCase, values: Mapping[str, Any]) -> dict[str, str]:
    """A tie is to somebody or something; not to the child, nor to whom the child is kept apart from."""
    other = values.get("with_person")
    if not other:
        return {} if values.get("name") else {"name": "tie_to_whom"}
    young = child_person(on, values["child_id"])
    if young == other:
        return {"with_person": "tie_to_oneself"}
    rules = on.work.find(NoContact, case_id=on.case.id)
    return {"with_person": "tie_kept_apart"} if young and other in apart_from(young, rules) else {}


def child_person(on: OnCase, child_id: str) -> str | None:
    """The person of the case who is that child, where somebody said so or there is but one."""
    people = CaseRecord(
        case=on.case,
        children=on.work.find(Child, case_id=on.case.id),
        people=tuple(on.people.values()),
    )
    return person_of(people, child_id)


def _waits_for(on: OnCase, task_id: str | None, other: str) -> bool:
    """Whether a task is another one, or waits for it, directly or along others."""
    tasks = {one.id: one.after_task for one in on.work.find(Task, case_id=on.case.id)}
    seen: set[str] = set()
    while task_id and task_id not in seen:
        if task_id == other:
            return True
        seen.add(task_id)
        task_id = tasks.get(task_id)
    return False


def may_tell_of(on: OnCase, task_id: str) -> bool:
    """Whether this person sees the task of which they tell."""
    return any(one.id == task_id for one in tasks_seen(on))


def is_provider(on: OnCase, person: Person) -> bool:
    """Whether somebody is here for their profession, and not for the agency that manages the case."""
    return on.profile.role(person.role).group is RoleGroup.PROFESSIONAL


def _wrong_input(on: OnCase, values: Mapping[str, Any]) -> dict[str, str]:
    """What a provider wrote is a provider's own, and of treatment only with a consent (42 CFR Part 2)."""
    problems = {}
    author = on.people.get(values.get("said_by") or "")
    if author is None or not is_provider(on, author):
        problems["said_by"] = "not_a_provider"
    if values.get("about_treatment") and not values.get("treatment_consent"):
        problems["treatment_consent"] = "no_consent"
    return problems


def _wrong_offer(on: OnCase, values: Mapping[str, Any]) -> dict[str, str]:
    """V-03: somebody of the family was asked, on a day that was; nobody asks themself."""
    problems = {}
    if values["offered_on"] > on.today:
        problems["offered_on"] = "date_in_future"
    if values.get("said_by") == values["offered_by"]:
        problems["offered_by"] = "same_person"
    return problems


def lost_its_place(on: OnCase, entry: Entry) -> bool:
    """Whether what an entry hangs on was taken out of the plan."""
    above = {name: getattr(entry, name) for name in HANGS_ON if hasattr(entry, name)}
    return bool(_wrong_pointers(on, "", above))


def _wrong_days(on: OnCase, values: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, str]:
    # What was planned in an earlier talk may be due by now.
    planned = min(values.get("talked_on") or on.today, on.today)
    problems = {name: "due_in_past" for name in DAYS_TO_COME if new.get(name) and new[name] < planned}
    if values.get("starts") and values.get("review_on") and values["review_on"] < values["starts"]:
        problems["review_on"] = "review_before_start"
    return problems


def _wrong_pointers(on: OnCase, kind: str, values: Mapping[str, Any]) -> dict[str, str]:
    problems = {}
    for name, ids in values.items():
        # Who gives a service is said in words.
        points = name in POINTS_AT and not (kind == "service" and name == "who")
        if points and ids and not all(_is_there(on, POINTS_AT[name], one) for one in _several(ids)):
            problems[name] = "not_there"
    return problems


def _several(ids: str | tuple[str, ...]) -> tuple[str, ...]:
    return (ids,) if isinstance(ids, str) else ids


def _is_there(on: OnCase, kind: type[Any], thing_id: str) -> bool:
    found = on.people.get(thing_id) if kind is Person else on.work.first(kind, id=thing_id)
    return found is not None and found.case_id == on.case.id and getattr(found, "stands", True)


def _wrong_goals(on: OnCase, values: Mapping[str, Any]) -> tuple[GoalProblem, ...]:
    """What the jurisdiction's rules say against a permanency goal or its back-up, each with its reason."""
    born = on.child(values["child_id"]).birth_date
    age = age_on(born, on.today) if born else None
    told = {name: values.get(name) for name in ("concurrent", "reasons", "court_ordered")}
    return goal_problems(on.profile, GoalsSet(values["goal"], **told), age, on.case.plan_kind)
