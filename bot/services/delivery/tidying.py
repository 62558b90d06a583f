"""Keeps reminders that stand in Slack true: what is done, moved or no longer theirs is taken out of them."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import timedelta

from bot.domain.calls import base_slot
from bot.domain.conference import ConferenceState
from bot.domain.delivery import Outgoing, Sending
from bot.domain.record import CaseRecord
from bot.domain.reminder import SAID_BEFORE, own_key
from bot.domain.snoozing import first_key
from bot.services.delivery.outgoing import once_more
from bot.services.delivery.together import CONVERSATION, OVER, WITH, leader_of
from bot.services.ports import UnitOfWork

# Nobody scrolls back further for a button.
WORTH_CHANGING = timedelta(days=45)


def keep_said_true(
    work: UnitOfWork, record: CaseRecord, rows: Iterable[Outgoing], still_open: Collection[str]
) -> None:
    """Mark what came to be over, or is open again, and ask for the message that said it to be said anew.

    `still_open` are the keys of all that is not over, also of what its reader put off, and of a call that
    is to be made again.
    """
    for row in rows:
        said = _said_in(work, row)
        over = row.why is not None and row.why.startswith(OVER)
        if said is not None and over != (thing_of(row.key) not in still_open):
            work.replace(replace(row, why=_mark(row, not over)))
            if _worth_changing(work, said) and not _explains_itself(record, row):
                work.send(_anew(work, said))


def thing_of(key: str) -> str:
    """The key by which it is looked up whether a reminder's thing is still open, whenever it is asked for."""
    return base_slot(first_key(own_key(key)))


def _said_in(work: UnitOfWork, row: Outgoing) -> Outgoing | None:
    """The message that said this one, itself or with others; None: nobody read it yet."""
    said = row if row.state is Sending.SENT else leader_of(work, row)
    return None if said is None or said.sent_at is None or row.message == CONVERSATION else said


def _worth_changing(work: UnitOfWork, said: Outgoing) -> bool:
    """Whether it stands in Slack, where its reader may still come upon it."""
    if said.state is not Sending.SENT or said.ts is None or said.sent_at is None:
        return False
    return work.now - said.sent_at < WORTH_CHANGING


def _explains_itself(record: CaseRecord, row: Outgoing) -> bool:
    """A meeting that has begun needs no new words on all the messages that said when it would."""
    conference = record.conference(row.subject_id)
    return conference is not None and conference.state in (ConferenceState.OPEN, ConferenceState.ENDED)


def _mark(row: Outgoing, over: bool) -> str | None:
    if row.state is Sending.SENT:
        return OVER if over else None
    leader = (row.why or "").partition(":")[2]
    return (OVER if over else WITH) + leader


def _anew(work: UnitOfWork, said: Outgoing) -> Outgoing:
    """The row that changes a message in place; asked for again and again it is one."""
    row = once_more(work, said, f"card:said:{said.id}")
    return replace(row, message=SAID_BEFORE, subject_id=said.id, expires_at=None)
