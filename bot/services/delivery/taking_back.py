"""Files that must not stand in Slack any more: whoever may not have one loses it, and it is kept why.

They are asked for within the change itself, one row of the outbox for each file, and deleted by the next
sweep: again and again until Slack has done it, or staff hear that it cannot.
"""

from collections.abc import Collection
from dataclasses import replace

from bot.domain.closing import MadePaper
from bot.domain.delivery import Outgoing, Sending
from bot.services.acting import OnCase
from bot.services.delivery.outgoing import to_user
from bot.services.ports import UnitOfWork

TAKE_BACK = "take_back"
FILE = "file:"
# It holds a day and a place alone, and what calls a meeting off must reach the calendar that it went into.
CALENDAR = "file:meeting.ics"
UNDER_WAY = (Sending.SENDING, Sending.UNKNOWN)


def take_back_from(on: OnCase, users: Collection[str | None], why: str) -> None:
    """Whatever file of this case stands in the direct messages of these users."""
    if reached := tuple(filter(None, users)):
        _take_back(on, on.work.find(Outgoing, case_id=on.case.id, to=reached), why)


def take_back_all(on: OnCase, why: str) -> None:
    """Every file of the case, whoever has it: it is closed, or its time of keeping is over."""
    _take_back(on, on.work.find(Outgoing, case_id=on.case.id), why)


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
    """Slack has it no more."""
    for paper in work.find(MadePaper, sending_id=sent.id, gone_at=None):
        work.replace(replace(paper, gone_at=work.now), why="deleted_in_slack")


def _take_back(on: OnCase, rows: Collection[Outgoing], why: str) -> None:
    for row in rows:
        if not row.message.startswith(FILE) or row.message == CALENDAR:
            continue
        if row.state is Sending.PENDING:
            on.work.replace(replace(row, state=Sending.DROPPED, why=why))
        elif row.state in UNDER_WAY or stands_in_slack(row):
            on.work.send(to_user(on, row.to, TAKE_BACK, row.id, f"{TAKE_BACK}:{row.id}", row.person_id))
            _note_why(on, row, why)


def _note_why(on: OnCase, row: Outgoing, why: str) -> None:
    now, who = on.work.now, on.work.actor
    for paper in on.work.find(MadePaper, sending_id=row.id, taken_back_at=None):
        back = replace(paper, taken_back_at=now, taken_back_by=who, taken_back_why=why)
        on.work.replace(back, why="taken_back")
