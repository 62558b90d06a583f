"""The private view of who leads: where the conference stands, what comes, who asks for something."""

from dataclasses import dataclass

from bot.domain.conference import Conference, Topic
from bot.domain.course import Course, Moment, Signal
from bot.domain.errors import NotNow
from bot.domain.people import Person
from bot.domain.profile import Stage
from bot.services.acting import Acting
from bot.services.agenda.agenda import in_order
from bot.services.calling.scheduling import conference_of
from bot.services.meeting.ahead import Ahead, ahead_of, stage_beside
from bot.services.meeting.course import course_now
from bot.services.meeting.signals import standing_signals
from bot.services.meeting.who_runs import is_run_by_me


@dataclass(frozen=True, kw_only=True)
class Running:
    """Everything that the view shows; topics in order, those that were parked in the meeting at the end.

    `signals` are for whoever `hears` them: people were told that the facilitator alone does.
    """

    conference: Conference
    stages: tuple[Stage, ...]
    topics: tuple[Topic, ...]
    named: tuple[Topic, ...]
    course: Course
    back: Stage | None
    ahead: Ahead
    hears: bool
    signals: tuple[Signal, ...]
    people: dict[str, Person]
    minutes_left: int
    hard_stages: frozenset[str]


def look(acting: Acting, conference_id: str) -> Running:
    """For who leads. Raises NotAllowed, and NotNow before the start."""
    with acting.looking("conference.hold", conference_of(acting, conference_id).case_id) as on:
        conference = on.work.get(Conference, conference_id)
        if not conference.begun:
            raise NotNow(f"conference_{conference.state}")
        named = on.work.find(Topic, conference_id=conference_id)
        hears = is_run_by_me(on)
        stages, course = on.profile.stages_of(conference.kind), course_now(on.work, conference_id)
        return Running(
            conference=conference,
            stages=stages,
            topics=(*in_order(named), *(one for one in named if one.parked)),
            named=named,
            course=course,
            back=stage_beside(stages, conference.stage, course, -1),
            ahead=ahead_of(on.work, on.profile, conference),
            hears=hears,
            signals=standing_signals(on.work, conference_id) if hears else (),
            people=dict(on.people),
            minutes_left=int((conference.ends_at - on.work.now).total_seconds() // 60),
            hard_stages=frozenset(one.id for one in on.profile.hard_stages),
        )


def moments(acting: Acting, conference_id: str) -> tuple[tuple[Moment, str, str], ...]:
    """How it went, moment by moment: each with the name of who pressed, and the words of its topic."""
    with acting.looking("conference.hold", conference_of(acting, conference_id).case_id) as on:
        names = {one.slack_user: one.name for one in on.people.values() if one.slack_user}
        words = {one.id: one.words for one in on.work.find(Topic, conference_id=conference_id)}
        found = on.work.find(Moment, conference_id=conference_id)
        return tuple((one, names.get(one.by, ""), words.get(one.thing, "")) for one in found)
