"""How a row of the outbox ends that a courier has claimed: each way, as a state of its row."""

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.delivery import Outgoing, Sending
from bot.domain.errors import AlreadyDone, SomeoneElseChangedThis
from bot.domain.reminder import IN_PLACE_ONLY, is_reminder
from bot.domain.sending import Limited, Refused, Sent, ShutOut, Uncertain
from bot.services.delivery.composing import TellStaff
from bot.services.delivery.handover import OWN_PACE
from bot.services.delivery.together import release
from bot.services.ports import Clock, OutboxQueue, Units

log = logging.getLogger(__name__)

EXPIRED = "expired"
TROUBLE = "trouble:"
# What our own pace lets go so soon is not left to a tick, which would come up to a second late.
SOON_SECONDS = 10.0
SHUT_OUT_SECONDS = 300.0
TIMES_LONGER_AGAIN = 4
CHANGED_SECONDS = 1.0
FAULT = "fault:"
FAULT_SECONDS = 60.0
GIVE_UP_AFTER = timedelta(minutes=15)


@dataclass(frozen=True, kw_only=True)
class Endings:
    """Writes down what became of a row, and does what follows from it.

    `errands` are the messages that never go to Slack. `look_again_in` hears after how many seconds our
    own pace lets a row go.
    """

    queue: OutboxQueue
    units: Units
    clock: Clock
    tell_staff: TellStaff
    errands: Collection[str]
    settle_seconds: float
    look_again_in: Callable[[float], None]

    def of(self, row: Outgoing, send: Callable[[], Sending]) -> Sending:
        """Every way in which Slack can fail to take a message."""
        try:
            return send()
        except Limited as limited:
            return self.wait(row, limited.seconds, limited.reason)
        except Uncertain as uncertain:
            return self._unknown(row, uncertain.reason)
        except ShutOut as shut_out:
            log.error("slack refuses this app: %s (outgoing %s)", shut_out.reason, row.id)
            return self.wait(row, SHUT_OUT_SECONDS, shut_out.reason)
        except Refused as refused:
            # A message that was said anew in its place, and that its reader has deleted, needs no other.
            end = self.dropped if row.message in IN_PLACE_ONLY else self._failed
            return end(row, refused.reason)

    def sent(self, row: Outgoing, sent: Sent | None = None) -> Sending:
        """It arrived; where it stands in Slack, if it does."""
        ts, channel = (sent.ts, sent.channel) if sent else (None, None)
        self.queue.finish(row, Sending.SENT, self.clock.now(), ts=ts, channel_id=channel)
        return Sending.SENT

    def dropped(self, row: Outgoing, why: str) -> Sending:
        """Nobody needs it any more. A reminder that came too late is missed by somebody: staff are told."""
        if is_reminder(row.key):
            self._let_go(row)
            if why == EXPIRED:
                self._tell(row, EXPIRED)
        self.queue.finish(row, Sending.DROPPED, self.clock.now(), why=why)
        return Sending.DROPPED

    def wait(self, row: Outgoing, seconds: float, why: str) -> Sending:
        """Again later. What may have arrived stays unknown until it was looked for.

        So does an errand: one that is pending has a new moment, and the one at which it was asked for counts.
        """
        stays = row.state is Sending.UNKNOWN or row.message in self.errands
        state = Sending.UNKNOWN if stays else Sending.PENDING
        now = self.clock.now()
        self.queue.finish(row, state, now, why=why, retry_at=now + timedelta(seconds=seconds))
        if why == OWN_PACE and seconds <= SOON_SECONDS:
            self.look_again_in(seconds)
        return state

    def stumbled(self, row: Outgoing, fault: BaseException) -> Sending:
        """Our own fault, such as a message that cannot be composed; its words stay out of the log."""
        if isinstance(fault, SomeoneElseChangedThis | AlreadyDone):
            return self.wait(row, CHANGED_SECONDS, "changed_meanwhile")
        log.error("outgoing %s (%s): %s at %s", row.id, row.message, type(fault).__name__, _where(fault))
        since = row.first_tried_at or self.clock.now()
        again = (row.why or "").startswith(FAULT)
        if again and self.clock.now() - since > GIVE_UP_AFTER:
            return self._failed(row, FAULT + type(fault).__name__)
        return self.wait(row, FAULT_SECONDS, FAULT + type(fault).__name__)

    def _unknown(self, row: Outgoing, why: str) -> Sending:
        """Slack may still be carrying it out, so it is not looked for at once."""
        now = self.clock.now()
        again = row.state is Sending.UNKNOWN
        seconds = self.settle_seconds * (TIMES_LONGER_AGAIN if again else 1)
        self.queue.finish(row, Sending.UNKNOWN, now, why=why, retry_at=now + timedelta(seconds=seconds))
        return Sending.UNKNOWN

    def _failed(self, row: Outgoing, why: str) -> Sending:
        """A person is told before the row is given up, so that a lost process cannot hide the failure."""
        log.error("outgoing %s (%s) cannot be delivered: %s", row.id, row.message, why)
        if not row.key.startswith(TROUBLE):
            self._tell(row, why)
        if is_reminder(row.key) and row.state is not Sending.UNKNOWN:
            self._let_go(row)
        self.queue.finish(row, Sending.FAILED, self.clock.now(), why=why)
        return Sending.FAILED

    def _tell(self, row: Outgoing, why: str) -> None:
        with self.units(row.workspace_id, "system") as work:
            self.tell_staff(work, row, why)
            work.commit()

    def _let_go(self, row: Outgoing) -> None:
        try:
            release(self.units, row)
        except SomeoneElseChangedThis:
            log.info("outgoing %s is another worker's by now, and so is what goes with it", row.id)


def _where(fault: BaseException) -> str:
    trace = fault.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace else "?"
