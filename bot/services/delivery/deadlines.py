"""Keeps a case's rows of due dates in step with its record, in the errand that reckons its reminders."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.dates import to_wall
from bot.domain.deadlines import THE_ONE, Deadline, Due, DueKind, Recount, dues_of
from bot.domain.delivery import Outgoing
from bot.domain.people import Person
from bot.domain.plan_states import plan_or_withdrawal
from bot.domain.profile import PracticeProfile
from bot.domain.record import CaseRecord
from bot.domain.silence import last_contact
from bot.services.due import due_of
from bot.services.ports import UnitOfWork
from bot.services.rules.without_plan import without_plan
from bot.services.silence import quiet_days, with_contacts

RULES_MOVED = "rules_moved"


def reckon_deadlines(work: UnitOfWork, record: CaseRecord, profile: PracticeProfile) -> None:
    """Add the days that the record calls for, move those that changed, drop the others.

    Reckoned again, nothing changes: a case has each day once.
    """
    case_id = record.case.id
    wanted = {(one.kind, one.subject_id): one for one in _wanted(work, record, profile)}
    worker = worker_of(record.people, profile)
    known = {row.about: row for row in work.find(Deadline, case_id=case_id)}
    gone = tuple(row.id for about, row in known.items() if about not in wanted)
    if gone:
        work.drop(Deadline, id=gone)
    for about, due in wanted.items():
        row = known.get(about)
        if row is None:
            work.add(_row(work, case_id, due, worker))
        elif (row.due, row.worker) != (due.due, worker):
            work.replace(replace(row, due=due.due, worker=worker))
    before = {row.about: row.due for row in known.values() if row.kind is DueKind.CLOCK}
    after = {about: due.due for about, due in wanted.items() if due.kind is DueKind.CLOCK}
    if before and before != after:
        _tell_of_the_rules(work, case_id, worker or record.case.opened_by)


def _tell_of_the_rules(work: UnitOfWork, case_id: str, user: str) -> None:
    """Say once to each worker that dates moved with a rule: somebody may count on the old ones."""
    recount = work.first(Recount, id=THE_ONE)
    since = recount.rules_changed_at if recount else None
    if since is None:
        return
    work.send(
        Outgoing(
            workspace_id=work.workspace_id,
            id=work.new_id(),
            key=f"{RULES_MOVED}:{since:%Y%m%dT%H%M%S}:{user}",
            to=user,
            message=RULES_MOVED,
            subject_id=case_id,
            due_at=work.now,
            case_id=case_id,
        )
    )


def worker_of(people: tuple[Person, ...], profile: PracticeProfile) -> str | None:
    """The Slack user who manages a case; the first of several, None while nobody does in Slack."""
    managing = (one for one in people if one.here and one.slack_user and profile.role(one.role).manages_case)
    return next((one.slack_user for one in managing), None)


def _wanted(work: UnitOfWork, record: CaseRecord, profile: PracticeProfile) -> tuple[Due, ...]:
    case = record.case
    clocks = due_of(record, profile, to_wall(work.now, case.zone).date())
    newest = plan_or_withdrawal(record.versions, record.version_moves)
    missing = without_plan(case, record.children, newest, profile, clocks)
    since = [(one.child.id, one.since) for one in missing]
    return dues_of(record, clocks, since, _silent_from(work, record, profile))


def _silent_from(work: UnitOfWork, record: CaseRecord, profile: PracticeProfile) -> date:
    """The day on which nobody was in touch for as long as may be (T-09)."""
    allowed = timedelta(days=quiet_days(work, record.case.id, profile))
    return last_contact(with_contacts(work, record)) + allowed


def _row(work: UnitOfWork, case_id: str, due: Due, worker: str | None) -> Deadline:
    return Deadline(
        workspace_id=work.workspace_id,
        id=work.new_id(),
        case_id=case_id,
        kind=due.kind,
        subject_id=due.subject_id,
        due=due.due,
        worker=worker,
    )
