"""The calendar file of one person, as a file in their DM or in an e-mail that says nothing about the case."""

from collections.abc import Callable

from bot.domain.calendar import CalendarEntry, CalendarWish, sequence_of, uid_of
from bot.domain.case import Case
from bot.domain.conference import Conference, ConferenceState
from bot.domain.delivery import Outgoing
from bot.domain.people import Person
from bot.domain.sending import Drop, FileToSend, MailToSend, Ready, Refused
from bot.notices.reader import Reader, Tell
from bot.render import Words
from bot.services.acting import Agency
from bot.services.calendar_files import MAY_HAVE_IT, may_hear, others_like, selves_of, wish_of
from bot.services.mailing import NO_SAFE_ADDRESS, Write
from bot.services.ports import UnitOfWork
from bot.services.safe_ways import safe_email

MakeCalendar = Callable[[CalendarEntry], bytes]
CANCEL, REQUEST = "CANCEL", "REQUEST"
FILE_NAME = "meeting.ics"


def calendar_by_dm(make: MakeCalendar) -> Tell:
    """A composer of the file for somebody with Slack."""

    def tell(reader: Reader) -> Ready:
        made = _entry(reader.on.work, reader.outgoing, reader.words, reader.agency, reader.language)
        if isinstance(made, Drop):
            return made
        title = reader.words.text("calendar/title", reader.language, cancelled=made.cancelled)
        return FileToSend(filename=FILE_NAME, content=make(made), title=title)

    return tell


def calendar_by_mail(agency: Agency, words: Words, make: MakeCalendar) -> Write:
    """A writer of the mail for somebody without Slack, to an address that they called safe."""

    def write(work: UnitOfWork, outgoing: Outgoing) -> MailToSend | Drop:
        person = work.get(Person, outgoing.person_id or "")
        if not person.here or not may_hear(agency.profiles[work.get(Case, person.case_id).profile], person):
            return Drop("not_allowed")
        language = person.language or "en"
        made = _entry(work, outgoing, words, agency, language)
        if isinstance(made, Drop):
            return made
        address = safe_email(work, person.case_id, person.id)
        if address is None:
            raise Refused(NO_SAFE_ADDRESS)
        conference = work.get(Conference, outgoing.subject_id)
        came = _came_before(work, outgoing)
        values: dict[str, object] = {
            "cancelled": made.cancelled,
            "changed": came,
            "practice": agency.practice,
        }
        values |= {"when": conference.starts_at, "zone": conference.zone, "phone": agency.office.phone or ""}
        return MailToSend(
            to=address,
            subject=words.text("calendar/subject", language, **values),
            words=words.text("calendar/mail", language, **values),
            language=language,
            calendar=make(made),
            method=CANCEL if made.cancelled else REQUEST,
        )

    return write


def _entry(
    work: UnitOfWork, outgoing: Outgoing, words: Words, agency: Agency, language: str
) -> CalendarEntry | Drop:
    """What the file says now, or why nobody needs it any more."""
    person_id = outgoing.person_id or ""
    conference = work.get(Conference, outgoing.subject_id)
    wish = wish_of(work, conference.case_id, person_id)
    if wish is None or not wish.wanted:
        return Drop("not_wanted")
    gone = _no_longer(work, outgoing, conference)
    if gone is not None:
        return gone
    uid = uid_of(conference.id, person_id)
    return CalendarEntry(
        uid=uid,
        sequence=sequence_of(selves_of(work, conference.id)),
        stamped_at=work.now,
        starts_at=conference.starts_at,
        ends_at=conference.ends_at,
        cancelled=conference.state is ConferenceState.CANCELLED,
        summary=words.text("calendar/summary", language, practice=agency.practice),
        description=words.text("calendar/description", language, phone=agency.office.phone or ""),
        language=language,
        organiser=agency.office.address,
        attendee=safe_email(work, conference.case_id, person_id) or f"{uid}@roundtable.invalid",
        place=_place(conference, wish),
    )


def _no_longer(work: UnitOfWork, outgoing: Outgoing, conference: Conference) -> Drop | None:
    if any(one.id > outgoing.id for one in others_like(work, outgoing)):
        return Drop("a_newer_one_follows")
    if conference.state is ConferenceState.CANCELLED:
        return None if _came_before(work, outgoing) else Drop("nothing_to_take_out")
    return None if conference.state is ConferenceState.PLANNED else Drop("conference_not_planned")


def _came_before(work: UnitOfWork, outgoing: Outgoing) -> bool:
    """Whether this conference may be in their calendar already."""
    return any(one.state in MAY_HAVE_IT for one in others_like(work, outgoing))


def _place(conference: Conference, wish: CalendarWish) -> str | None:
    return conference.place if wish.with_place else None
