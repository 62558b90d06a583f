"""What the last conference left open comes to the next agenda: kept for another time, or out of time."""

from bot.domain.conference import Conference, ConferenceState, Topic
from bot.domain.course import Course
from bot.domain.parting import is_for
from bot.services.acting import Acting, OnCase
from bot.services.agenda.agenda import to_change
from bot.services.meeting.course import course_now
from bot.services.meeting.scheduling import conference_of


def carry_over(acting: Acting, conference_id: str) -> int:
    """Each topic that was left comes once, its author's as before; `carried_from` leads to its history.

    Returns how many came.
    """
    with acting.on_case("agenda.arrange", conference_of(acting, conference_id).case_id) as on:
        left = left_over(on, to_change(on, conference_id))
        for topic in left:
            on.keep(
                Topic,
                conference_id=conference_id,
                words=topic.words,
                entered_by=acting.user,
                from_person=topic.from_person,
                author_shown=topic.author_shown,
                wish_minutes=topic.wish_minutes,
                minutes=topic.minutes,
                hard=topic.hard,
                carried_from=topic.id,
            )
        return len(left)


def any_left(acting: Acting, conference_id: str) -> bool:
    """Whether there is something to bring over, for who arranges the agenda."""
    with acting.looking("agenda.arrange", conference_of(acting, conference_id).case_id) as on:
        return bool(left_over(on, on.work.get(Conference, conference_id)))


def left_over(on: OnCase, conference: Conference) -> list[Topic]:
    """The topics of the last conference held that were kept for another time, left out, or waited for time.

    What was talked about does not come again. None comes to whoever was left out when it was named.
    """
    held = on.work.find(Conference, case_id=on.case.id, state=ConferenceState.ENDED)
    last = max(held, key=lambda one: one.ended_at or one.ends_at, default=None)
    if last is None or not set(last.left_out) <= set(conference.left_out):
        return []
    here = {one.carried_from for one in on.work.find(Topic, conference_id=conference.id)}
    named = on.work.find(Topic, conference_id=last.id)
    course = course_now(on.work, last.id)
    left = [one for one in named if one.parked or (one.stands and _was_left(one, course))]
    return [one for one in left if one.id not in here and _may_come(on, conference, one)]


def _was_left(topic: Topic, course: Course) -> bool:
    talked_about = topic.id in course.topics and topic.id not in course.skipped
    return topic.id in course.skipped or (topic.if_time and not talked_about)


def _may_come(on: OnCase, conference: Conference, topic: Topic) -> bool:
    """Whether its author is still of the case and asked to this conference."""
    author = topic.from_person
    return author is None or (author in on.people and is_for(conference, author))
