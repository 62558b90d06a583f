"""The agenda: topics from everyone, put in order, timed and set aside by whoever leads."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.domain.conference import ON_THE_WAY, Conference, Topic
from bot.domain.errors import AnswersNotUnderstood, NotNow
from bot.domain.parting import is_for
from bot.services.acting import Acting, OnCase
from bot.services.agenda.calls import who_answered
from bot.services.agenda.late_changes import tell_who_saw
from bot.services.calling.scheduling import conference_of
from bot.services.calling.sittings import must_be_theirs
from bot.services.delivery.outgoing import direct
from bot.services.people.safe_ways import kept_from_slack

# What is known of a topic that was settled beforehand.
SETTLED = ("what_was_settled", "settled_by")
MINUTES_AT_A_TAP, MOST_MINUTES = 5, 240


def ask_for_topics(acting: Acting, conference_id: str) -> int:
    """Ask each person of the team with Slack who has not answered, in a DM; returns how many are asked."""
    with acting.on_case("agenda.arrange", conference_of(acting, conference_id).case_id) as on:
        conference = still_open(on, conference_id)
        team = (one for one in on.people.values() if one.slack_user and one.on_team)
        answered = who_answered(on, conference_id)
        asked = [one for one in team if is_for(conference, one.id) and one.id not in answered]
        for person in asked:
            key = f"topics:{conference_id}:{person.id}"
            on.work.send(direct(on, person, "ask_topics", conference_id, key))
        return len(asked)


def add_topic(acting: Acting, conference_id: str, values: Mapping[str, Any]) -> str:
    """The facilitator adds a topic, their own or for somebody, and may place and time it at once.

    One that comes after the agenda went out is talked about if time is left.
    """
    with acting.on_case("agenda.arrange", conference_of(acting, conference_id).case_id) as on:
        late = to_change(on, conference_id).agenda_sent_at is not None
        wish = values.get("minutes") if values.get("from_person") else None
        facts = {"wish_minutes": wish, "late": late, "if_time": late, **values}
        return on.keep(Topic, conference_id=conference_id, entered_by=acting.user, **facts).id


def arrange_topic(acting: Acting, topic_id: str, values: Mapping[str, Any], version: int) -> str:
    """Word, order, time or lead of one topic; returns the conference's id."""
    with acting.on_case("agenda.arrange", acting.case_of(Topic, topic_id)) as on:
        topic = on.work.get(Topic, topic_id)
        to_change(on, topic.conference_id)
        on.work.replace(replace(topic, version=version, **values))
        return topic.conference_id


def move_topic(acting: Acting, topic_id: str, step: int) -> str:
    """One place up (-1) or down (1); every topic then has a place. Returns the conference's id.

    What is talked about if time is left stays behind the others.
    """
    with acting.on_case("agenda.arrange", acting.case_of(Topic, topic_id)) as on:
        topic = on.work.get(Topic, topic_id)
        to_change(on, topic.conference_id)
        order = in_order(on.work.find(Topic, conference_id=topic.conference_id))
        here = next((place for place, one in enumerate(order) if one.id == topic_id), len(order))
        there = here + step
        # What was set aside meanwhile has no place to leave.
        if max(here, there) < len(order) and there >= 0 and order[there].if_time == topic.if_time:
            order[here], order[there] = order[there], order[here]
        for place, one in enumerate(order, start=1):
            if one.position != place:
                on.work.replace(replace(one, position=place))
        return topic.conference_id


def retime_topic(acting: Acting, topic_id: str, step: int) -> str:
    """So many minutes more or less, at least MINUTES_AT_A_TAP; returns the conference's id."""
    with acting.on_case("agenda.arrange", acting.case_of(Topic, topic_id)) as on:
        topic = on.work.get(Topic, topic_id)
        to_change(on, topic.conference_id)
        minutes = min(max((topic.minutes or 0) + step, MINUTES_AT_A_TAP), MOST_MINUTES)
        if minutes != topic.minutes:
            on.work.replace(replace(topic, minutes=minutes))
        return topic.conference_id


