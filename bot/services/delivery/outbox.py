"""Delivers what waits in the outbox: looked at anew, sent, stamped; nothing lost, nothing twice.

A claim is a lease. Whoever finds a row whose lease ran out, or whose last try got no answer, cannot
know whether Slack took it. In a DM we look for our own mark first. In a channel, where the app may
not read, a card is posted again: an older twin of it is harmless. No database connection is held
during a call to Slack. Known gap: a request that Slack takes longer than the whole lease to carry
out can still appear after it was looked for in vain. E-mails take their own way (mailing.py), one at a time.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta

from bot.domain.case import Case
from bot.domain.delivery import Outgoing, Sending
from bot.domain.errors import AlreadyDone, SomeoneElseChangedThis
from bot.domain.people import DirectLine
from bot.domain.quiet_hours import Quiet
from bot.domain.reminder import BY_MAIL, SAID_BEFORE, is_reminder
from bot.domain.sending import (
    Composed,
    Drop,
    FileToSend,
    Later,
    Limited,
    Ready,
    Refused,
    Sent,
    ShutOut,
    Uncertain,
)
from bot.services.delivery.handover import OWN_PACE, Handover
from bot.services.delivery.mailing import NOT_SET_UP, MailRoom
from bot.services.delivery.reach import quiet_of
from bot.services.delivery.taking_back import TAKE_BACK, UNDER_WAY, file_of, note_gone, stands_in_slack
from bot.services.delivery.together import gather, release
from bot.services.ports import Clock, OutboxQueue, UnitOfWork, Units

log = logging.getLogger(__name__)

Compose = Callable[[UnitOfWork, Outgoing], Ready]
# Work to be done soon after a change, queued in its transaction; nothing of it goes to Slack.
Errand = Callable[[UnitOfWork, Outgoing], None]
TellStaff = Callable[[UnitOfWork, Outgoing, str], None]

LEASE_SECONDS, SAME_PLACE_SECONDS = 60, 1.0
# What our own pace lets go so soon is not left to a tick, which would come up to a second late.
SOON_SECONDS = 10.0
EXPIRED = "expired"
SHUT_OUT_SECONDS = 300.0
TIMES_LONGER_AGAIN = 4
FAULT = "fault:"
FAULT_SECONDS = 60.0
GIVE_UP_AFTER = timedelta(minutes=15)
TROUBLE, CARD = "trouble:", "card"


def compose_with(composers: Mapping[str, Compose]) -> Compose:
    """One function out of a registry: by the message's name, or by the part before its colon."""

    def compose(work: UnitOfWork, outgoing: Outgoing) -> Ready:
        name = outgoing.message
        return composers[name if name in composers else name.partition(":")[0]](work, outgoing)

    return compose


