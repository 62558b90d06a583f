"""What one person named for the agenda: theirs to look at, to add to, to change and to take back."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.domain.conference import Conference, Topic
from bot.domain.delivery import Outgoing, Sending
from bot.domain.errors import NotAllowed, NotNow
from bot.services.acting import Acting, OnCase
from bot.services.agenda.agenda import to_change
from bot.services.agenda.calls import ASKING
from bot.services.agenda.late_topics import place_of_new
from bot.services.calling.scheduling import conference_of


def named(acting: Acting, conference_id: str) -> tuple[Topic, ...]:
    """Everything that this person asked to talk about, also what was set aside since."""
    with acting.looking("agenda.suggest", conference_of(acting, conference_id).case_id) as on:
        return on.work.find(Topic, conference_id=conference_id, from_person=on.me.id) if on.me else ()


def add(acting: Acting, conference_id: str, values: Mapping[str, Any]) -> str:
    """One more topic, beyond the first two for the time that is left; returns its id."""
    with acting.on_case("agenda.suggest", conference_of(acting, conference_id).case_id) as on:
        to_change(on, conference_id)
        if on.me is None:
            raise NotAllowed("agenda_suggest")
        return keep_own(on, on.me.id, conference_id, values).id


def keep_own(on: OnCase, me: str, conference_id: str, values: Mapping[str, Any]) -> Topic:
    """A topic that somebody named themself, with their wish for time."""
    place = place_of_new(on, on.work.get(Conference, conference_id), me)
    facts = {"wish_minutes": values.get("minutes"), **place, **values}
    named = {"entered_by": on.work.actor, "from_person": me}
    return on.keep(Topic, conference_id=conference_id, **named, **facts)


def change(acting: Acting, topic_id: str, values: Mapping[str, Any], version: int) -> str:
    """Other words, another wish for time, or whether others read whose it is; returns the conference's id.

    The time that whoever leads gave it stays.
    """
    with acting.on_case("agenda.suggest", acting.case_of(Topic, topic_id)) as on:
        topic = _mine(on, topic_id)
        if not topic.stands:
            raise NotNow("topic_set_aside")
        on.work.replace(wished(replace(topic, version=version), values))
        return topic.conference_id


def wished(topic: Topic, values: Mapping[str, Any]) -> Topic:
    """The topic as its author wants it now. Their wish is its time until whoever leads gives it another."""
    wish = values.get("minutes", topic.wish_minutes)
    minutes = wish if topic.minutes == topic.wish_minutes else topic.minutes
    return replace(topic, **{**values, "wish_minutes": wish, "minutes": minutes})


def take_back(acting: Acting, topic_id: str) -> str:
    """One's own topic leaves the agenda; what was said stays in the record. Returns the conference's id."""
    with acting.on_case("agenda.suggest", acting.case_of(Topic, topic_id)) as on:
        topic = _mine(on, topic_id)
        if topic.stands:
            on.work.replace(replace(topic, taken_out=True))
        return topic.conference_id


def name_again(acting: Acting, topic_id: str) -> str:
    """Undo that one took one's topic back. Returns the conference's id."""
    with acting.on_case("agenda.suggest", acting.case_of(Topic, topic_id)) as on:
        topic = _mine(on, topic_id)
        if not is_taken_back(topic):
            raise NotNow("topic_set_aside")
        on.work.replace(replace(topic, taken_out=False))
        return topic.conference_id


def is_taken_back(topic: Topic) -> bool:
    """Whether its author took it back; whoever leads gives a reason."""
    return topic.taken_out and topic.why_aside is None


def is_theirs(on: OnCase, topic: Topic) -> bool:
    """Whether this person named the topic."""
    return on.me is not None and topic.from_person == on.me.id


def where_asked(acting: Acting, conference_id: str) -> tuple[str, str] | None:
    """Channel and ts of the newest message that asks this person for topics, once it has gone out."""
    with acting.looking("agenda.suggest", conference_of(acting, conference_id).case_id) as on:
        about = {"case_id": on.case.id, "to": acting.user, "subject_id": conference_id}
        sent = on.work.find(Outgoing, message=ASKING, state=Sending.SENT, **about)
        newest = max(sent, key=lambda one: one.sent_at or one.due_at, default=None)
        return (newest.channel_id, newest.ts) if newest and newest.channel_id and newest.ts else None


def _mine(on: OnCase, topic_id: str) -> Topic:
    topic = on.work.get(Topic, topic_id)
    to_change(on, topic.conference_id)
    if not is_theirs(on, topic):
        raise NotAllowed("agenda_suggest")
    return topic