def set_topic_aside(acting: Acting, topic_id: str, values: Mapping[str, Any], version: int) -> str:
    """Keep a topic for another time, put it with another, note it as settled, or take it out.

    Its author is told why. Returns how they hear of it: "dm", "staff" must tell them, or "" where it
    is the asker's own. Raises AnswersNotUnderstood when it cannot be put into that other one.
    """
    with acting.on_case("agenda.arrange", acting.case_of(Topic, topic_id)) as on:
        topic = on.work.get(Topic, topic_id)
        to_change(on, topic.conference_id)
        how, into = values["how"], values.get("into") if values["how"] == "merged" else None
        if how == "merged":
            _can_take(on, topic, into)
        settled: dict[str, Any] = {one: values.get(one) if how == "settled" else None for one in SETTLED}
        on.work.replace(
            replace(
                topic,
                version=version,
                parked=how == "parked",
                taken_out=how == "taken_out",
                settled=how == "settled",
                merged_into=into,
                why_aside=values.get("why"),
                **settled,
            )
        )
        return _tell_authors(on, topic)


def put_topic_back(acting: Acting, topic_id: str) -> str:
    """Undo that a topic was set aside; returns the conference's id."""
    with acting.on_case("agenda.arrange", acting.case_of(Topic, topic_id)) as on:
        topic = on.work.get(Topic, topic_id)
        to_change(on, topic.conference_id)
        nothing: dict[str, Any] = dict.fromkeys(("merged_into", "why_aside", *SETTLED))
        on.work.replace(replace(topic, parked=False, taken_out=False, settled=False, **nothing))
        return topic.conference_id


def _can_take(on: OnCase, topic: Topic, into: str | None) -> None:
    """Only a topic that stands on the same agenda, and that is not part of this one."""
    others = in_order(on.work.find(Topic, conference_id=topic.conference_id))
    if into not in {one.id for one in others} - {topic.id}:
        raise AnswersNotUnderstood({"into": "another_topic"})


def _tell_authors(on: OnCase, topic: Topic) -> str:
    """Its author, and those of what was put together with it; "staff" where one of them has no Slack."""
    others = on.work.find(Topic, conference_id=topic.conference_id, merged_into=topic.id)
    ways = {_tell_author(on, one, topic.version) for one in (topic, *others)}
    return next((way for way in ("staff", "dm") if way in ways), "")


def _tell_author(on: OnCase, topic: Topic, change: int) -> str:
    author = on.people.get(topic.from_person or "")
    if author is None or author.slack_user == on.work.actor:
        return ""
    if author.slack_user is None or author.id in kept_from_slack(on.work, on.case.id):
        return "staff"
    key = f"aside:{topic.id}:{change}"
    on.work.send(direct(on, author, "topic_aside", topic.conference_id, key))
    return "dm"


def in_order(topics: Iterable[Topic]) -> list[Topic]:
    """The topics as they will be taken: placed ones by place, then the rest in the order they came.

    At the end what is talked about if time is left.
    """
    standing = [topic for topic in topics if topic.stands]
    return sorted(standing, key=lambda topic: (topic.if_time, topic.position is None, topic.position or 0))


def minutes_of(topics: Iterable[Topic]) -> int:
    """How long the topics take that have their place; what waits for time left takes none."""
    return sum(topic.minutes or 0 for topic in topics if not topic.if_time)


def fit(acting: Acting, conference_id: str) -> dict[str, int]:
    """How the minutes of the topics fit into the time that is planned, for who arranges them."""
    with acting.looking("agenda.arrange", conference_of(acting, conference_id).case_id) as on:
        conference = on.work.get(Conference, conference_id)
        topics = in_order(on.work.find(Topic, conference_id=conference_id))
        return {"minutes": minutes_of(topics), "planned": planned_minutes(conference)}


def planned_minutes(conference: Conference) -> int:
    """How long the meeting is planned to be."""
    return int((conference.ends_at - conference.starts_at).total_seconds() // 60)


def wordings(topic: Topic, topics: Sequence[Topic]) -> tuple[str, ...]:
    """Its own words, then those of the topics that were put together with it."""
    with_it = (one for one in topics if one.merged_into == topic.id)
    return (topic.words, *(words for one in with_it for words in wordings(one, topics)))


def still_open(on: OnCase, conference_id: str) -> Conference:
    """The conference, planned or running. Raises NotNow when it is over or called off."""
    conference = must_be_theirs(on, on.work.get(Conference, conference_id))
    if conference.state not in ON_THE_WAY:
        raise NotNow(f"conference_{conference.state}")
    return conference


def to_change(on: OnCase, conference_id: str) -> Conference:
    """The conference whose agenda is changed now; once it went out, whoever saw it hears of the change."""
    conference = still_open(on, conference_id)
    tell_who_saw(on, conference)
    return conference
