"""People without Slack are told by staff: who that is, when each was told last, and a task to do it."""

from dataclasses import dataclass
from datetime import date

from bot.domain.conference import Conference, ConferenceState, Invitation
from bot.domain.people import Person
from bot.services.acting import Acting, OnCase
from bot.services.outgoing import direct


@dataclass(frozen=True)
class ToTell:
    """Somebody without Slack, and the day on which they were told of the conference (None: not yet)."""

    person: Person
    told_on: date | None


def ask_to_tell(on: OnCase, conference: Conference) -> None:
    """A task for those who lead, by DM: tell everyone without Slack where and when it is."""
    if not any(one.on_team and not one.slack_user for one in on.people.values()):
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


def any_untold(on: OnCase, conference: Conference) -> bool:
    """Whether somebody without Slack still waits to be told."""
    return any(one.told_on is None for one in told_of(on, conference))


def told_of(on: OnCase, conference: Conference) -> tuple[ToTell, ...]:
    """Everyone of the team without Slack, with the day on which they were told; nobody once it is over."""
    if conference.state is not ConferenceState.PLANNED:
        return ()
    told = {one.person_id: one.invited_on for one in on.work.find(Invitation, conference_id=conference.id)}
    team = [one for one in on.people.values() if one.on_team and not one.slack_user]
    return tuple(ToTell(one, told.get(one.id)) for one in team)
