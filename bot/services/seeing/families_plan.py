"""What the plan says to somebody who may not see everyone: their children's part, nothing of the hidden."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from typing import Any, TypeVar

from bot.domain.kept import Said
from bot.domain.plan import Decision, Goal, Objective
from bot.domain.record import CaseRecord, standing

S = TypeVar("S", bound=Said)


def is_mine(child_id: str | None, mine: Set[str]) -> bool:
    """Whether something is about one of these children, or about none in particular."""
    return child_id is None or child_id in mine


def plan_without(record: CaseRecord, me: str, mine: Set[str], hidden: Set[str]) -> dict[str, Any]:
    """The parts of the plan that are about one's own children, without what hidden people said or do."""
    theirs = _objectives_of(record, hidden)
    return {
        "strengths": _heard(record.strengths, hidden),
        "needs": _heard(record.needs, hidden),
        "notes": _heard(record.notes, hidden),
        # A worry about no child in particular is free text, and may name anyone.
        "concerns": tuple(
            one
            for one in _heard(record.concerns, hidden)
            if one.said_by == me or one.child_id in mine or (not hidden and not one.child_id)
        ),
        **_ideas_without(record, hidden),
        "decisions": tuple(_decided_apart(record.decisions, hidden)),
        "goals": tuple(one for one in record.goals if not _is_theirs(one, record.objectives, theirs, hidden)),
        "objectives": tuple(one for one in record.objectives if one.id not in theirs),
        "tasks": tuple(one for one in record.tasks if one.owner_id not in hidden),
        "visits": tuple(
            one for one in record.visits if is_mine(one.child_id, mine) and one.with_person not in hidden
        ),
        "ties": tuple(
            one
            for one in record.ties
            if is_mine(one.child_id, mine) and hidden.isdisjoint({one.with_person, one.said_by})
        ),
        # What a provider wrote of no child in particular is free text, and may name anyone.
        "provider_inputs": tuple(
            one for one in record.provider_inputs if one.child_id in mine or (not hidden and not one.child_id)
        ),
        "services": tuple(
            one for one in record.services if hidden.isdisjoint({one.for_person, one.owner_id})
        ),
        "voices": tuple(
            replace(one, beside=None, beside_by=None) if one.beside_by in hidden else one
            for one in record.voices
            if is_mine(one.child_id, mine)
        ),
        "permanencies": tuple(one for one in record.permanencies if is_mine(one.child_id, mine)),
        "goal_views": tuple(
            one for one in record.goal_views if is_mine(one.child_id, mine) and one.person_id not in hidden
        ),
    }


def _heard(said: tuple[S, ...], hidden: Set[str]) -> tuple[S, ...]:
    """Words of those who are not hidden, without a wording beside them by one who is."""
    return tuple(
        replace(one, beside=None, beside_by=None) if one.beside_by in hidden else one
        for one in said
        if one.said_by not in hidden
    )


def _ideas_without(record: CaseRecord, hidden: Set[str]) -> dict[str, Any]:
    """The ideas for needs that are seen, without those of hidden people and without their names."""
    needs = {one.id for one in record.needs if one.said_by not in hidden}
    ideas = tuple(
        replace(one, chosen_by=tuple(person for person in one.chosen_by if person not in hidden))
        for one in record.ideas
        if one.need_id in needs and one.said_by not in hidden
    )
    there = {one.id for one in ideas}
    views = (one for one in record.other_views if one.idea_id in there and one.said_by not in hidden)
    return {
        "ideas": ideas,
        "other_views": tuple(views),
        "enough_ideas": tuple(one for one in record.enough_ideas if one.need_id in needs),
    }


def _decided_apart(decisions: Iterable[Decision], hidden: Set[str]) -> Iterator[Decision]:
    """Without what only hidden people decided; of what they decided with others, without their names."""
    for one in decisions:
        seen = tuple(person for person in one.decided_by if person not in hidden)
        if one.said_by not in hidden and (seen or not hidden):
            yield replace(one, decided_by=seen)


def _objectives_of(record: CaseRecord, hidden: Set[str]) -> set[str]:
    """Objectives that only hidden people work on; of these the words would tell as much as the tasks."""
    tasks = standing(record.tasks)
    owners = {
        one.id: {task.owner_id for task in tasks if task.objective_id == one.id} for one in record.objectives
    }
    return {one.id for one in record.objectives if owners[one.id] and owners[one.id] <= hidden}


def _is_theirs(goal: Goal, objectives: tuple[Objective, ...], theirs: Set[str], hidden: Set[str]) -> bool:
    """Whether a goal is another family's: all its objectives are, or they said it and it has none yet."""
    under = {one.id for one in objectives if one.goal_id == goal.id and one.stands}
    return under <= theirs if under else goal.said_by in hidden
