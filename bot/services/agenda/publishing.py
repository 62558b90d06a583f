"""The draft goes to the family first, then the agenda goes to everyone; what went out is kept (A3, A4)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256

from bot.domain.agenda import Publishing
from bot.domain.conference import AgendaSeen, Conference, Topic
from bot.domain.errors import AnswersNotUnderstood, NotNow
from bot.domain.parting import is_for
from bot.domain.people import Person
from bot.services.acting import Acting, OnCase
from bot.services.agenda.agenda import in_order, minutes_of, planned_minutes, still_open
from bot.services.agenda.agenda_paper import coming
from bot.services.agenda.agenda_seen import as_it_stands
from bot.services.agenda.first_to_see import family, not_first
from bot.services.agenda.late_changes import tell_who_saw
from bot.services.calling.scheduling import conference_of
from bot.services.delivery.outgoing import direct
from bot.services.people.safe_ways import kept_from_slack


def show_draft(acting: Acting, conference_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The child and each parent get the draft in a DM; returns their names, and those whom staff show it.

    Raises NotNow while it has no topic.
    """
    with acting.on_case("agenda.arrange", conference_of(acting, conference_id).case_id) as on:
        conference = still_open(on, conference_id)
        topics = _some_topic(on, conference_id)
        kept, by_dm, by_staff = kept_from_slack(on.work, on.case.id), [], []
        slot = _slot(as_it_stands(topics))
        for person in family(on, conference):
            if person.slack_user is None or person.id in kept:
                by_staff.append(person.name)
                continue
            by_dm.append(person.name)
            key = f"draft:{conference_id}:{person.id}:{slot}"
            on.work.send(direct(on, person, "agenda_draft", conference_id, key))
        return tuple(by_dm), tuple(by_staff)


def publish(acting: Acting, conference_id: str, why: str | None = None, all_the_same: bool = False) -> None:
    """Everyone with Slack gets the agenda by DM; never into a channel.

    Those who saw an older one are told that it changed. Raises NotNow while it is empty, and
    AnswersNotUnderstood while somebody of the family has not seen it first, unless `why` says why,
    and where it is longer than the meeting, unless it goes `all_the_same`.
    """
    with acting.on_case("agenda.arrange", conference_of(acting, conference_id).case_id) as on:
        conference = still_open(on, conference_id)
        stands = as_it_stands(_some_topic(on, conference_id))
        before, waiting = last_published(on, conference_id), tuple(one.id for one in _waiting(on, conference))
        if waiting and not why:
            raise AnswersNotUnderstood({"why": "missing"})
        if (over := _minutes_over(on, conference)) and not all_the_same:
            raise AnswersNotUnderstood({"why": "agenda_too_long"}, why={"over": over})
        if before is None or before.topics != stands:
            on.work.replace(replace(conference, agenda_sent_at=on.work.now))
            facts = {"topics": stands, "not_first": waiting, "why": why if waiting else None}
            on.keep(Publishing, conference_id=conference_id, at=on.work.now, entered_by=acting.user, **facts)
            _tell_everyone(on, conference, stands, tell_who_saw(on, conference, at_once=True))
        else:  # asked again: everybody has it as it stands, but for who came since
            seen = on.work.find(AgendaSeen, conference_id=conference_id)
            _tell_everyone(on, conference, stands, {one.person_id for one in seen})


def _tell_everyone(on: OnCase, conference: Conference, stands: tuple[str, ...], told: set[str]) -> None:
    kept = kept_from_slack(on.work, on.case.id) | told
    for person in on.people.values():
        if person.slack_user and person.id not in kept and is_for(conference, person.id):
            key = f"agenda:{conference.id}:{person.id}:{_slot(stands)}"
            on.work.send(direct(on, person, "agenda", conference.id, key))


@dataclass(frozen=True)
class NotYet:
    """What speaks against sending it now: who has not seen it first, by how many minutes it is too long."""

    names: tuple[str, ...] = ()
    over: int = 0


def not_yet(on: OnCase) -> NotYet:
    """The same for the next conference, for the form that asks whether it goes all the same."""
    conference = coming(on.work.find(Conference, case_id=on.case.id))
    if conference is None:
        return NotYet()
    return NotYet(tuple(one.name for one in _waiting(on, conference)), _minutes_over(on, conference))


def _waiting(on: OnCase, conference: Conference) -> list[Person]:
    """Who of the family has not seen the draft; once it went out nobody waits to be the first."""
    went = last_published(on, conference.id) or conference.agenda_sent_at
    return [] if went else not_first(on, conference)


def _minutes_over(on: OnCase, conference: Conference) -> int:
    topics = in_order(on.work.find(Topic, conference_id=conference.id))
    return max(0, minutes_of(topics) - planned_minutes(conference))


def last_published(on: OnCase, conference_id: str) -> Publishing | None:
    """How the agenda went out last."""
    went = on.work.find(Publishing, conference_id=conference_id)
    return max(went, key=lambda one: one.at, default=None)


def is_out(on: OnCase, topics: Iterable[Topic], conference_id: str) -> bool:
    """Whether the agenda went out as it stands now; a late change is not out before it is sent again."""
    last = last_published(on, conference_id)
    return last is not None and last.topics == as_it_stands(topics)


def _some_topic(on: OnCase, conference_id: str) -> list[Topic]:
    topics = in_order(on.work.find(Topic, conference_id=conference_id))
    if not topics:
        raise NotNow("agenda_empty")
    return topics


def _slot(stands: tuple[str, ...]) -> str:
    """The same for the same agenda: sent twice it goes out once, changed it goes out again."""
    return sha256("+".join(stands).encode()).hexdigest()[:16]
