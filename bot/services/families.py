"""What a parent sees where children of a case have different parents: their own children's part."""

from dataclasses import fields, replace
from typing import Any

from bot.domain import access
from bot.domain.people import Person
from bot.domain.plan import Goal, Objective
from bot.domain.record import CaseRecord, standing

# Fields by which something names a person beside the one it is about.
NAMES = (
    *("with_person", "who", "concurrent_with", "follow_up_owner", "lead"),
    *("asked_for_by", "interpreter", "said_by"),
)


def without_other_families(record: CaseRecord, me: Person, parents: frozenset[str]) -> CaseRecord:
    """The record without another child's other parent: their person, their words and what is only theirs.

    `parents` are the ids of all parents of the case. Where nobody recorded whose parent anyone is,
    there is one set of parents and nothing to part; once somebody did, who is not recorded shares no child.
    """
    if not any(one.parent_of for one in record.people if one.id in parents):
        return record
    mine = _my_children(record, me)
    hidden = _hidden(record, me, mine, parents)
    others = hidden | {one.id for one in record.children if one.id not in mine}
    return _naming_nobody(_without(record, mine, hidden, others), hidden) if others else record


def _without(record: CaseRecord, mine: set[str], hidden: set[str], others: set[str]) -> CaseRecord:
    def of_my_children(child_id: str | None) -> bool:
        return child_id is None or child_id in mine

    theirs = _objectives_of(record, hidden)
    objectives = tuple(one for one in record.objectives if one.id not in theirs)
    return replace(
        record,
        children=tuple(one for one in record.children if one.id in mine),
        people=tuple(one for one in record.people if one.id not in hidden),
        placements=tuple(one for one in record.placements if of_my_children(one.child_id)),
        # Whom somebody asked is free text, and may name anyone.
        tribe_inquiries=() if hidden else record.tribe_inquiries,
        # Why a parent's place is empty is not said of a child.
        facts=tuple(one for one in record.facts if not one.reason) if hidden else record.facts,
        agenda_seen=tuple(one for one in record.agenda_seen if one.person_id not in hidden),
        invitations=tuple(one for one in record.invitations if one.person_id not in hidden),
        attendances=tuple(one for one in record.attendances if one.person_id not in hidden),
        topics=tuple(one for one in record.topics if one.from_person not in hidden),
        set_aside=tuple(one for one in record.set_aside if one.item.partition(":")[2] not in others),
        strengths=tuple(one for one in record.strengths if one.said_by not in hidden),
        needs=tuple(one for one in record.needs if one.said_by not in hidden),
        goals=tuple(one for one in record.goals if not _is_theirs(one, record.objectives, theirs, hidden)),
        objectives=objectives,
        tasks=tuple(one for one in record.tasks if one.owner_id not in hidden),
        visits=tuple(
            one for one in record.visits if of_my_children(one.child_id) and one.with_person not in hidden
        ),
        # What a provider wrote of no child in particular is free text, and may name anyone.
        provider_inputs=tuple(
            one for one in record.provider_inputs if one.child_id in mine or (not hidden and not one.child_id)
        ),
        services=tuple(one for one in record.services if one.for_person not in hidden),
        voices=tuple(one for one in record.voices if of_my_children(one.child_id)),
        permanencies=tuple(one for one in record.permanencies if of_my_children(one.child_id)),
        goal_views=tuple(
            one for one in record.goal_views if of_my_children(one.child_id) and one.person_id not in hidden
        ),
    )


def _my_children(record: CaseRecord, me: Person) -> set[str]:
    """A parent's children as recorded; of whom nobody recorded any, those whom no other parent has."""
    if me.parent_of:
        return set(me.parent_of)
    of_others = {child for one in record.people for child in one.parent_of}
    return {one.id for one in record.children if one.id not in of_others}


def _hidden(record: CaseRecord, me: Person, mine: set[str], parents: frozenset[str]) -> set[str]:
    """The people of other families: the other children and those of their parents who are not mine too."""
    of_other_children = {one.id for one in record.people if one.child_id and one.child_id not in mine}
    others = [one for one in record.people if one.id in parents and one.id != me.id]
    return of_other_children | {one.id for one in others if not access.shares_a_child(me, one)}


def _naming_nobody(record: CaseRecord, hidden: set[str]) -> CaseRecord:
    """The same without the ids of hidden people beside what is about others."""

    def blank(thing: Any) -> Any:
        named: dict[str, Any] = {name: None for name in NAMES if getattr(thing, name, None) in hidden}
        return replace(thing, **named) if named else thing

    parts: dict[str, Any] = {
        field.name: getattr(record, field.name)
        for field in fields(record)
        if isinstance(getattr(record, field.name), tuple)
    }
    blanked: dict[str, Any] = {name: tuple(map(blank, things)) for name, things in parts.items()}
    return replace(record, **blanked)


def _objectives_of(record: CaseRecord, hidden: set[str]) -> set[str]:
    """Objectives that only hidden people work on; of these the words would tell as much as the tasks."""
    tasks = standing(record.tasks)
    owners = {
        one.id: {task.owner_id for task in tasks if task.objective_id == one.id} for one in record.objectives
    }
    return {one.id for one in record.objectives if owners[one.id] and owners[one.id] <= hidden}


def _is_theirs(goal: Goal, objectives: tuple[Objective, ...], theirs: set[str], hidden: set[str]) -> bool:
    """Whether a goal is another family's: all its objectives are, or they said it and it has none yet."""
    under = {one.id for one in objectives if one.goal_id == goal.id and one.stands}
    return under <= theirs if under else goal.said_by in hidden
