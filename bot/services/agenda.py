"""The agenda: topics from everyone, put in order and timed by the facilitator, seen by each person alone."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

from bot.domain.conference import AgendaSeen, Conference, ConferenceState, Topic
from bot.domain.delivery import Outgoing
from bot.domain.errors import NotAllowed, NotNow
from bot.services.acting import Acting, OnCase
from bot.services.outgoing import direct
from bot.services.scheduling import conference_of


def ask_for_topics(acting: Acting, conference_id: str) -> int:
    """Ask each person of the team with Slack for topics, in a DM; returns how many are asked."""
    with acting.on_case("agenda.arrange", conference_of(acting, conference_id).case_id) as on:
        still_open(on, conference_id)
        asked = [one for one in on.people.values() if one.slack_user and one.on_team]
        for person in asked:
            key = f"topics:{conference_id}:{person.id}"
            on.work.send(direct(on, person, "ask_topics", conference_id, key))
        return len(asked)


def add_topic(acting: Acting, conference_id: str, values: Mapping[str, Any]) -> str:
    """The facilitator adds a topic, their own or for somebody, and may place and time it at once."""
    with acting.on_case("agenda.arrange", conference_of(acting, conference_id).case_id) as on:
        still_open(on, conference_id)
        return on.keep(Topic, conference_id=conference_id, entered_by=acting.user, **values).id


def arrange_topic(acting: Acting, topic_id: str, values: Mapping[str, Any], version: int) -> str:
    """Word, order, time, lead or park one topic; returns the conference's id."""
    with acting.agency.units(acting.workspace_id, acting.user) as work:
        case_id = work.get(Topic, topic_id).case_id
    with acting.on_case("agenda.arrange", case_id) as on:
        topic = on.work.get(Topic, topic_id)
        still_open(on, topic.conference_id)
        on.work.replace(replace(topic, version=version, **values))
        return topic.conference_id


def send_agenda(acting: Acting, conference_id: str) -> None:
    """Everyone with Slack gets the agenda by DM; never into a channel. Raises NotNow while it is empty."""
    with acting.on_case("agenda.arrange", conference_of(acting, conference_id).case_id) as on:
        conference = still_open(on, conference_id)
        topics = on.work.find(Topic, conference_id=conference_id, parked=False)
        if not topics:
            raise NotNow("agenda_empty")
        slot = _as_it_stands(topics)
        keys = {
            one: f"agenda:{conference_id}:{one.id}:{slot}" for one in on.people.values() if one.slack_user
        }
        new = {one: key for one, key in keys.items() if on.work.first(Outgoing, key=key) is None}
        if not new:
            return  # asked again: everybody has it as it stands, and the day on which they got it stays
        on.work.replace(replace(conference, agenda_sent_at=on.work.now))
        for person, key in new.items():
            on.work.send(direct(on, person, "agenda", conference_id, key))


def seen(acting: Acting, conference_id: str, person_id: str | None = None, how: str = "tap") -> None:
    """Somebody has seen the agenda: they tapped, or staff told or showed it to them."""
    action = "agenda.arrange" if person_id else "agenda.look"
    with acting.on_case(action, conference_of(acting, conference_id).case_id) as on:
        about = person_id or (on.me.id if on.me else None)
        if about is None:
            raise NotAllowed("agenda_look")
        if on.work.first(AgendaSeen, conference_id=conference_id, person_id=about):
            return
        on.keep(
            AgendaSeen,
            conference_id=conference_id,
            person_id=on.person(about).id,
            seen_on=on.today,
            how=how,
            entered_by=acting.user,
        )


def in_order(topics: tuple[Topic, ...]) -> list[Topic]:
    """The topics as they will be taken: placed ones by place, then the rest in the order they came."""
    standing = [topic for topic in topics if not topic.parked]
    return sorted(standing, key=lambda topic: (topic.position is None, topic.position or 0))


def _as_it_stands(topics: tuple[Topic, ...]) -> str:
    """The same for the same agenda: sent twice it goes out once, changed it goes out again."""
    parts = sorted(f"{topic.id}:{topic.version}" for topic in topics)
    return sha256("+".join(parts).encode()).hexdigest()[:16]


def still_open(on: OnCase, conference_id: str) -> Conference:
    """The conference, planned or running. Raises NotNow when it is over or called off."""
    conference = on.work.get(Conference, conference_id)
    if conference.state not in (ConferenceState.PLANNED, ConferenceState.OPEN):
        raise NotNow(f"conference_{conference.state}")
    return conference
