"""What a new plan takes over from the earlier one: nothing by itself, each entry by somebody's tap (V-11)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.domain.closing import PlanVersion
from bot.domain.conference import Conference
from bot.domain.kept import Entry
from bot.domain.parting import one_round
from bot.domain.plan import FromEarlier
from bot.domain.record import PARTS, CaseRecord, standing

# What is asked about, worries about safety first. A child's voice is heard anew each time, and a permanency
# goal stands until it is set anew: neither is carried by a tap. Ideas come and go with their need.
KINDS = ("concern", "task", "objective", "goal", "need", "visit", "service", "tie", "strength", "decision")


@dataclass(frozen=True)
class Beginning:
    """Where the plan of now began: the conference that began it, since when, and the plan before it.

    `building` are the ids of all meetings that lead to it: separate ones, and talks before it.
    """

    first: Conference
    since: datetime
    earlier: PlanVersion
    building: frozenset[str]

    def is_new(self, entry: Entry) -> bool:
        """Whether an entry was recorded for the plan of now."""
        return entry.conference_id in self.building or entry.entered_at > self.since


@dataclass(frozen=True)
class Item:
    """An entry of the earlier plan, and what was said of it; `said` is None while nobody decided."""

    kind: str
    entry: Entry
    said: FromEarlier | None

    @property
    def carried(self) -> bool:
        """Whether it stands in the new plan."""
        return self.said is not None and self.said.carried


def beginning(record: CaseRecord) -> Beginning | None:
    """How the plan of now began; None where it goes on from whatever stands, as the first one does."""
    building = begun_anew(record.conferences)
    earlier = next((one for one in record.versions if building and one.id == building[0].after_version), None)
    if earlier is None:
        return None
    first = building[0]
    talks = one_round(first, record.conferences, record.versions)
    return Beginning(first, first.sittings[0][0], earlier, talks | {one.id for one in building})


def begun_anew(conferences: Iterable[Conference]) -> tuple[Conference, ...]:
    """The conferences that begin the plan of now after the same sealed plan, the first one first."""
    begun = [one for one in conferences if one.formal and one.sittings]
    begun.sort(key=lambda one: one.sittings[0][0])
    followed = begun[-1].after_version if begun else None
    return tuple(one for one in begun if followed and one.after_version == followed)


def items(record: CaseRecord) -> tuple[Item, ...]:
    """Every entry that the earlier plan left, by kind and age; none where no earlier plan was sealed.

    What an earlier conference left out is not asked about again; what a child keeps private is in no plan.
    """
    began = beginning(record)
    return tuple(_items(record, began)) if began else ()


def undecided(record: CaseRecord) -> tuple[Item, ...]:
    """The items of which nobody said yet whether they are carried over: the seal waits for them."""
    return tuple(one for one in items(record) if one.said is None)


def marks(record: CaseRecord) -> Mapping[str, FromEarlier]:
    """By the ids of entries of the plan of now that were carried over: by whom and when."""
    return {one.entry.id: one.said for one in items(record) if one.said and one.carried}


def of_this_plan(record: CaseRecord) -> CaseRecord:
    """The record without what the plan of now does not hold: of earlier entries only what was carried over.

    Tasks are left out of the plan only; they are owed all the while.
    """
    began = beginning(record)
    if began is None:
        return record
    here = {one.id for kind in KINDS for one in getattr(record, PARTS[kind]) if began.is_new(one)}
    here |= {one.entry.id for one in _items(record, began) if one.carried}
    here |= _above_all(record, began, here)
    kept: dict[str, Any] = {
        PARTS[kind]: tuple(one for one in getattr(record, PARTS[kind]) if one.id in here) for kind in KINDS
    }
    ideas = tuple(one for one in record.ideas if one.need_id in here)
    named = {one.id for one in ideas}
    return replace(
        record,
        **kept,
        ideas=ideas,
        other_views=tuple(one for one in record.other_views if one.idea_id in named),
        enough_ideas=tuple(one for one in record.enough_ideas if one.need_id in here),
        voices=tuple(one for one in record.voices if one.entered_at > began.earlier.sealed_at),
        notes=tuple(one for one in record.notes if began.is_new(one)),
    )


def without_left_out(record: CaseRecord) -> CaseRecord:
    """The record without entries that a conference left out: nobody works on them any more."""
    gone = {entry for entry, said in _last_said(record).items() if not said.carried}
    if not gone:
        return record
    kept: dict[str, Any] = {
        PARTS[kind]: tuple(one for one in getattr(record, PARTS[kind]) if one.id not in gone)
        for kind in KINDS
    }
    return replace(record, **kept)


def above_of(record: CaseRecord, entry_id: str) -> tuple[str, ...]:
    """The ids of all that an entry hangs on, the nearest first: a task's objective, its goal, its needs."""
    idea = next((one for one in record.ideas if one.id == entry_id), None)
    if idea is not None:
        return (idea.need_id,)
    task = next((one for one in record.tasks if one.id == entry_id), None)
    named = task.objective_id if task else entry_id
    objective = next((one for one in record.objectives if one.id == named), None)
    if objective is None:
        return ()
    private = {one.id for one in record.needs if one.keep_private}
    needs = (one for one in objective.need_ids if one not in private)
    return (*([objective.id] if task else []), objective.goal_id, *needs)


def below_of(record: CaseRecord, entry_id: str) -> frozenset[str]:
    """The ids of all that stands and hangs on an entry."""
    began = beginning(record)
    # Ideas of the earlier plan come and go with their need.
    ideas = (one for one in standing(record.ideas) if began is None or began.is_new(one))
    hanging = (*standing(record.objectives), *standing(record.tasks), *ideas)
    return frozenset(one.id for one in hanging if entry_id in above_of(record, one.id))


def _above_all(record: CaseRecord, began: Beginning, here: set[str]) -> set[str]:
    """What these entries hang on: nothing in a plan hangs in the air."""
    objectives = {one.objective_id for one in record.tasks if one.id in here} - {None}
    kept = [one for one in record.objectives if one.id in here | objectives]
    above = {one.id for one in kept} | {one.goal_id for one in kept}
    above |= {need for one in kept for need in one.need_ids}
    return above | {one.need_id for one in standing(record.ideas) if began.is_new(one)}


def _items(record: CaseRecord, began: Beginning) -> Iterator[Item]:
    last = _last_said(record)
    for kind in KINDS:
        for entry in standing(getattr(record, PARTS[kind])):
            said = last.get(entry.id)
            this = said if said and said.conference_id in began.building else None
            gone = said is not None and this is None and not said.carried
            private = bool(getattr(entry, "keep_private", False))
            if not private and not gone and not began.is_new(entry):
                yield Item(kind, entry, this)


def _last_said(record: CaseRecord) -> Mapping[str, FromEarlier]:
    said = sorted(
        (one for one in record.from_earlier if one.stands), key=lambda one: (one.entered_at, one.id)
    )
    return {one.entry_id: one for one in said}
