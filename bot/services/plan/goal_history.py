"""Every permanency goal that was set for a child: when, how long after entry, why, and who took part.

CFSR item 7 asks for it (G-04): the right goal, set in time, and whom anyone talked with about it.
"""

from dataclasses import dataclass

from bot.domain import access
from bot.domain.access import Standing
from bot.domain.conference import ABSENT
from bot.domain.people import Person
from bot.domain.plan import GoalView, Permanency
from bot.domain.profile import PracticeProfile
from bot.domain.record import CaseRecord, standing
from bot.services.plan.plan_content import Json, trigger


@dataclass(frozen=True)
class GoalWasSet:
    """One goal as it was set: days after entry (None: none is recorded), who took part and thought what.

    `not_asked` are the parties whom nobody asked about the goal of now (G-16): the child and the parents.
    """

    set: Permanency
    days: int | None
    took_part: tuple[str, ...]
    views: tuple[GoalView, ...]
    not_asked: tuple[str, ...] = ()


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
            (views := tuple(view for view in standing(record.goal_views) if _spoken_of(record, view) is one)),
            _not_asked(record, profile, one, views) if record.permanency(one.child_id) is one else (),
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


def _not_asked(
    record: CaseRecord, profile: PracticeProfile, goal: Permanency, views: tuple[GoalView, ...]
) -> tuple[str, ...]:
    """Silence is no agreement: whoever of the child's own parties has no view is named."""
    asked = {one.person_id for one in views}
    return tuple(
        one.id
        for one in record.people
        if one.on_team and one.here and one.id not in asked and _is_party(profile, one, goal.child_id)
    )


def _is_party(profile: PracticeProfile, person: Person, child_id: str) -> bool:
    """The child, and the parents: all of them where nobody noted whose parent each is."""
    role = next((one for one in profile.roles if one.id == person.role), None)
    place = access.of_role(role) if role else None
    if place is Standing.CHILD:
        return person.child_id == child_id
    return place is Standing.PARENT and (not person.parent_of or child_id in person.parent_of)


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
