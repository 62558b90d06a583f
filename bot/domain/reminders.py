"""Which reminders a case's record calls for: ids and moments, never words."""

from collections.abc import Iterable

from bot.domain import reminders_after as after
from bot.domain import reminders_before as before
from bot.domain.case import CaseState
from bot.domain.clocks import DueDate
from bot.domain.reach import Reach
from bot.domain.record import CaseRecord
from bot.domain.reminder import Reminder, RemindWhen
from bot.domain.reminder_desk import Desk
from bot.domain.snoozing import put_off


def due_reminders(
    record: CaseRecord, clocks: Iterable[DueDate], when: RemindWhen, reach: Reach
) -> tuple[Reminder, ...]:
    """Every reminder that the record calls for, soonest first, those whose moment has passed included.

    A closed case, a finished task, a met clock, a conference that is not planned any more call for none.
    """
    if record.case.state is CaseState.CLOSED:
        return ()
    desk = Desk(record, when, reach)
    found = [
        *(one for kind in (before.conferences, before.topics, before.needs) for one in kind(desk)),
        *(one for kind in (after.tasks, after.silence, after.after_the_conference) for one in kind(desk)),
        *(one for kind in (after.acknowledgements, after.consents, after.dissent) for one in kind(desk)),
        *after.withdrawals(desk),
        *after.clocks(desk, clocks),
    ]
    kept = put_off(found, reach.snoozes, desk.undisturbed)
    return tuple(sorted(kept, key=lambda one: (one.due_at, one.kind, one.subject_id, one.to, one.slot)))
