"""What somebody sees who may not see everyone: their own children's part, and nobody kept apart from them."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from bot.domain.between import Update
from bot.domain.case import Case
from bot.domain.parting import NoContact, may_see, names_any, names_told_apart
from bot.domain.people import Person
from bot.domain.plan import Goal, Objective
from bot.domain.record import CaseRecord
from bot.services.seeing.families_plan import is_mine, plan_without

# Fields that hold who noted something, as Slack knows them: they may have noted it for somebody else.
ENTERED = ("entered_by", "answered_by", "ended_by", "recorded_by", "done_by", "sealed_by", "replied_by")
# Fields by which something names a person beside the one it is about.
NAMES = (
    *("with_person", "who", "concurrent_with", "follow_up_owner", "lead"),
    *(
        "asked_for_by",
        "interpreter",
        "said_by",
        "witness",
        "asked_by",
        "beside_by",
        "settled_by",
        "offered_by",
        "told_by",
    ),
)
# Whose something is, by the field that says so.
WHOSE = ("said_by", "from_person", "person_id", "owner_id", "id")
# Stands where words were, in every language alike.
LEFT_OUT = "…"

G = TypeVar("G", Goal, Objective)


def part_seen_by(
    record: CaseRecord, me: Person, parents: frozenset[str], rules: tuple[NoContact, ...] = ()
) -> CaseRecord:
    """The record without those whom this person may see nothing of: their person, words, what is only theirs.

    These are, for a parent, another child's other parent, and those from whom the person is kept apart
    by `rules`. `parents` are the ids of all parents of the case. Where nobody recorded whose parent
    anyone is, there is one set of parents; once somebody did, who is not recorded shares no child.
    """
    children = {one.id for one in record.children}
    mine, hidden = _mine_and_hidden(record, me, parents, rules)
    others = hidden | (children - mine)
    if not others:
        return record
    users = {account for one in record.people if one.id in hidden for account in one.accounts}
    seen = _naming_nobody(_without(record, me, mine, hidden, others), hidden, users)
    if any(not may_see(me, one, rules) for one in record.people):
        seen = _unsaid(seen, me, names_kept_from(record, me, rules))
    return replace(seen, updates=_of_seen_tasks(seen, me))


def _of_seen_tasks(seen: CaseRecord, me: Person) -> tuple[Update, ...]:
    """What was told of tasks that are seen; told of none in particular it may name anyone, so only my own."""
    tasks = {one.id for one in seen.tasks}
    return tuple(
        one if one.task_id in tasks else replace(one, task_id=None)
        for one in seen.updates
        if one.task_id in tasks or one.said_by == me.id
    )


def names_kept_from(record: CaseRecord, me: Person, rules: tuple[NoContact, ...]) -> frozenset[str]:
    """The words by which this person would know of those from whom they are kept apart."""
    everyone = (*record.people, *record.candidates)
    apart = [one.name for one in everyone if not may_see(me, one, rules)]
    shown = [one.name for one in everyone if may_see(me, one, rules)]
    return names_told_apart(apart, [*shown, *(one.name for one in record.children)])


def says_any(thing: Any, names: frozenset[str]) -> bool:
    """Whether any text in a thing of the record, or in a row of a plan, says one of these names."""
    if isinstance(thing, str):
        return names_any(thing, names)
    if isinstance(thing, Mapping):
        return any(says_any(inner, names) for inner in thing.values())
    if isinstance(thing, tuple | list):
        return any(says_any(inner, names) for inner in thing)
    return is_dataclass(thing) and any(says_any(getattr(thing, one.name), names) for one in fields(thing))


def _unsaid(record: CaseRecord, me: Person, names: frozenset[str]) -> CaseRecord:
    """The record without what names those who are kept apart; what somebody said themself stays theirs."""

    def kept(thing: Any) -> bool:
        own = (getattr(thing, by, None) == me.id for by in WHOSE)
        return any(own) or not says_any(thing, names)

    parts = {one.name: getattr(record, one.name) for one in fields(record)}
    left: dict[str, Any] = {
        name: tuple(filter(kept, things)) for name, things in parts.items() if isinstance(things, tuple)
    }
    related = (one if kept(one) else replace(one, relation=None) for one in record.people)
    seen = replace(record, **left | _way_to_my_tasks(record, left, me, names))
    # The conferences and their places are parted by who was asked to them.
    return replace(
        seen, people=tuple(related), conferences=record.conferences, case=_case_unsaid(record, names)
    )


def _case_unsaid(record: CaseRecord, names: frozenset[str]) -> Case:
    texts = ("why_we_are_here", "household")
    silent: dict[str, Any] = {
        name: None for name in texts if says_any(getattr(record.case, name) or "", names)
    }
    return replace(record.case, **silent)


def _way_to_my_tasks(
    record: CaseRecord, left: dict[str, Any], me: Person, names: frozenset[str]
) -> dict[str, Any]:
    """Goals and objectives above my own tasks stay, without words that name somebody."""
    mine = {one.objective_id for one in left["tasks"] if one.owner_id == me.id}
    goals = {one.goal_id for one in record.objectives if one.id in mine}
    kept_goals = {one.id for one in left["goals"]} | goals
    objectives = tuple(
        one
        for one in record.objectives
        if one.id in mine or (one in left["objectives"] and one.goal_id in kept_goals)
    )
    kept_objectives = {one.id for one in objectives}
    return {
        "goals": tuple(without_names(one, names) for one in record.goals if one.id in kept_goals),
        "objectives": tuple(without_names(one, names) for one in objectives),
        "tasks": tuple(
            one for one in left["tasks"] if one.objective_id is None or one.objective_id in kept_objectives
        ),
    }


def without_names(thing: G, names: frozenset[str]) -> G:
    """The same with each text that says one of these names left out, as its reader can see."""
    texts = {one.name: getattr(thing, one.name) for one in fields(thing)}
    silent: dict[str, Any] = {
        name: LEFT_OUT for name, text in texts.items() if isinstance(text, str) and names_any(text, names)
    }
    return replace(thing, **silent) if silent else thing


def _without(
    record: CaseRecord, me: Person, mine: set[str], hidden: set[str], others: set[str]
) -> CaseRecord:
    return replace(
        record,
        children=tuple(one for one in record.children if one.id in mine),
        people=tuple(one for one in record.people if one.id not in hidden),
        placements=tuple(one for one in record.placements if is_mine(one.child_id, mine)),
        # Whom somebody asked is free text, and may name anyone.
        tribe_inquiries=() if hidden else record.tribe_inquiries,
        # Why a parent's place is empty is not said of a child.
        facts=tuple(one for one in record.facts if not one.reason) if hidden else record.facts,
        agenda_seen=tuple(one for one in record.agenda_seen if one.person_id not in hidden),
        acknowledgements=tuple(one for one in record.acknowledgements if one.person_id not in hidden),
        views=tuple(one for one in record.views if one.person_id not in hidden),
        replies=tuple(one for one in record.replies if one.person_id not in hidden),
        copies=tuple(one for one in record.copies if one.person_id not in hidden),
        invitations=tuple(one for one in record.invitations if one.person_id not in hidden),
        attendances=tuple(one for one in record.attendances if one.person_id not in hidden),
        acceptances=tuple(one for one in record.acceptances if one.person_id not in hidden),
        outcomes=tuple(
            one for one in record.outcomes if is_mine(one.child_id, mine) and one.said_by not in hidden
        ),
        ground_rules=tuple(one for one in record.ground_rules if one.said_by not in hidden),
        topics=tuple(one for one in record.topics if one.from_person not in hidden),
        set_aside=tuple(one for one in record.set_aside if one.item.partition(":")[2] not in others),
        updates=tuple(one for one in record.updates if one.said_by not in hidden),
        offers=tuple(one for one in record.offers if one.said_by not in hidden),
        **plan_without(record, me.id, mine, hidden),
    )


def _my_children(record: CaseRecord, me: Person) -> set[str]:
    """A parent's children as recorded; of whom nobody recorded any, those whom no other parent has."""
    if me.parent_of:
        return set(me.parent_of)
    of_others = {child for one in record.people for child in one.parent_of}
    return {one.id for one in record.children if one.id not in of_others}


