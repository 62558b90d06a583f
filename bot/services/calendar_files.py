"""Calendar files: who gets one when a conference is planned, moved or called off, and in which way."""

from bot.domain import access
from bot.domain.calendar import CalendarWish, sequence_of
from bot.domain.conference import Conference, Invitation
from bot.domain.delivery import Outgoing, Sending
from bot.domain.people import Person
from bot.domain.profile import PracticeProfile
from bot.services.acting import OnCase
from bot.services.mailing import BY_MAIL
from bot.services.outgoing import to_user
from bot.services.ports import UnitOfWork
from bot.services.safe_ways import safe_slack

AS_FILE, AS_MAIL = "file:meeting.ics", "mail:meeting"
MAY_HAVE_IT = (Sending.SENT, Sending.UNKNOWN, Sending.SENDING)


def offer(on: OnCase, conference_id: str, person: Person) -> None:
    """The conference as it is now for one person's calendar, if they want it and were asked to come."""
    wish = wish_of(on.work, person.case_id, person.id)
    if (
        wish is None
        or not wish.wanted
        or not may_hear(on.profile, person)
        or not _asked(on, conference_id, person)
    ):
        return
    selves = selves_of(on.work, conference_id)
    key = f"calendar:{conference_id}:{person.id}:{sequence_of(selves)}:{wish.version}"
    slack = safe_slack(on.work, person)
    to, message = (slack, AS_FILE) if slack else (BY_MAIL + person.id, AS_MAIL)
    on.work.send(to_user(on, to, message, conference_id, key, person.id))


def offer_to_all(on: OnCase, conference_id: str) -> None:
    """The same for everyone who wants one: the conference is moved or called off."""
    for person in on.people.values():
        offer(on, conference_id, person)


def wish_of(work: UnitOfWork, case_id: str, person_id: str) -> CalendarWish | None:
    """What a person said about calendar files; None: nobody has asked them."""
    said = work.find(CalendarWish, case_id=case_id, person_id=person_id)
    return said[-1] if said else None


def may_hear(profile: PracticeProfile, person: Person) -> bool:
    """Whether the bot itself may tell this person of a conference; others are told by staff."""
    return access.may({access.of_role(profile.role(person.role))}, "agenda.look")


def selves_of(work: UnitOfWork, conference_id: str) -> list[Conference]:
    """The conference as it was, oldest first, and as it is."""
    older = [one for one, *_ in work.history(conference_id) if isinstance(one, Conference)]
    return [*older, work.get(Conference, conference_id)]


def others_like(work: UnitOfWork, row: Outgoing) -> tuple[Outgoing, ...]:
    """The other calendar files of the same conference for the same person, oldest first."""
    same = {"case_id": row.case_id, "subject_id": row.subject_id, "person_id": row.person_id}
    return tuple(one for one in work.find(Outgoing, **same, message=(AS_FILE, AS_MAIL)) if one.id != row.id)


def _asked(on: OnCase, conference_id: str, person: Person) -> bool:
    """Nobody learns of a conference by their calendar. Those who lead it are not asked: they know."""
    invitation = on.work.first(Invitation, conference_id=conference_id, person_id=person.id)
    return on.would_lead(person) or (invitation is not None and invitation.invited_on is not None)