@dataclass(frozen=True, kw_only=True)
class Courier:
    """Takes due messages from the queue to Slack; holds no state, so any number may work at once.

    `compose` only reads. `errands` are done instead of composed, by the message's name. `before_card`
    looks who is in its channel. `look_again_in` hears after how many seconds our own pace lets one go.
    """

    queue: OutboxQueue
    units: Units
    handover: Handover
    compose: Compose
    errands: Mapping[str, Errand]
    clock: Clock
    tell_staff: TellStaff
    mail_room: MailRoom | None = None
    quiet: Quiet = field(default_factory=Quiet)
    settle_seconds: float = 15.0
    threads: int = 4
    look_again_in: Callable[[float], None] = lambda seconds: None
    before_card: Callable[[Outgoing], None] = lambda row: None

    def deliver(self, limit: int = 40) -> Counter[Sending]:
        """One sweep: how many rows ended in which state. One row's failure stops no other."""
        room = self.handover.messenger.room()
        rows = self.queue.claim(
            self.clock.now(), limit, LEASE_SECONDS, room=room, settle_seconds=self.settle_seconds
        )
        if not rows:
            return Counter()
        if len(rows) == limit or sum(row.can_wait for row in rows) >= max(1, room):
            # There is more, and our own pace lets some of it go before the next tick.
            self.look_again_in(0.0)
        # What nobody needs any more keeps nothing else waiting.
        late = {row.id for row in rows if row.state is not Sending.UNKNOWN and self._expired(row)}
        ends = [self._dropped(row, EXPIRED) for row in rows if row.id in late]
        now_ones, waiting = _one_for_each_place(row for row in rows if row.id not in late)
        ends += [self._wait(row, seconds, OWN_PACE) for row, seconds in waiting]
        with ThreadPoolExecutor(self.threads, thread_name_prefix="outbox") as pool:
            futures = [(row, pool.submit(self._deliver_one, row)) for row in now_ones]
        for row, future in futures:
            fault = future.exception()
            ends.append(self._stumbled(row, fault) if fault else future.result())
        return Counter(ends)

    def _deliver_one(self, row: Outgoing) -> Sending:
        return self._ending(row, lambda: self._look_then_send(row))

    def _ending(self, row: Outgoing, send: Callable[[], Sending]) -> Sending:
        """Every way in which Slack can fail to take a message, as a state of its row."""
        try:
            return send()
        except Limited as limited:
            return self._wait(row, limited.seconds, limited.reason)
        except Uncertain as uncertain:
            return self._unknown(row, uncertain.reason)
        except ShutOut as shut_out:
            log.error("slack refuses this app: %s (outgoing %s)", shut_out.reason, row.id)
            return self._wait(row, SHUT_OUT_SECONDS, shut_out.reason)
        except Refused as refused:
            # A message that was said anew in its place, and that its reader has deleted, needs no other.
            end = self._dropped if row.message == SAID_BEFORE else self._failed
            return end(row, refused.reason)

    def _look_then_send(self, row: Outgoing) -> Sending:
        if row.message in self.errands:
            return self._run(row, self.errands[row.message])
        if row.to.startswith(BY_MAIL):
            return self._mail(row)
        if row.message == TAKE_BACK:
            return self._take_back(row)
        line = self.handover.line(row)
        place = row.channel_id or (line.channel_id if line else None) or row.to
        if row.state is Sending.UNKNOWN and (found := self.handover.found(row, place)):
            return self._sent(row, found)
        if self._expired(row):
            return self._dropped(row, EXPIRED)
        self.handover.may_go(row, place)
        if is_reminder(row.key):
            gather(self.units, row, self.clock.now())
        if row.message == CARD:
            self.before_card(row)
        with self.units(row.workspace_id, "system", read_only=True) as work:
            ready = self._in_the_morning(work, row, line, self.compose(work, row))
        if isinstance(ready, Drop):
            return self._dropped(row, ready.reason)
        if isinstance(ready, Later):
            return self._wait(row, (ready.when - self.clock.now()).total_seconds(), "later")
        if isinstance(ready, FileToSend):
            return self._send_file(row, place, ready)
        return self._sent(row, self.handover.send(row, place, ready))

    def _send_file(self, row: Outgoing, place: str, file: FileToSend) -> Sending:
        row, reserved = self.handover.reserve(row, place, file)
        return self._ending(row, lambda: self._sent(row, self.handover.send_file(row, place, file, reserved)))

    def _take_back(self, row: Outgoing) -> Sending:
        """A file is deleted in Slack; one that is still on its way there is waited for."""
        with self.units(row.workspace_id, "system", read_only=True) as work:
            file = file_of(work, row)
        if file.state in UNDER_WAY:
            return self._wait(row, self.settle_seconds, "file_on_its_way")
        if stands_in_slack(file):
            self.handover.messenger.delete_file(str(file.ts))
        with self.units(row.workspace_id, "system") as work:
            note_gone(work, file)
            work.commit()
        return self._sent(row, Sent(file.channel_id or row.to, str(file.ts)))

    def _mail(self, row: Outgoing) -> Sending:
        if self.mail_room is None:
            raise Refused(NOT_SET_UP)
        if is_reminder(row.key):
            gather(self.units, row, self.clock.now())
        gone = self.mail_room.deliver(row)
        if gone is not None:
            return self._dropped(row, gone.reason)
        self.queue.finish(row, Sending.SENT, self.clock.now())
        return Sending.SENT

    def _expired(self, row: Outgoing) -> bool:
        return row.expires_at is not None and self.clock.now() >= row.expires_at

    def _run(self, row: Outgoing, errand: Errand) -> Sending:
        with self.units(row.workspace_id, "system") as work:
            errand(work, row)
            work.commit()
        return self._dropped(row, "done")

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

    def _sent(self, row: Outgoing, sent: Sent) -> Sending:
        self.queue.finish(row, Sending.SENT, self.clock.now(), ts=sent.ts, channel_id=sent.channel)
        return Sending.SENT

    def _dropped(self, row: Outgoing, why: str) -> Sending:
        if is_reminder(row.key):
            self._let_go(row)
            if why == EXPIRED:
                self._report(row)
        self.queue.finish(row, Sending.DROPPED, self.clock.now(), why=why)
        return Sending.DROPPED

    def _wait(self, row: Outgoing, seconds: float, why: str) -> Sending:
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
            with self.units(row.workspace_id, "system") as work:
                self.tell_staff(work, row, why)
                work.commit()
        if is_reminder(row.key) and row.state is not Sending.UNKNOWN:
            self._let_go(row)
        self.queue.finish(row, Sending.FAILED, self.clock.now(), why=why)
        return Sending.FAILED

    def _let_go(self, row: Outgoing) -> None:
        try:
            release(self.units, row)
        except SomeoneElseChangedThis:
            log.info("outgoing %s is another worker's by now, and so is what goes with it", row.id)

    def _report(self, row: Outgoing) -> None:
        """A reminder that came too late to be sent is told to staff, so that it is missed by somebody."""
        with self.units(row.workspace_id, "system") as work:
            self.tell_staff(work, row, EXPIRED)
            work.commit()

    def _stumbled(self, row: Outgoing, fault: BaseException) -> Sending:
        """Our own fault, such as a message that cannot be composed; its words stay out of the log."""
        if isinstance(fault, SomeoneElseChangedThis | AlreadyDone):
            return self._wait(row, SAME_PLACE_SECONDS, "changed_meanwhile")
        log.error("outgoing %s (%s): %s at %s", row.id, row.message, type(fault).__name__, _where(fault))
        since = row.first_tried_at or self.clock.now()
        again = (row.why or "").startswith(FAULT)
        if again and self.clock.now() - since > GIVE_UP_AFTER:
            return self._failed(row, FAULT + type(fault).__name__)
        return self._wait(row, FAULT_SECONDS, FAULT + type(fault).__name__)


def _one_for_each_place(rows: Iterable[Outgoing]) -> tuple[list[Outgoing], list[tuple[Outgoing, float]]]:
    """The first row for each place, and the others, in their order, a second apart."""
    first: dict[tuple[str, str], Outgoing] = {}
    waiting: list[tuple[Outgoing, float]] = []
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        # One mail server serves everybody: one mail at a time, however slow it is.
        place = (row.workspace_id, BY_MAIL if row.to.startswith(BY_MAIL) else row.to)
        if first.setdefault(place, row) is not row:
            counts[place] += 1
            waiting.append((row, counts[place] * SAME_PLACE_SECONDS))
    return list(first.values()), waiting


def _where(fault: BaseException) -> str:
    trace = fault.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace else "?"