def hidden_from(
    record: CaseRecord, me: Person, parents: frozenset[str], rules: tuple[NoContact, ...]
) -> frozenset[str]:
    """The ids of everyone of whom this person may see nothing."""
    return frozenset(_mine_and_hidden(record, me, parents, rules)[1])


def _mine_and_hidden(
    record: CaseRecord, me: Person, parents: frozenset[str], rules: tuple[NoContact, ...]
) -> tuple[set[str], set[str]]:
    """The children whose part this person sees, and the people who are hidden from them."""
    by_child = me.id in parents and any(one.parent_of for one in record.people if one.id in parents)
    mine = _my_children(record, me) if by_child else {one.id for one in record.children}
    return mine, _hidden(record, me, mine, parents if by_child else frozenset(), rules)


def _hidden(
    record: CaseRecord, me: Person, mine: set[str], parents: frozenset[str], rules: tuple[NoContact, ...]
) -> set[str]:
    """The people of other families, and those kept apart: other children, parents of none of mine.

    Who interprets for nobody else is hidden with them: a name and a language tell that they were there.
    """
    of_other_children = {one.id for one in record.people if one.child_id and one.child_id not in mine}
    unseen = {one.id for one in record.people if not may_see(me, one, rules, by_child=one.id in parents)}
    hidden = of_other_children | unseen
    theirs = {one.interpreter for one in record.people if one.interpreter and one.id in hidden}
    others = {one.interpreter for one in record.people if one.id not in hidden}
    return hidden | (theirs - others)


def _naming_nobody(record: CaseRecord, hidden: set[str], users: set[str]) -> CaseRecord:
    """The same without the ids of hidden people, and of Slack for them, beside what is about others."""

    def blank(thing: Any) -> Any:
        named: dict[str, Any] = {name: None for name in NAMES if getattr(thing, name, None) in hidden}
        named |= {name: "" for name in ENTERED if getattr(thing, name, None) in users}
        return replace(thing, **named) if named else thing

    parts: dict[str, Any] = {
        field.name: getattr(record, field.name)
        for field in fields(record)
        if isinstance(getattr(record, field.name), tuple)
    }
    blanked: dict[str, Any] = {name: tuple(map(blank, things)) for name, things in parts.items()}
    return replace(record, **blanked)
