"""How one person takes part: asked, told, replied, came, input instead, each a fact of its own (K-14)."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.conference import Attendance, Conference, Invitation
from bot.domain.delivery import Outgoing, Sending
from bot.domain.parting import is_for
from bot.domain.people import Person
from bot.services.acting import Acting, OnCase


@dataclass(frozen=True, kw_only=True)
class TakingPart:
    """One conference, for one person; what is None was not said or did not happen.

    `told_by` is who noted it or sent it, `delivered` when Slack took the bot's own invitation.
    """

    person_id: str
    conference: Conference
    left_out: bool
    invitation: Invitation | None
    told_by: str
    delivered: datetime | None
    attendance: Attendance | None


def taking_part(acting: Acting, person_id: str) -> tuple[TakingPart, ...]:
    """Each conference of the case, the newest first, for those who lead. Raises NotAllowed."""
    with acting.looking("network.look", acting.case_of(Person, person_id)) as on:
        planned = on.work.find(Conference, case_id=on.case.id)
        known = [one for one in planned if one.formal or is_for(one, person_id)]
        return tuple(_at(on, one, on.person(person_id)) for one in reversed(known))


def _at(on: OnCase, conference: Conference, person: Person) -> TakingPart:
    of_both = {"conference_id": conference.id, "person_id": person.id}
    invitation = on.work.first(Invitation, **of_both)
    return TakingPart(
        person_id=person.id,
        conference=conference,
        left_out=not is_for(conference, person.id),
        invitation=invitation,
        told_by=_name(on, invitation.recorded_by if invitation else None),
        delivered=_delivered(on, conference, person),
        attendance=on.work.first(Attendance, **of_both),
    )


def _name(on: OnCase, slack_user: str | None) -> str:
    return next((one.name for one in on.people.values() if slack_user and one.slack_user == slack_user), "")


def _delivered(on: OnCase, conference: Conference, person: Person) -> datetime | None:
    same = {"case_id": on.case.id, "subject_id": conference.id, "person_id": person.id}
    sent = on.work.find(Outgoing, **same, message="invitation", state=Sending.SENT)
    return max((one.sent_at for one in sent if one.sent_at), default=None)
