"""What somebody reads whose copy of the plan holds its goals and services alone, in Slack as on paper."""

from dataclasses import replace
from typing import Any

from bot.domain.people import Person
from bot.domain.profile import CopyParts, PracticeProfile
from bot.domain.record import CaseRecord

# The other parts of a plan, none of which is such a reader's.
OTHER_PARTS = ("strengths", "needs", "concerns", "ideas", "other_views", "voices", "goal_views", "decisions")


def as_their_copy(record: CaseRecord, profile: PracticeProfile, me: Person) -> CaseRecord:
    """The record without the parts that the practice leaves out of this person's copy.

    Goals with their objectives, services, and permanency goals without reasons stay; of tasks, visits and
    ties their own. For everybody else it is as it was.
    """
    rule = profile.copies_for(profile.role(me.role).id)
    if rule is None or rule.parts is not CopyParts.GOALS_AND_SERVICES:
        return record
    nothing: dict[str, Any] = dict.fromkeys(OTHER_PARTS, ())
    own = {one.id for one in record.tasks if one.owner_id == me.id}
    return replace(
        record,
        **nothing,
        permanencies=tuple(replace(one, reasons=None) for one in record.permanencies),
        tasks=tuple(one for one in record.tasks if one.id in own),
        updates=tuple(one for one in record.updates if one.task_id in own or one.said_by == me.id),
        visits=tuple(one for one in record.visits if one.with_person == me.id),
        ties=tuple(one for one in record.ties if one.with_person == me.id),
    )
