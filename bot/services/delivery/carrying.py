"""Carries one claimed row to where it goes: looked at anew, composed, handed to Slack or by e-mail."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.domain.case import Case
from bot.domain.delivery import Outgoing, Sending
from bot.domain.people import DirectLine
from bot.domain.quiet_hours import Quiet
from bot.domain.reminder import BY_MAIL, is_reminder
from bot.domain.sending import Composed, Drop, FileToSend, Later, Ready, Refused, Sent
from bot.services.delivery.composing import Compose, Errand
from bot.services.delivery.endings import EXPIRED, Endings
from bot.services.delivery.handover import Handover
from bot.services.delivery.mailing import NOT_SET_UP, MailRoom
from bot.services.delivery.reach import quiet_of
from bot.services.delivery.taking_back import (
    TAKE_BACK,
    UNDER_WAY,
    file_of,
    is_gone,
    note_gone,
    stands_in_slack,
)
from bot.services.delivery.together import gather
from bot.services.ports import Clock, UnitOfWork, Units

CARD = "card"
NO_SUCH_CHANNEL = "channel_not_found"


@dataclass(frozen=True, kw_only=True)
class Carrier:
    """One row at a time, and any number at once; no database connection is held during a call to Slack."""

    units: Units
    clock: Clock
    handover: Handover
    endings: Endings
    compose: Compose
    errands: Mapping[str, Errand]
    mail_room: MailRoom | None
    quiet: Quiet
    before_card: Callable[[Outgoing], None]

    def carry(self, row: Outgoing) -> Sending:
        """The state in which the row ended; only our own faults are raised."""
        return self.endings.of(row, lambda: self._at_its_line(row, lambda: self._by_its_way(row)))

    def expired(self, row: Outgoing) -> bool:
        """Whether it helps nobody any more."""
        return row.expires_at is not None and self.clock.now() >= row.expires_at

    def _at_its_line(self, row: Outgoing, send: Callable[[], Sending]) -> Sending:
        """Once more where direct messages have another id by now; else a final no is one."""
        try:
            return send()
        except Refused as refused:
            if refused.reason != NO_SUCH_CHANNEL or not self.handover.line_moved(row):
                raise
            return self.endings.wait(row, 0.0, "line_moved")

    def _by_its_way(self, row: Outgoing) -> Sending:
        if row.message in self.errands:
            return self._run(row, self.errands[row.message])
        if row.to.startswith(BY_MAIL):
            return self._mail(row)
        if row.message == TAKE_BACK:
            return self._take_back(row)
        return self._look_then_send(row)

    def _look_then_send(self, row: Outgoing) -> Sending:
        line = self.handover.line(row)
        place = (line.channel_id if line else row.channel_id) or row.to
        if row.state is Sending.UNKNOWN and (found := self.handover.found(row, place)):
            return self.endings.sent(row, found)
        if self.expired(row):
            return self.endings.dropped(row, EXPIRED)
        self.handover.may_go(row, place)
        if is_reminder(row.key):
            gather(self.units, row, self.clock.now())
        if row.message == CARD:
            self.before_card(row)
        with self.units(row.workspace_id, "system", read_only=True) as work:
            ready = self._in_the_morning(work, row, line, self.compose(work, row))
        return self._send(row, place, ready)

    def _send(self, row: Outgoing, place: str, ready: Ready) -> Sending:
        if isinstance(ready, Drop):
            return self.endings.dropped(row, ready.reason)
        if isinstance(ready, Later):
            return self.endings.wait(row, (ready.when - self.clock.now()).total_seconds(), "later")
        if isinstance(ready, FileToSend):
            return self._send_file(row, place, ready)
        return self.endings.sent(row, self.handover.send(row, place, ready))

    def _send_file(self, row: Outgoing, place: str, file: FileToSend) -> Sending:
        row, reserved = self.handover.reserve(row, place, file)

        def share() -> Sending:
            return self.endings.sent(row, self.handover.send_file(row, place, file, reserved))

        return self.endings.of(row, lambda: self._at_its_line(row, share))

    def _take_back(self, row: Outgoing) -> Sending:
        """A file is deleted in Slack; one that is still on its way there is waited for."""
        with self.units(row.workspace_id, "system", read_only=True) as work:
            file = file_of(work, row)
            gone = is_gone(work, file)
        if gone:
            return self.endings.dropped(row, "gone")
        if file.state in UNDER_WAY:
            return self.endings.wait(row, self.endings.settle_seconds, "file_on_its_way")
        if stands_in_slack(file):
            self.handover.messenger.delete_file(str(file.ts))
        with self.units(row.workspace_id, "system") as work:
            note_gone(work, file)
            work.commit()
        return self.endings.sent(row, Sent(file.channel_id or row.to, str(file.ts)))

    def _mail(self, row: Outgoing) -> Sending:
        if self.mail_room is None:
            raise Refused(NOT_SET_UP)
        if is_reminder(row.key):
            gather(self.units, row, self.clock.now())
        gone = self.mail_room.deliver(row)
        return self.endings.dropped(row, gone.reason) if gone else self.endings.sent(row)

    def _run(self, row: Outgoing, errand: Errand) -> Sending:
        with self.units(row.workspace_id, "system") as work:
            errand(work, row)
            work.commit()
        return self.endings.dropped(row, "done")

    def _in_the_morning(
        self, work: UnitOfWork, row: Outgoing, line: DirectLine | None, ready: Ready
    ) -> Ready:
        """What keeps quiet hours waits until they are over where the reader is."""
        quiet = isinstance(ready, Composed) and (ready.quiet or is_reminder(row.key))
        if line is None or not quiet:
            return ready
        zone = line.zone or (work.get(Case, row.case_id).zone if row.case_id else "UTC")
        over = quiet_of(work, row.to, self.quiet).over_at(self.clock.now(), zone)
        return Later(over) if over > self.clock.now() else ready
