"""The calendar file of one person, as a file in their DM or in an e-mail that says nothing about the case."""

from collections.abc import Callable

from bot.domain.calendar import CalendarEntry, Shown, last_shown, sequence_of, uid_of
from bot.domain.case import Case
from bot.domain.conference import Conference, ConferenceState
from bot.domain.delivery import Outgoing
from bot.domain.people import Person
from bot.domain.sending import Drop, FileToSend, MailToSend, Ready, Refused
from bot.notices.reader import Reader, to_reader
from bot.render import Words
from bot.services.acting import Agency
from bot.services.calling.calendar_files import MAY_HAVE_IT, may_hear, others_like, shown_so_far, wish_of
from bot.services.delivery.composing import Compose
from bot.services.delivery.mailing import NO_SAFE_ADDRESS, Write
from bot.services.people.safe_ways import kept_from_slack, safe_email
from bot.services.ports import UnitOfWork

MakeCalendar = Callable[[CalendarEntry], bytes]
CANCEL, REQUEST = "CANCEL", "REQUEST"
FILE_NAME = "meeting.ics"


def calendar_by_dm(agency: Agency, words: Words, make: MakeCalendar) -> Compose:
    """A composer of the file for somebody with Slack.

    Who has left the case has no right to anything of it; only what they have is taken out again.
    """

    def file(work: UnitOfWork, outgoing: Outgoing, language: str) -> Ready:
        made = _entry(work, outgoing, words, agency, language)
        if isinstance(made, Drop):
            return made
        title = words.text("calendar/title", language, cancelled=made.cancelled)
        return FileToSend(filename=FILE_NAME, content=make(made), title=title)

    def tell(reader: Reader) -> Ready:
        return file(reader.on.work, reader.outgoing, reader.language)

    to_the_team = to_reader(agency, words, "agenda.look", tell)

    def compose(work: UnitOfWork, outgoing: Outgoing) -> Ready:
        person = work.get(Person, outgoing.person_id or "")
        if person.here:
            return to_the_team(work, outgoing)
        if person.id in kept_from_slack(work, person.case_id):
            return Drop("slack_not_safe")
        return file(work, outgoing, person.language or "en")

    return compose


def calendar_by_mail(agency: Agency, words: Words, make: MakeCalendar) -> Write:
    """A writer of the mail for somebody without Slack, to an address that they called safe."""

    def write(work: UnitOfWork, outgoing: Outgoing) -> MailToSend | Drop:
        person = work.get(Person, outgoing.person_id or "")
        profile = agency.profiles[work.get(Case, person.case_id).profile]
        if person.here and not may_hear(profile, person):
            return Drop("not_allowed")
        language = person.language or "en"
        made = _entry(work, outgoing, words, agency, language)
        if isinstance(made, Drop):
            return made
        address = safe_email(work, person.case_id, person.id)
        if address is None:
            raise Refused(NO_SAFE_ADDRESS)
        conference = work.get(Conference, outgoing.subject_id)
        values: dict[str, object] = {
            "cancelled": made.cancelled,
            "changed": _came_before(work, outgoing),
            "practice": agency.practice,
        }
        values |= {"when": made.starts_at, "zone": conference.zone, "phone": agency.office.phone or ""}
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
    """What the file says now, or why nobody needs it any more. What is taken out is as they knew it."""
    person_id = outgoing.person_id or ""
    conference = work.get(Conference, outgoing.subject_id)
    wish = wish_of(work, conference.case_id, person_id)
    if wish is None:
        return Drop("not_wanted")
    shown = shown_so_far(work, conference.id, person_id, wish)
    known = last_shown(shown)
    gone = _no_longer(work, outgoing, conference, shown[-1])
    if gone is not None or known is None:
        return gone or Drop("nothing_to_take_out")
    uid = uid_of(conference.id, person_id)
    return CalendarEntry(
        uid=uid,
        sequence=sequence_of(shown),
        stamped_at=work.now,
        starts_at=known.starts_at,
        ends_at=known.ends_at,
        cancelled=shown[-1] is None,
        summary=words.text("calendar/summary", language, practice=agency.practice),
        description=words.text("calendar/description", language, phone=agency.office.phone or ""),
        language=language,
        organiser=agency.office.address,
        attendee=safe_email(work, conference.case_id, person_id) or f"{uid}@roundtable.invalid",
        place=known.place if wish.with_place else None,
    )


def _no_longer(
    work: UnitOfWork, outgoing: Outgoing, conference: Conference, shown: Shown | None
) -> Drop | None:
    if any(one.id > outgoing.id for one in others_like(work, outgoing)):
        return Drop("a_newer_one_follows")
    if shown is None:
        return None if _came_before(work, outgoing) else Drop("nothing_to_take_out")
    return None if conference.state is ConferenceState.PLANNED else Drop("conference_not_planned")


def _came_before(work: UnitOfWork, outgoing: Outgoing) -> bool:
    """Whether this conference may be in their calendar already."""
    return any(one.state in MAY_HAVE_IT for one in others_like(work, outgoing))
