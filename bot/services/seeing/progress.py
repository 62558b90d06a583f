"""Progress to a lasting home: what is recorded of it, for whoever looks, as far as it is theirs (T-08)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.domain.case import Child
from bot.domain.clocks import DueDate
from bot.domain.from_earlier import without_left_out
from bot.domain.phases import Phase, phases
from bot.domain.plan import Permanency, Visit
from bot.domain.progress import Steps, goals_of, set_since, steps_by_goal
from bot.domain.record import CaseRecord, standing
from bot.domain.ties import Tie
from bot.services.acting import Acting, OnCase
from bot.services.calling.sittings import conferences_for
from bot.services.plan.plan_content import trigger
from bot.services.record import case_record
from bot.services.seeing.dates import due_as_seen
from bot.services.seeing.looking import seen_by

NEXT_DATES = 4


@dataclass(frozen=True, kw_only=True)
class OfChild:
    """One child: since when in care, the goals with the days on which they were set, visits and ties.

    A day is None where it is not recorded, or is that of a meeting which the reader knows nothing of.
    """

    child: Child
    in_care_since: date | None
    days_in_care: int
    goal: Permanency | None
    goal_set_on: date | None
    concurrent_set_on: date | None
    visits: tuple[Visit, ...]
    ties: tuple[Tie, ...]


@dataclass(frozen=True)
class Progress:
    """All of it: each child, the tasks under each goal (words, count; no words: under none), next dates."""

    record: CaseRecord
    children: tuple[OfChild, ...]
    goals: tuple[tuple[str, Steps], ...]
    dates: tuple[DueDate, ...]
    phases: tuple[Phase, ...]


def look(acting: Acting, case_id: str) -> Progress:
    """What this person may see of it. Raises NotAllowed."""
    with acting.looking("case.look", case_id) as on:
        record = seen_by(on, without_left_out(case_record(on.work, case_id)))
        due = [one for one in due_as_seen(on, conferences_for(on)) if one.met_on is None]
        return Progress(
            record=record,
            children=tuple(_of_child(on, record, child) for child in record.children),
            goals=tuple(_goals(record)),
            dates=tuple(due[:NEXT_DATES]),
            phases=phases(record, on.today),
        )


def _goals(record: CaseRecord) -> Iterator[tuple[str, Steps]]:
    counts = steps_by_goal(record)
    for goal in standing(record.goals):
        yield goal.text, counts[goal.id]
    if counts[""] != Steps(0, 0, 0):
        yield "", counts[""]


def _of_child(on: OnCase, record: CaseRecord, child: Child) -> OfChild:
    opened = trigger(record, on.profile)
    away = record.placement(child.id) is not None or record.case.in_custody is True
    since = opened.on if opened and away else None
    goals = goals_of(record, child.id)
    known = all(record.day_is_known(one) for one in goals)
    return OfChild(
        child=child,
        in_care_since=since,
        days_in_care=(on.today - since).days if since else 0,
        goal=goals[-1] if goals else None,
        goal_set_on=set_since(goals, "goal") if known else None,
        concurrent_set_on=set_since(goals, "concurrent") if known else None,
        visits=tuple(one for one in standing(record.visits) if _is_of(child, one)),
        ties=tuple(one for one in standing(record.ties) if one.child_id == child.id),
    )


def _is_of(child: Child, visit: Visit) -> bool:
    return visit.with_person is not None and visit.child_id in (child.id, None)
