"""Topics that come late or are more than somebody's two: talked about if time is left, or let in (A5)."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from bot.domain.conference import Conference, Topic
from bot.domain.errors import AnswersNotUnderstood, NotNow
from bot.services.acting import Acting, OnCase
from bot.services.agenda.agenda import to_change
from bot.services.agenda.first_to_see import family

# As many are asked of each person (A1).
OWN_TOPICS = 2


def place_of_new(on: OnCase, conference: Conference, named_by: str | None = None) -> dict[str, Any]:
    """Where a new topic belongs: with the others, or where time is left. `named_by`: by that person alone."""
    late = conference.agenda_sent_at is not None
    return {"late": late, "if_time": late or _has_enough(on, conference, named_by)}


def let_in(acting: Acting, topic_id: str, family_yes: Iterable[str]) -> str:
    """Who leads and somebody of the family say that a topic has its place; returns the conference's id.

    Raises AnswersNotUnderstood unless whoever said yes is of the family.
    """
    with acting.on_case("agenda.arrange", acting.case_of(Topic, topic_id)) as on:
        topic = on.work.get(Topic, topic_id)
        to_change(on, topic.conference_id)
        said_yes = tuple(family_yes)
        if not said_yes or not {one.id for one in family(on)}.issuperset(said_yes):
            raise AnswersNotUnderstood({"family_yes": "not_of_family"})
        if not (topic.stands and topic.if_time):
            raise NotNow("topic_has_place")
        on.work.replace(replace(topic, if_time=False, family_yes=said_yes, let_in_by=acting.user))
        return topic.conference_id


def _has_enough(on: OnCase, conference: Conference, person_id: str | None) -> bool:
    if person_id is None:
        return False
    named = on.work.find(Topic, conference_id=conference.id, from_person=person_id)
    return sum(one.stands for one in named) >= OWN_TOPICS
