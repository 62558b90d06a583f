"""Files that must not stand in Slack any more: whoever may not have one loses it, and it is kept why.

They are asked for within the change itself, one row of the outbox for each file, and deleted by the next
sweep: again and again until Slack has done it, or staff hear that it cannot. A file whose time in Slack
is over goes by a row of its own, written before anybody can see the file.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.domain.closing import MadePaper
from bot.domain.dates import to_utc, to_wall
from bot.domain.delivery import Outgoing, Sending
from bot.services.acting import OnCase
from bot.services.ports import UnitOfWork

TAKE_BACK = "take_back"
FILE = "file:"
# It holds a day and a place alone, and what calls a meeting off must reach the calendar that it went into.
CALENDAR = "file:meeting.ics"
UNDER_WAY = (Sending.SENDING, Sending.UNKNOWN)
TIME_OVER, WITHDRAWN = "time_over", "withdrawn"
# When Slack refuses, staff hear of it while they are at work.
GOES_AT = time(9)


def leaves_slack_at(now: datetime, zone: str, days: int) -> datetime:
    """When a file that goes out now is taken out of Slack: so many days later, where its reader is."""
    day = to_wall(now, zone).date() + timedelta(days=days)
    return to_utc(datetime.combine(day, GOES_AT), zone)


def take_back_from(on: OnCase, users: Collection[str | None], why: str) -> None:
    """Whatever file of this case stands in the direct messages of these users."""
    if reached := tuple(filter(None, users)):
        _take_back(on, on.work.find(Outgoing, case_id=on.case.id, to=reached), why)


def take_back_all(on: OnCase, why: str) -> None:
    """Every file of the case, whoever has it: it is closed, or its time of keeping is over."""
    _take_back(on, on.work.find(Outgoing, case_id=on.case.id), why)


def take_back_version(on: OnCase, version_id: str, why: str) -> None:
    """Every file that holds this version, whoever has it."""
    made = on.work.find(MadePaper, version_id=version_id)
    sent = {one.sending_id for one in made if one.sending_id}
    rows = on.work.find(Outgoing, case_id=on.case.id)
    _take_back(on, [row for row in rows if row.id in sent], why)


def take_back_tables(work: UnitOfWork, user: str, message: str) -> None:
    """Each table that somebody asked for who may see none any more; it belongs to no case."""
    for row in work.find(Outgoing, to=user, message=message):
        if row.state is Sending.PENDING:
            work.replace(replace(row, state=Sending.DROPPED, why="no_duty"))
        elif row.state in UNDER_WAY or stands_in_slack(row):
            work.send(_goes(work, row, f"{TAKE_BACK}:{row.id}", work.now))


def take_back_when_over(work: UnitOfWork, row: Outgoing, until: datetime) -> None:
    """That the file of this row leaves Slack when its time is over, whatever comes in between."""
    work.send(_goes(work, row, f"{TAKE_BACK}:{TIME_OVER}:{row.id}", until))


def take_back_copy_of(on: OnCase, person_id: str, user: str | None, why: str) -> None:
    """One person's copy: in their own direct messages, and where staff have it to pass it on."""
    to_staff = on.work.find(Outgoing, case_id=on.case.id, person_id=person_id)
    own = on.work.find(Outgoing, case_id=on.case.id, to=user) if user else ()
    _take_back(on, {one.id: one for one in (*to_staff, *own)}.values(), why)


def file_of(work: UnitOfWork, asked: Outgoing) -> Outgoing:
    """The row by which the file went that is to be taken back."""
    return work.get(Outgoing, asked.subject_id)


def stands_in_slack(sent: Outgoing) -> bool:
    """Whether a row brought a file: Slack names files by an id, and messages by their moment."""
    return sent.ts is not None and "." not in sent.ts


def note_gone(work: UnitOfWork, sent: Outgoing) -> None:
    """Slack has it no more; where nobody took it back before, its time was over."""
    for paper in work.find(MadePaper, sending_id=sent.id, gone_at=None):
        back = paper if paper.taken_back_at else _as_taken_back(work, paper, TIME_OVER)
        work.replace(replace(back, gone_at=work.now), why="deleted_in_slack")


def is_gone(work: UnitOfWork, sent: Outgoing) -> bool:
    """Whether Slack deleted this file before, for another reason."""
    return work.first(Outgoing, key=f"{TAKE_BACK}:{sent.id}", state=Sending.SENT) is not None


def _take_back(on: OnCase, rows: Collection[Outgoing], why: str) -> None:
    for row in rows:
        if not row.message.startswith(FILE) or row.message == CALENDAR:
            continue
        if row.state is Sending.PENDING:
            on.work.replace(replace(row, state=Sending.DROPPED, why=why))
        elif row.state in UNDER_WAY or stands_in_slack(row):
            on.work.send(_goes(on.work, row, f"{TAKE_BACK}:{row.id}", on.work.now))
            _note_why(on, row, why)


def _goes(work: UnitOfWork, file: Outgoing, key: str, due_at: datetime) -> Outgoing:
    return Outgoing(
        workspace_id=work.workspace_id,
        id=work.new_id(),
        key=key,
        to=file.to,
        message=TAKE_BACK,
        subject_id=file.id,
        due_at=due_at,
        case_id=file.case_id,
        person_id=file.person_id,
    )


def _note_why(on: OnCase, row: Outgoing, why: str) -> None:
    for paper in on.work.find(MadePaper, sending_id=row.id, taken_back_at=None):
        on.work.replace(_as_taken_back(on.work, paper, why), why="taken_back")


def _as_taken_back(work: UnitOfWork, paper: MadePaper, why: str) -> MadePaper:
    return replace(paper, taken_back_at=work.now, taken_back_by=work.actor, taken_back_why=why)
