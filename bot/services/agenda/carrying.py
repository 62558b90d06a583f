"""What the last conference left open comes to the next agenda: kept for another time, or out of time."""

from bot.domain.conference import Conference, ConferenceState, Topic
from bot.domain.course import Course
from bot.services.acting import Acting, OnCase
from bot.services.agenda.agenda import to_change
from bot.services.agenda.bringing import bring, may_come
from bot.services.calling.scheduling import conference_of
from bot.services.meeting.course import course_now


def carry_over(acting: Acting, conference_id: str) -> int:
    """Each topic that was left comes once, its author's as before; `carried_from` leads to its history.

    Returns how many came.
    """
    with acting.on_case("agenda.arrange", conference_of(acting, conference_id).case_id) as on:
        left = left_over(on, to_change(on, conference_id))
        for topic in left:
            bring(on, conference_id, topic)
        return len(left)


def any_left(acting: Acting, conference_id: str) -> bool:
    """Whether there is something to bring over, for who arranges the agenda."""
    with acting.looking("agenda.arrange", conference_of(acting, conference_id).case_id) as on:
        return bool(left_over(on, on.work.get(Conference, conference_id)))


def left_over(on: OnCase, conference: Conference) -> list[Topic]:
    """The topics of the last conference held that were kept for another time, left out, or waited for time.

    What was talked about does not come again. None comes to whoever was left out when it was named.
    """
    held = on.work.find(Conference, case_id=on.case.id, state=ConferenceState.ENDED, formal=True)
    last = max(held, key=lambda one: one.ended_at or one.ends_at, default=None)
    if last is None:
        return []
    here = {one.carried_from for one in on.work.find(Topic, conference_id=conference.id)}
    named = on.work.find(Topic, conference_id=last.id)
    course = course_now(on.work, last.id)
    left = [one for one in named if one.parked or (one.stands and was_left(one, course))]
    return [one for one in left if one.id not in here and may_come(on, conference, one)]


def was_left(topic: Topic, course: Course) -> bool:
    """Whether a conference did not come to a topic: it was left out, or there was no time for it."""
    talked_about = topic.id in course.topics and topic.id not in course.skipped
    return topic.id in course.skipped or (topic.if_time and not talked_about)
