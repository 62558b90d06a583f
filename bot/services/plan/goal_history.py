"""Every permanency goal that was set for a child: when, how long after entry, why, and who took part.

CFSR item 7 asks for it (G-04): the right goal, set in time, and whom anyone talked with about it.
"""

from dataclasses import dataclass

from bot.domain.conference import ABSENT
from bot.domain.plan import GoalView, Permanency
from bot.domain.profile import PracticeProfile
from bot.domain.record import CaseRecord, standing
from bot.services.plan.plan_content import Json, trigger


@dataclass(frozen=True)
class GoalWasSet:
    """One goal as it was set: days after entry (None: none is recorded), who took part and thought what."""

    set: Permanency
    days: int | None
    took_part: tuple[str, ...]
    views: tuple[GoalView, ...]


def goal_history(
    record: CaseRecord, profile: PracticeProfile, child_id: str | None = None
) -> tuple[GoalWasSet, ...]:
    """The goals of a child (or of every child), oldest first."""
    entry = trigger(record, profile)
    found = [one for one in standing(record.permanencies) if child_id in (None, one.child_id)]
    in_order = sorted(found, key=lambda one: (one.child_id, one.set_on, one.entered_at))
    return tuple(
        GoalWasSet(
            one,
            (one.set_on - entry.on).days if entry else None,
            _took_part(record, one),
            tuple(view for view in standing(record.goal_views) if _spoken_of(record, view) is one),
        )
        for one in in_order
    )


def history_rows(record: CaseRecord, profile: PracticeProfile) -> list[Json]:
    """The same as plain values, for what is recorded about a plan."""
    return [
        {
            "child": one.set.child_id,
            "goal": one.set.goal,
            "concurrent": one.set.concurrent,
            "set_on": one.set.set_on,
            "days": one.days,
            "reasons": one.set.reasons,
            "took_part": [{"person": person} for person in one.took_part],
            "views": [{"person": view.person_id, "view": view.view} for view in one.views],
        }
        for one in goal_history(record, profile)
    ]


def _took_part(record: CaseRecord, goal: Permanency) -> tuple[str, ...]:
    return tuple(
        one.person_id
        for one in record.attendances
        if goal.conference_id and one.conference_id == goal.conference_id and one.how not in ABSENT
    )


def _spoken_of(record: CaseRecord, view: GoalView) -> Permanency | None:
    """The goal that somebody's view was about: the one that stood when it was said, else the first."""
    mine = [one for one in standing(record.permanencies) if one.child_id == view.child_id]
    before = [one for one in mine if one.entered_at <= view.entered_at]
    return (before[-1] if before else mine[0]) if mine else None
