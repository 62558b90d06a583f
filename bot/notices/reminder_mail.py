"""A reminder by e-mail, to somebody without Slack who called their address safe: that something is due."""

from collections.abc import Iterator

from bot.domain.case import Case
from bot.domain.conference import Conference
from bot.domain.delivery import Outgoing
from bot.domain.people import Person
from bot.domain.plan import Task
from bot.domain.sending import Drop, MailToSend, Refused
from bot.render import Words
from bot.services.acting import Agency
from bot.services.calling.calendar_files import may_hear
from bot.services.delivery.mailing import NO_SAFE_ADDRESS, Write
from bot.services.delivery.reminders import still_wanted
from bot.services.delivery.together import carried
from bot.services.people.safe_ways import safe_email
from bot.services.ports import UnitOfWork

REMINDS_BY_MAIL = ("reminder:conference", "reminder:task")


def remind_by_mail(agency: Agency, words: Words) -> Write:
    """A writer of one mail for all that is due together."""

    def write(work: UnitOfWork, outgoing: Outgoing) -> MailToSend | Drop:
        person = work.get(Person, outgoing.person_id or "")
        profile = agency.profiles[work.get(Case, person.case_id).profile]
        if not person.here or not may_hear(profile, person):
            return Drop("not_allowed")
        things = list(_things(agency, work, (outgoing, *carried(work, outgoing))))
        if not things:
            return Drop("not_wanted")
        address = safe_email(work, person.case_id, person.id)
        if address is None:
            raise Refused(NO_SAFE_ADDRESS)
        language = person.language or "en"
        values = {"things": things, "practice": agency.practice, "phone": agency.office.phone or ""}
        return MailToSend(
            to=address,
            subject=words.text("reminder_mail/subject", language, **values),
            words=words.text("reminder_mail/mail", language, **values),
            language=language,
        )

    return write


def _things(agency: Agency, work: UnitOfWork, rows: tuple[Outgoing, ...]) -> Iterator[dict[str, object]]:
    for row in rows:
        found = still_wanted(work, row, agency.profiles, agency.office.mails)
        if found is not None and found.kind == "conference":
            conference = work.get(Conference, found.subject_id)
            yield {"kind": "conference", "when": conference.starts_at, "zone": conference.zone}
        elif found is not None:
            yield {"kind": "task", "due": work.get(Task, found.subject_id).due}
