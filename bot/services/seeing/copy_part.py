"""The record and the sealed plan as one audience reads them: the parts of the table, in Slack as on paper."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.domain.audiences import Audience, Gets, audience_of
from bot.domain.people import Person
from bot.domain.plan import Objective, Service
from bot.domain.profile import PracticeProfile
from bot.domain.record import CaseRecord

Json = dict[str, Any]
Own = Callable[[Any, Person], bool]


def _said(one: Any, me: Person) -> bool:
    return bool(one.said_by == me.id)


def _about_me(one: Any, me: Person) -> bool:
    """What is about a reader; that a worker sees the parents is not about their child."""
    of_the_parents = getattr(one, "worker_with", None) == "parents"
    return (_of_my_child(one, me) and not of_the_parents) or me.id in (
        one.with_person,
        getattr(one, "who", None),
        one.said_by,
    )


def _of_my_child(one: Any, me: Person) -> bool:
    """Whether something is about the child who reads it."""
    return me.child_id is not None and bool(one.child_id == me.child_id)


# Which rows of a list are somebody's own; objectives, goals and needs follow from the tasks.
OWN: Mapping[str, Own] = {
    "strengths": _said,
    "concerns": _said,
    "ideas": _said,
    "voices": lambda one, me: _of_my_child(one, me) or one.said_by == me.id,
    "permanencies": _of_my_child,
    "placements": lambda one, me: _of_my_child(one, me) or one.with_person == me.id,
    "goal_views": lambda one, me: one.person_id == me.id,
    "decisions": lambda one, me: me.id in one.decided_by or one.said_by == me.id,
    "tasks": lambda one, me: one.owner_id == me.id,
    "visits": _about_me,
    "ties": _about_me,
    "services": lambda one, me: me.id in (one.for_person, one.owner_id),
}


def audience_in(record: CaseRecord, profile: PracticeProfile, me: Person) -> Audience:
    """For whom this person's copy is made."""
    lives_with = {found.with_person for one in record.children if (found := record.placement(one.id))}
    return audience_of(profile.role(me.role), profile, cares=me.id in lives_with)


def as_for(record: CaseRecord, gets: Gets, me: Person) -> CaseRecord:
    """The record without the parts that are not for its reader; their own words stay theirs."""
    at_home = _living_with(record, me)
    left: dict[str, Any] = {part: _rows(record, part, gets, me, at_home) for part in OWN}
    tasks = {one.id for one in left["tasks"]}
    above_mine = {one.objective_id for one in record.tasks if one.owner_id == me.id}
    left["services"] = tuple(one for one in left["services"] if _may_be_named(record, one, gets, me, at_home))
    objectives = _objectives(record, gets, above_mine, me)
    needs = {need for one in objectives if one.id in above_mine for need in one.need_ids}
    under = {one.goal_id for one in objectives}
    ideas = {one.id for one in left["ideas"]}
    if "reasons" not in gets.whole:
        left["permanencies"] = tuple(replace(one, reasons=None) for one in left["permanencies"])
    if "why" not in gets.whole:
        left["case"] = replace(record.case, why_we_are_here=None, household=None)
        left["facts"] = tuple(one for one in record.facts if not one.reason)
        left["tribe_inquiries"] = ()
    return replace(
        record,
        **left,
        needs=_kept(record.needs, "needs", gets, lambda one: one.id in needs or one.said_by == me.id),
        objectives=objectives,
        goals=_kept(record.goals, "goals", gets, lambda one: one.id in under or one.said_by == me.id),
        other_views=_kept(record.other_views, "ideas", gets, lambda one: one.idea_id in ideas),
        enough_ideas=_kept(record.enough_ideas, "ideas", gets, lambda one: one.need_id in needs),
        updates=tuple(
            one
            for one in record.updates
            if one.said_by == me.id or (one.task_id in tasks if one.task_id else "updates" in gets.whole)
        ),
    )


def _living_with(record: CaseRecord, me: Person) -> frozenset[str | None]:
    """The children who live with somebody; where all do, what is said of no child is about them too."""
    homes = {one.id: record.placement(one.id) for one in record.children}
    theirs = frozenset(child for child, home in homes.items() if home and home.with_person == me.id)
    return theirs | {None} if theirs and len(theirs) == len(homes) else theirs


def _rows(
    record: CaseRecord, part: str, gets: Gets, me: Person, at_home: frozenset[str | None]
) -> tuple[Any, ...]:
    near = at_home if part in gets.at_home else frozenset()

    def own(one: Any) -> bool:
        of_the_parents = getattr(one, "worker_with", None) == "parents"
        return OWN[part](one, me) or (one.child_id in near and not of_the_parents if near else False)

    return _kept(getattr(record, part), part, gets, own)


def _may_be_named(
    record: CaseRecord, one: Service, gets: Gets, me: Person, at_home: frozenset[str | None]
) -> bool:
    """Whoever has a child at home knows of that child's treatment, and of no adult's."""
    whose = record.person(one.for_person) if one.for_person else None
    lives_here = whose is not None and whose.child_id is not None and whose.child_id in at_home
    return gets.names_treatment or not one.is_treatment or OWN["services"](one, me) or lives_here


def _kept(rows: tuple[Any, ...], part: str, gets: Gets, own: Callable[[Any], bool]) -> tuple[Any, ...]:
    if part in gets.whole:
        return rows
    return tuple(one for one in rows if own(one)) if part in gets.own else ()


def _objectives(
    record: CaseRecord, gets: Gets, of_my_tasks: set[str | None], me: Person
) -> tuple[Objective, ...]:
    """Those above one's own tasks, where the others are not theirs."""
    mine = _kept(
        record.objectives, "objectives", gets, lambda one: one.id in of_my_tasks or one.said_by == me.id
    )
    return tuple(mine)


def head_for(plan: Json, gets: Gets, me: Person) -> Json:
    """A sealed plan without those parts of its head, and of each child's page, that are not its reader's."""
    case = plan["case"]
    if "why" not in gets.whole:
        case = case | {"why_we_are_here": None, "household": None, "events": [], "empty_places": []}
    return plan | {"case": case, "children": [_child(one, gets, me) for one in plan["children"]]}


def _child(child: Json, gets: Gets, me: Person) -> Json:
    """One child's page: the voice, the home and the goal as far as they are this reader's."""
    mine = me.child_id == child["id"]
    placement, permanency, voice = child["placement"], child["permanency"], child["voice"]
    at_mine = placement is not None and placement["with"] == me.id
    told = child | {
        "placement": placement if _has("placements", gets, mine or at_mine) else None,
        "permanency": permanency if _has("permanencies", gets, mine) else None,
        "voice": voice if _has("voices", gets, mine) else None,
    }
    if told["permanency"] and "reasons" not in gets.whole:
        told["permanency"] = told["permanency"] | {"reasons": None}
    return told


def _has(part: str, gets: Gets, mine: bool) -> bool:
    return part in gets.whole or (part in gets.own and mine)
