"""Looks up what reminders need beside the record: ways, zones, quiet hours, calls, what was put off."""

from collections.abc import Container, Iterable, Mapping
from datetime import date

from bot.domain import access
from bot.domain.calls import Called, newest_words
from bot.domain.case import Case
from bot.domain.dates import to_wall
from bot.domain.delivery import Outgoing, Sending
from bot.domain.people import DirectLine, StaffMember
from bot.domain.profile import PracticeProfile
from bot.domain.quiet_hours import OwnTimes, Quiet
from bot.domain.reach import Reach
from bot.domain.record import CaseRecord
from bot.domain.snoozing import Snooze, newest_of_each
from bot.services.agenda.calls import calls_so_far
from bot.services.people.safe_ways import safe_email
from bot.services.ports import UnitOfWork

ASKED = "ask_acknowledgement"
# The right that the reader of any reminder needs as it goes.
LOOK = "case.look"


def reach_of(work: UnitOfWork, record: CaseRecord, profile: PracticeProfile, mails: bool) -> Reach:
    """All of it for one case; `mails`: whether the agency can send any."""
    case_id = record.case.id
    staff = work.find(StaffMember)
    supervisors = _supervisors(staff, record)
    users = {one.slack_user for one in record.people if one.slack_user} | {
        *supervisors,
        record.case.opened_by,
    }
    users.update(asked.asked_of for asked in record.endorsements)
    users.update(user for reply in record.replies for user in reply.asked_of)
    lines = work.find(DirectLine, slack_user=tuple(users))
    own = work.find(OwnTimes, slack_user=tuple(users))
    return Reach(
        zones={line.slack_user: line.zone for line in lines if line.zone},
        quiet={one.slack_user: Quiet.wished(one) for one in own},
        supervisors=supervisors,
        topics=calls_so_far(work, record),
        by_mail=_by_mail(work, record, profile) if mails else frozenset(),
        told_by_others=_told_by_others(record, profile, supervisors),
        groups={one.id: profile.role(one.role).group for one in record.people},
        asked=_asked(work, record.case),
        called=newest_words(work.find(Called, case_id=case_id)),
        snoozes=newest_of_each(work.find(Snooze, case_id=case_id)),
    )


def asked_about(work: UnitOfWork, case: Case, version_id: str) -> frozenset[str]:
    """Whom the bot asked about a version, or staff by a call."""
    called = newest_words(work.find(Called, case_id=case.id))
    return Reach(asked=_asked(work, case), called=called).asked_of(version_id)


def _asked(work: UnitOfWork, case: Case) -> Mapping[tuple[str, str], date]:
    return {
        (row.subject_id, row.person_id): to_wall(row.sent_at, case.zone).date()
        for row in work.find(Outgoing, case_id=case.id, message=ASKED, state=Sending.SENT)
        if row.person_id and row.sent_at
    }


def quiet_of(work: UnitOfWork, user: str, usual: Quiet) -> Quiet:
    """When one Slack user is not disturbed: by their own word, else as is usual."""
    own = work.first(OwnTimes, slack_user=user)
    return Quiet.wished(own) if own else usual


def zone_of(work: UnitOfWork, user: str, usual: str) -> str:
    """Where a Slack user is, as Slack says."""
    line = work.first(DirectLine, slack_user=user)
    return line.zone if line and line.zone else usual


def _supervisors(staff: Iterable[StaffMember], record: CaseRecord) -> tuple[str, ...]:
    managers = {one.slack_user for one in record.people if one.role == "case_manager" and not one.left_on}
    return tuple(
        member.slack_user
        for member in staff
        if "supervisor" in member.duties and managers.intersection(member.supervises)
    )


def _told_by_others(
    record: CaseRecord, profile: PracticeProfile, supervisors: Container[str | None]
) -> frozenset[str]:
    """Those with Slack whose role lets the bot tell them nothing of the case, unless they supervise it."""
    roles = {one.id: access.of_role(profile.role(one.role)) for one in record.people if one.slack_user}
    told = {one.slack_user for one in record.people if one.id in roles and access.may({roles[one.id]}, LOOK)}
    return frozenset(
        one.id
        for one in record.people
        if one.id in roles and one.slack_user not in told and one.slack_user not in supervisors
    )


def _by_mail(work: UnitOfWork, record: CaseRecord, profile: PracticeProfile) -> frozenset[str]:
    """Those without Slack who called an e-mail address safe, and whom the bot itself may tell of the case."""
    return frozenset(
        one.id
        for one in record.people
        if not one.slack_user
        and access.may({access.of_role(profile.role(one.role))}, "agenda.look")
        and safe_email(work, record.case.id, one.id)
    )
