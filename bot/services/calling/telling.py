"""Whom staff tell: people without Slack, or for whom it is not safe; how each may be reached, and a task."""

from dataclasses import dataclass
from datetime import date

from bot.domain.conference import Conference, ConferenceState, Invitation
from bot.domain.delivery import Outgoing
from bot.domain.network import ContactWay
from bot.domain.parting import is_for
from bot.domain.people import Person
from bot.services.acting import Acting, OnCase
from bot.services.calling.calendar_files import may_hear
from bot.services.delivery.outgoing import direct
from bot.services.people.safe_ways import kept_from_slack, safe_ways, unasked_ways


@dataclass(frozen=True)
class ToTell:
    """Somebody whom staff tell, and the day on which they were told of the conference (None: not yet).

    `ways` are those that they called safe, `unasked` how many more are known that nobody asked about.
    """

    person: Person
    told_on: date | None
    ways: tuple[ContactWay, ...] = ()
    unasked: int = 0


def ask_to_tell(on: OnCase, conference: Conference) -> None:
    """A task for those who lead, by DM: tell everyone without Slack where and when it is."""
    if not _to_tell(on, conference):
        return
    for leader in on.leaders():
        if leader.slack_user:
            key = f"tell:{conference.id}:{leader.id}:{conference.starts_at.isoformat()}"
            on.work.send(direct(on, leader, "tell_people", conference.id, key))


def people_to_tell(acting: Acting, conference_id: str) -> tuple[ToTell, ...]:
    """Everyone of the team without Slack, for those who lead. Raises NotAllowed."""
    with acting.agency.units(acting.workspace_id, acting.user, read_only=True) as work:
        conference = work.get(Conference, conference_id)
    with acting.looking("conference.plan", conference.case_id) as on:
        return told_of(on, conference)


@dataclass(frozen=True)
class NotReached:
    """Somebody whom an e-mail did not reach, a code that says why, and the conference it was about."""

    person: Person
    why: str
    about: str


def not_reached(acting: Acting, outgoing_id: str) -> NotReached:
    """Whom a message did not reach, for those who lead. Raises NotAllowed, NotFound."""
    with acting.agency.units(acting.workspace_id, acting.user, read_only=True) as work:
        row = work.get(Outgoing, outgoing_id)
    with acting.looking("conference.plan", row.case_id or "") as on:
        return NotReached(on.person(row.person_id or ""), (row.why or "").partition(":")[0], row.subject_id)


def any_untold(on: OnCase, conference: Conference) -> bool:
    """Whether somebody without Slack still waits to be told."""
    return any(one.told_on is None for one in told_of(on, conference))


def told_of(on: OnCase, conference: Conference) -> tuple[ToTell, ...]:
    """Everyone of the team without Slack, with the day on which they were told; nobody once it is over."""
    if conference.state is not ConferenceState.PLANNED:
        return ()
    told = {one.person_id: one.invited_on for one in on.work.find(Invitation, conference_id=conference.id)}
    safe, unasked = safe_ways(on), unasked_ways(on)
    waiting = _to_tell(on, conference)
    return tuple(ToTell(one, told.get(one.id), safe[one.id], unasked[one.id]) for one in waiting)


def _to_tell(on: OnCase, conference: Conference) -> list[Person]:
    return [one for one in told_by_staff(on) if is_for(conference, one.id)]


def told_by_staff(on: OnCase) -> list[Person]:
    """Those whom no message of ours reaches, or may reach: who interprets or watches must know when, too."""
    kept = kept_from_slack(on.work, on.case.id)
    return [
        one
        for one in on.people.values()
        if not one.slack_user or one.id in kept or not may_hear(on.profile, one)
    ]
