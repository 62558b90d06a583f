"""The agenda while the conference runs: a topic is taken up, done, skipped with a reason, or parked."""

from dataclasses import replace

from bot.domain.conference import Topic
from bot.domain.course import Happened
from bot.domain.errors import NotNow
from bot.services.acting import Acting, OnCase
from bot.services.meeting.ahead import look_ahead
from bot.services.meeting.cards import send_card
from bot.services.meeting.course import course_now, note, running


def take_up(acting: Acting, topic_id: str) -> str:
    """Talk about this topic now, also once more, or one that was parked; returns the conference's id."""
    with acting.on_case("conference.hold", acting.case_of(Topic, topic_id)) as on:
        topic = _at_hand(on, topic_id)
        course = course_now(on.work, topic.conference_id)
        if course.topic != topic_id:
            if course.topic:
                note(on, topic.conference_id, Happened.TOPIC_DONE, course.topic)
            _stand_again(on, topic)
            note(on, topic.conference_id, Happened.TOPIC, topic_id)
            _after(on, topic.conference_id)
        return topic.conference_id


def done(acting: Acting, topic_id: str) -> str:
    """This topic was talked about; twice changes nothing. Returns the conference's id."""
    return _ends(acting, topic_id, Happened.TOPIC_DONE, None)


def skip(acting: Acting, topic_id: str, why: str) -> str:
    """Not this time, and why: it comes to the next agenda. Returns the conference's id."""
    return _ends(acting, topic_id, Happened.TOPIC_SKIPPED, why)


def park(acting: Acting, topic_id: str) -> str:
    """Keep it for another time, with one tap; it comes to the next agenda. Returns the conference's id."""
    with acting.on_case("conference.hold", acting.case_of(Topic, topic_id)) as on:
        topic = _at_hand(on, topic_id)
        if not topic.parked:
            on.work.replace(replace(topic, parked=True), why="parked_in_the_meeting")
            note(on, topic.conference_id, Happened.TOPIC_PARKED, topic_id)
            _after(on, topic.conference_id)
        return topic.conference_id


def at_hand(acting: Acting, topic_id: str) -> Topic:
    """The topic, for who leads: before a hard one comes its cue card. Raises NotNow, NotAllowed."""
    with acting.looking("conference.hold", acting.case_of(Topic, topic_id)) as on:
        return _at_hand(on, topic_id)


def _ends(acting: Acting, topic_id: str, what: Happened, why: str | None) -> str:
    with acting.on_case("conference.hold", acting.case_of(Topic, topic_id)) as on:
        topic = _at_hand(on, topic_id)
        course = course_now(on.work, topic.conference_id)
        if topic_id not in (course.done if what is Happened.TOPIC_DONE else course.skipped):
            note(on, topic.conference_id, what, topic_id, why)
            _after(on, topic.conference_id)
        return topic.conference_id


def _at_hand(on: OnCase, topic_id: str) -> Topic:
    """The topic of a conference that runs. Raises NotNow, also where it was taken off the agenda."""
    topic = on.work.get(Topic, topic_id)
    running(on, topic.conference_id)
    if not topic.stands and not topic.parked:
        raise NotNow("topic_set_aside")
    return topic


def _stand_again(on: OnCase, topic: Topic) -> None:
    if topic.parked:
        on.work.replace(replace(topic, parked=False, why_aside=None))


def _after(on: OnCase, conference_id: str) -> None:
    """The card tells whether something hard comes next, and nothing else of a topic."""
    send_card(on, conference_id)
    look_ahead(on, running(on, conference_id))
