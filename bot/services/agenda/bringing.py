"""A topic of an earlier conference comes to a new one: what it says, whose it is, and who may not meet it."""

from collections.abc import Iterable, Sequence

from bot.domain.agenda import StandingTopic
from bot.domain.conference import Conference, Topic
from bot.domain.parting import is_for
from bot.services.acting import OnCase


def bring(on: OnCase, conference_id: str, topic: Topic) -> Topic:
    """The same topic on another agenda, its author's as before; `carried_from` leads to its history."""
    return on.keep(
        Topic,
        conference_id=conference_id,
        words=topic.words,
        entered_by=on.work.actor,
        from_person=topic.from_person,
        author_shown=topic.author_shown,
        wish_minutes=topic.wish_minutes,
        minutes=topic.minutes,
        hard=topic.hard,
        carried_from=topic.id,
    )


def may_come(on: OnCase, conference: Conference, topic: Topic) -> bool:
    """Whether its author is still of the case and asked to this conference, and nobody learns of it anew.

    None comes to whoever was left out when it was named.
    """
    named_at = on.work.get(Conference, topic.conference_id)
    author = topic.from_person
    known_to_all = set(named_at.left_out) <= set(conference.left_out)
    return known_to_all and (author is None or (author in on.people and is_for(conference, author)))


def bring_standing(on: OnCase, conference: Conference) -> None:
    """What stands every time comes to a conference that was just planned, as it was worded last."""
    standing = on.work.find(StandingTopic, case_id=on.case.id, ended_on=None)
    every = on.work.find(Topic, case_id=on.case.id) if standing else ()
    for one in standing:
        known = [topic for topic in line_of(one.topic_id, every) if may_come(on, conference, topic)]
        # Whoever took their own topic back has said that it does not come again.
        if known and not (known[-1].taken_out and known[-1].why_aside is None):
            bring(on, conference.id, known[-1])


def line_of(first: str, topics: Sequence[Topic]) -> list[Topic]:
    """A topic and all that came of it at later conferences, oldest first; `topics` are all of the case."""
    found = {first}
    for one in topics:  # oldest first, so whatever came of something stands behind it
        if one.carried_from in found:
            found.add(one.id)
    return [one for one in topics if one.id in found]


def first_of(topic: Topic, topics: Iterable[Topic]) -> str:
    """The id of the topic with which its line began."""
    by_id = {one.id: one for one in topics}
    while topic.carried_from in by_id:
        topic = by_id[topic.carried_from]
    return topic.id
