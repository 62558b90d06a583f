"""Messages that named a conference's day are drawn anew when that day does not stand any more."""

from dataclasses import replace

from bot.domain.conference import Conference
from bot.domain.delivery import Outgoing, Sending
from bot.services.acting import OnCase

# Messages that stand in people's DMs as they were sent, and say when the conference is planned.
NAMED_THE_DAY = (
    "invitation",
    "conference_moved",
    "conference_goes_on",
    "agenda",
    "agenda_draft",
    "agenda_changed",
)


def draw_anew(on: OnCase, conference: Conference) -> None:
    """Each message that went out goes once more, into its own place, composed as things are then."""
    rows = on.work.find(Outgoing, case_id=on.case.id, message=NAMED_THE_DAY, subject_id=conference.id)
    for row in rows:
        if row.state is Sending.SENT and row.ts is not None:
            again = replace(row, state=Sending.PENDING, due_at=on.work.now, attempts=0, first_tried_at=None)
            on.work.replace(again)
