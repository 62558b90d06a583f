"""What to do when a message can never be delivered: those who lead the case are told, once a day."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.domain import access
from bot.domain.case import Case
from bot.domain.delivery import Outgoing, Sending
from bot.domain.people import Person
from bot.domain.profile import PracticeProfile
from bot.services.calling.calendar_files import AS_MAIL
from bot.services.delivery.ahead import nobody_heard
from bot.services.delivery.composing import TellStaff
from bot.services.delivery.endings import EXPIRED, TROUBLE
from bot.services.delivery.outgoing import once_more
from bot.services.delivery.taking_back import TAKE_BACK
from bot.services.ports import UnitOfWork
from bot.services.seeing.due_table import TABLE_STAYS

# Somebody waits for these in a meeting: where they reach nobody, the others who lead hear them.
CANNOT_WAIT = frozenset({"break_asked", "back_together"})


def staff_teller(profiles: Mapping[str, PracticeProfile], mails: bool = False) -> TellStaff:
    """The function that queues a notice naming nobody: which kind of message, and where it can be seen."""

    def tell_staff(work: UnitOfWork, outgoing: Outgoing, why: str) -> None:
        if outgoing.case_id is None:
            _tell_who_has_it(work, outgoing)
            return
        case = work.get(Case, outgoing.case_id)
        if why == EXPIRED:
            if nobody_heard(work, outgoing, profiles, mails):
                _tell_too_late(work, profiles[case.profile], case.id)
            return
        for person in _others_who_lead(work, profiles[case.profile], case.id, outgoing.to):
            about = f"{case.id}:{outgoing.to}:{work.now.date()}:{person.slack_user}"
            message = "not_mailed" if outgoing.message == AS_MAIL else "not_delivered"
            notice = _to(work, person, f"{TROUBLE}{about}", case.id)
            work.send(replace(notice, message=message, subject_id=outgoing.id, person_id=outgoing.person_id))
            if outgoing.message in CANNOT_WAIT:
                instead = _to(work, person, f"{outgoing.key}:instead:{person.id}", case.id)
                work.send(replace(instead, message=outgoing.message, subject_id=outgoing.subject_id))

    return tell_staff


def _tell_who_has_it(work: UnitOfWork, outgoing: Outgoing) -> None:
    """A table of no case that Slack would not delete: whoever has it is asked to do so."""
    if outgoing.message == TAKE_BACK:
        key = f"{TROUBLE}{TABLE_STAYS}:{outgoing.subject_id}"
        work.send(once_more(work, replace(outgoing, message=TABLE_STAYS, channel_id=None, ts=None), key))


def _tell_too_late(work: UnitOfWork, profile: PracticeProfile, case_id: str) -> None:
    """Once a day, however many there are: the list is behind the button. What still waits says it as well."""
    unsent = work.find(
        Outgoing, case_id=case_id, message="not_sent", state=(Sending.PENDING, Sending.SENDING)
    )
    waits = {one.to for one in unsent}
    for person in _others_who_lead(work, profile, case_id, ""):
        if person.slack_user in waits:
            continue
        key = f"{TROUBLE}not_sent:{case_id}:{work.now.date()}:{person.slack_user}"
        notice = replace(_to(work, person, key, case_id), message="not_sent", subject_id=case_id)
        # What came too late has had its day: what is due now goes first.
        work.send(replace(notice, can_wait=True))


def _others_who_lead(
    work: UnitOfWork, profile: PracticeProfile, case_id: str, not_reached: str
) -> Iterator[Person]:
    for person in work.find(Person, case_id=case_id):
        leads = access.of_role(profile.role(person.role)) in access.LEADING
        if leads and person.here and person.slack_user and person.slack_user != not_reached:
            yield person


def _to(work: UnitOfWork, person: Person, key: str, case_id: str) -> Outgoing:
    return Outgoing(
        workspace_id=work.workspace_id,
        id=work.new_id(),
        key=key,
        to=person.slack_user or "",
        message="",
        subject_id="",
        due_at=work.now,
        case_id=case_id,
        person_id=person.id,
    )
