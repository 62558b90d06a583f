"""A topic that stands every time: it comes to each next agenda by itself, until who leads ends it."""

from dataclasses import replace

from bot.domain.agenda import StandingTopic
from bot.domain.conference import Topic
from bot.domain.errors import NotNow
from bot.services.acting import Acting, OnCase
from bot.services.agenda.bringing import first_of


def stand(acting: Acting, topic_id: str) -> str:
    """From now on the topic comes to each conference that is planned; said again it changes nothing.

    Returns the id of what stands.
    """
    with acting.on_case("agenda.arrange", acting.case_of(Topic, topic_id)) as on:
        topic = on.work.get(Topic, topic_id)
        known = standing_of(on, topic)
        if known is not None:
            return known.id
        first = first_of(topic, on.work.find(Topic, case_id=on.case.id))
        return on.keep(StandingTopic, topic_id=first, since=on.today, entered_by=acting.user).id


def end(acting: Acting, standing_id: str, why: str, version: int) -> None:
    """It comes to no further conference; where it is on an agenda it stays. Raises NotNow when it ended."""
    with acting.on_case("agenda.arrange", acting.case_of(StandingTopic, standing_id)) as on:
        standing = on.work.get(StandingTopic, standing_id)
        if standing.ended_on is not None:
            raise NotNow("standing_topic_ended")
        over = replace(standing, version=version, ended_on=on.today, ended_by=acting.user, why_ended=why)
        on.work.replace(over)


def standing_of(on: OnCase, topic: Topic) -> StandingTopic | None:
    """That a topic stands every time, where it does."""
    first = first_of(topic, on.work.find(Topic, case_id=on.case.id))
    return on.work.first(StandingTopic, case_id=on.case.id, topic_id=first, ended_on=None)
