"""What comes next in a conference: a cue card before something hard, a quiet hint when time runs over."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.domain.conference import Conference, Topic
from bot.domain.course import FAMILY_ALONE, Course
from bot.domain.profile import PracticeProfile, Stage
from bot.services.acting import OnCase
from bot.services.agenda.agenda import in_order
from bot.services.delivery.outgoing import direct
from bot.services.meeting.course import course_now
from bot.services.meeting.who_runs import tell_who_leads, who_runs
from bot.services.ports import UnitOfWork

OVERRUN = "overrun"
# A hint that comes so late helps nobody, and would keep what they do need waiting.
HELPS_FOR = timedelta(minutes=15)


@dataclass(frozen=True)
class Ahead:
    """The stage and the topic that come next, and whether each can be hard; None where nothing comes."""

    stage: Stage | None
    stage_is_hard: bool
    topic: Topic | None

    @property
    def topic_is_hard(self) -> bool:
        """Whether the topic was marked as hard to talk about."""
        return self.topic is not None and self.topic.hard

    @property
    def is_hard(self) -> bool:
        """Whether anything that comes next can be hard."""
        return self.stage_is_hard or self.topic_is_hard


def ahead_of(work: UnitOfWork, profile: PracticeProfile, conference: Conference) -> Ahead:
    """What comes next, by the stages of its kind and by its agenda."""
    course = course_now(work, conference.id)
    stage = stage_beside(profile.stages_of(conference.kind), conference.stage, course, 1)
    topics = work.find(Topic, conference_id=conference.id)
    return Ahead(stage, is_hard_stage(profile, stage.id if stage else ""), next_topic(topics, course))


def is_hard_stage(profile: PracticeProfile, stage: str) -> bool:
    """Whether a stage can be hard, by the profile."""
    return any(one.id == stage for one in profile.hard_stages)


def stage_beside(stages: Sequence[Stage], here: str | None, course: Course, step: int) -> Stage | None:
    """The next stage (`step` 1) or the one before (-1) that was not skipped."""
    names = [one.id for one in stages]
    if here not in names:
        return None
    place = names.index(here)
    way = stages[place + 1 :] if step > 0 else stages[:place][::-1]
    return next((one for one in way if one.id not in course.skipped), None)


def next_topic(topics: Iterable[Topic], course: Course) -> Topic | None:
    """The first topic in order that was neither talked about nor skipped."""
    over = {*course.done, *course.skipped, course.topic}
    return next((one for one in in_order(topics) if one.id not in over), None)


def look_ahead(on: OnCase, conference: Conference) -> None:
    """After each step: a cue card to who leads before something hard, once for each; a hint for later."""
    coming = ahead_of(on.work, on.profile, conference)
    if coming.stage_is_hard and coming.stage:
        tell_who_leads(on, "cue_card", conference.id, f"{conference.id}:{coming.stage.id}")
    if coming.topic_is_hard and coming.topic:
        tell_who_leads(on, "cue_card", conference.id, f"{conference.id}:{coming.topic.id}")


def hint_when_over(on: OnCase, conference: Conference) -> None:
    """Who runs it hears once, when the stage has taken the time that was planned for it."""
    stage = next((one for one in on.profile.stages_of(conference.kind) if one.id == conference.stage), None)
    if stage is None or stage.id == FAMILY_ALONE:
        return
    used = course_now(on.work, conference.id).stages.get(stage.id, timedelta())
    due = on.work.now + max(timedelta(minutes=stage.minutes) - used, timedelta())
    for person in who_runs(on):
        key = f"{OVERRUN}:{conference.id}:{stage.id}:{person.id}"
        hint = direct(on, person, f"{OVERRUN}:{stage.id}", conference.id, key)
        on.work.send(replace(hint, due_at=due, expires_at=due + HELPS_FOR))
