"""Calendar files: who gets one when a conference is planned, moved or called off, and in which way."""

from datetime import datetime
from typing import TypeVar

from bot.domain import access
from bot.domain.calendar import CalendarWish, Shown, sequence_of, shown_to
from bot.domain.conference import Conference, ConferenceState, Invitation
from bot.domain.delivery import Outgoing, Sending
from bot.domain.kept import Kept
from bot.domain.people import Person
from bot.domain.profile import PracticeProfile
from bot.domain.reminder import BY_MAIL
from bot.services.acting import OnCase
from bot.services.delivery.outgoing import to_user
from bot.services.delivery.taking_back import CALENDAR
from bot.services.people.safe_ways import safe_slack
from bot.services.ports import UnitOfWork

K = TypeVar("K", bound=Kept)

AS_FILE, AS_MAIL = CALENDAR, "mail:meeting"
MAY_HAVE_IT = (Sending.SENT, Sending.UNKNOWN, Sending.SENDING)


def offer(on: OnCase, conference_id: str, person: Person) -> None:
    """The conference as it is now for one person's calendar, if they want it and were asked to come.

    Whoever has it there, and should not any more, gets it taken out by the way on which it came.
    """
    wish = wish_of(on.work, person.case_id, person.id)
    if wish is None:
        return
    shown = shown_so_far(on.work, conference_id, person.id, wish)
    number = sequence_of(shown)
    if shown[-1] is None:
        _take_out(on, conference_id, person, number)
    elif may_hear(on.profile, person) and _asked(on, conference_id, person):
        key = f"calendar:{conference_id}:{person.id}:{number}:{wish.version}"
        slack = safe_slack(on.work, person)
        to, message = (slack, AS_FILE) if slack else (BY_MAIL + person.id, AS_MAIL)
        on.work.send(to_user(on, to, message, conference_id, key, person.id))


def _take_out(on: OnCase, conference_id: str, person: Person, number: int) -> None:
    came = files_of(on.work, on.case.id, conference_id, person.id)
    if came:
        key = f"calendar:{conference_id}:{person.id}:{number}:off"
        on.work.send(to_user(on, came[-1].to, came[-1].message, conference_id, key, person.id))


def offer_to_all(on: OnCase, conference_id: str) -> None:
    """The same for everyone who wants one: the conference is moved or called off."""
    for person in on.people.values():
        offer(on, conference_id, person)


def offer_planned(on: OnCase, person: Person) -> None:
    """Each planned conference as it is for one person now: they come, they leave, they wish otherwise."""
    for conference in on.work.find(Conference, case_id=on.case.id, state=ConferenceState.PLANNED):
        offer(on, conference.id, person)


def wish_of(work: UnitOfWork, case_id: str, person_id: str) -> CalendarWish | None:
    """What a person said about calendar files; None: nobody has asked them."""
    said = work.find(CalendarWish, case_id=case_id, person_id=person_id)
    return said[-1] if said else None


def may_hear(profile: PracticeProfile, person: Person) -> bool:
    """Whether the bot itself may tell this person of a conference; others are told by staff."""
    return access.may({access.of_role(profile.role(person.role))}, "agenda.look")


def shown_so_far(
    work: UnitOfWork, conference_id: str, person_id: str, wish: CalendarWish
) -> list[Shown | None]:
    """What one person's calendar should hold of a conference, at first and after each change until now."""
    conferences, when_changed = _life(work, Conference, conference_id)
    people, when_they_did = _life(work, Person, person_id)
    wishes, when_wished = _life(work, CalendarWish, wish.id)
    changes = [*((at, 0) for at in when_changed), *((at, 1) for at in when_they_did)]
    changes += [(at, 2) for at in when_wished]
    shown = [shown_to(conferences[0], people[0], wishes[0])]
    past = [0, 0, 0]
    for _, which in sorted(changes):
        past[which] += 1
        shown.append(shown_to(conferences[past[0]], people[past[1]], wishes[past[2]]))
    return shown


def _life(work: UnitOfWork, kind: type[K], thing_id: str) -> tuple[list[K], list[datetime]]:
    """A thing's selves, oldest first, and when each but the first came to be."""
    older = work.history(thing_id)
    selves = [one for one, *_ in older if isinstance(one, kind)]
    return [*selves, work.get(kind, thing_id)], [at for _, _, at, _ in older]


def files_of(work: UnitOfWork, case_id: str, conference_id: str, person_id: str) -> tuple[Outgoing, ...]:
    """The calendar files of a conference for one person, those that wait as well, oldest first."""
    same = {"case_id": case_id, "subject_id": conference_id, "person_id": person_id}
    return work.find(Outgoing, **same, message=(AS_FILE, AS_MAIL))


def others_like(work: UnitOfWork, row: Outgoing) -> tuple[Outgoing, ...]:
    """The other calendar files of the same conference for the same person, oldest first."""
    same = files_of(work, row.case_id or "", row.subject_id, row.person_id or "")
    return tuple(one for one in same if one.id != row.id)


def _asked(on: OnCase, conference_id: str, person: Person) -> bool:
    """Nobody learns of a conference by their calendar. Those who lead it are not asked: they know."""
    invitation = on.work.first(Invitation, conference_id=conference_id, person_id=person.id)
    return on.would_lead(person) or (invitation is not None and invitation.invited_on is not None)
