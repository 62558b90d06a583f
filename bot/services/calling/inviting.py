"""Asking people to come: an invitation to each whom a message in Slack reaches, and may reach."""

from dataclasses import replace
from typing import Any

from bot.domain.conference import Conference, ConferenceState, Invitation
from bot.domain.parting import is_for
from bot.domain.people import Person
from bot.services.acting import OnCase
from bot.services.calling.calendar_files import may_hear, offer, offer_planned
from bot.services.delivery.outgoing import direct
from bot.services.people.parting import cannot_come, tell_who_leads
from bot.services.people.safe_ways import kept_from_slack


def invite_with_slack(on: OnCase, conference: Conference) -> None:
    """An invitation by DM to each person of the case with Slack who was not invited yet."""
    known = {one.person_id for one in on.work.find(Invitation, conference_id=conference.id)}
    for person in with_slack(on, conference):
        if person.id not in known and _may_be_asked(on, conference, person):
            _ask(on, conference, person)


def ask_to_what_is_planned(on: OnCase, person: Person) -> None:
    """Somebody joins or is back after a conference was planned: they are invited to it like everybody else.

    What they said before they left counts no more. Who must not meet somebody who comes is left out.
    """
    for planned in on.work.find(Conference, case_id=on.case.id, state=ConferenceState.PLANNED):
        conference = _without(on, planned, person) if cannot_come(on, planned, person) else planned
        known = on.work.first(Invitation, conference_id=planned.id, person_id=person.id)
        if known is not None:
            on.work.replace(replace(known, reply=None, replied_on=None), why="came_back")
        if _may_be_asked(on, conference, person):
            _ask(on, conference, person)
    offer_planned(on, person)


def _may_be_asked(on: OnCase, conference: Conference, person: Person) -> bool:
    """Whether a message in Slack asks them: not the one who acts, nobody whom Slack does not reach."""
    here = person.slack_user not in (None, on.work.actor)
    if not here or person.id in kept_from_slack(on.work, on.case.id):
        return False
    may_come = is_for(conference, person.id) and not cannot_come(on, conference, person)
    return may_come and may_hear(on.profile, person)


def _ask(on: OnCase, conference: Conference, person: Person) -> None:
    told: dict[str, Any] = {"invited_on": on.today, "how": "Slack", "recorded_by": on.work.actor}
    known = on.work.first(Invitation, conference_id=conference.id, person_id=person.id)
    if known is None:
        on.keep(Invitation, conference_id=conference.id, person_id=person.id, **told)
    else:
        on.work.replace(replace(known, **told))
    key = f"invitation:{conference.id}:{person.id}"
    again = f":{known.version}" if known else ""
    on.work.send(direct(on, person, "invitation", conference.id, key + again))
    offer(on, conference.id, person)


def _without(on: OnCase, conference: Conference, person: Person) -> Conference:
    """The meeting without them, of which they know nothing; those who lead hear that one is to be planned."""
    if on.would_lead(person):
        return conference
    left_out = replace(conference, left_out=(*conference.left_out, person.id))
    on.work.replace(left_out, why="kept_apart")
    tell_who_leads(on, f"{conference.id}:{person.id}:{conference.version}")
    return on.work.get(Conference, conference.id)


def with_slack(on: OnCase, conference: Conference) -> list[Person]:
    """Those of a conference whom a message in Slack reaches, and may reach."""
    kept = kept_from_slack(on.work, on.case.id)
    asked = (one for one in on.people.values() if is_for(conference, one.id))
    return [one for one in asked if one.slack_user and one.id not in kept]
