"""Who said what to talk about, who was asked, and who wished to be asked later: what the calls go by."""

from collections.abc import Iterable
from datetime import date

from bot.domain.agenda import TopicsAsked
from bot.domain.conference import ON_THE_WAY, Topic
from bot.domain.delivery import Answer, Outgoing
from bot.domain.people import Person
from bot.domain.record import CaseRecord
from bot.domain.topic_calls import CallsSoFar, Of
from bot.flows.agenda_topics import AGENDA_TOPICS
from bot.flows.values import load
from bot.services.acting import OnCase
from bot.services.ports import UnitOfWork

# The conversation in which somebody's wish to be asked later is kept, beside their answers.
LATER = f"{AGENDA_TOPICS.name}:later"
ASKED_BY_HAND, BY_ITSELF = "ask_topics", "reminder:topics"
ASKING = (ASKED_BY_HAND, BY_ITSELF)


def calls_so_far(work: UnitOfWork, record: CaseRecord) -> CallsSoFar:
    """What is known of the conferences that are on their way."""
    coming = tuple(one.id for one in record.conferences if one.state in ON_THE_WAY)
    if not coming:
        return CallsSoFar()
    users = _by_account(one for one in record.people if one.left_on is None)
    rows = work.find(Outgoing, case_id=record.case.id, message=ASKED_BY_HAND)
    wished = work.find(Answer, conversation=LATER, subject_id=coming)
    return CallsSoFar(
        answered=_answered(work, coming, users),
        asked=frozenset((row.subject_id, row.person_id) for row in rows if row.person_id),
        later={
            (one.subject_id, users[one.slack_user]): date.fromisoformat(str(load(one.value)["value"]))
            for one in wished
            if one.slack_user in users
        },
    )


def who_answered(on: OnCase, conference_id: str) -> frozenset[str]:
    """The ids of those who named a topic, skipped the question, or said that they have none."""
    found = _answered(on.work, (conference_id,), _by_account(on.people.values()))
    return frozenset(person_id for _, person_id in found)


def _answered(work: UnitOfWork, conferences: tuple[str, ...], users: dict[str, str]) -> frozenset[Of]:
    named = work.find(Topic, conference_id=conferences)
    by_themselves = work.find(Answer, conversation=AGENDA_TOPICS.name, subject_id=conferences)
    by_staff = work.find(TopicsAsked, conference_id=conferences)
    return frozenset(
        (
            *((one.conference_id, one.from_person) for one in named if one.from_person),
            *((one.subject_id, users[one.slack_user]) for one in by_themselves if one.slack_user in users),
            *((one.conference_id, one.person_id) for one in by_staff),
        )
    )


def _by_account(people: Iterable[Person]) -> dict[str, str]:
    return {one.slack_user: one.id for one in people if one.slack_user}
