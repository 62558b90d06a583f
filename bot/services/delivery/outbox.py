"""Delivers what waits in the outbox: looked at anew, sent, stamped; nothing lost, nothing twice.

A claim is a lease. Whoever finds a row whose lease ran out, or whose last try got no answer, cannot
know whether Slack took it. In a DM we look for our own mark first. In a channel, where the app may
not read, a card is posted again: an older twin of it is harmless. Known gap: a request that Slack takes
longer than the whole lease to carry out can still appear after it was looked for in vain.

A row is carried to its place by carrying.py, e-mails by mailing.py; how it ends is in endings.py.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property

from bot.domain.delivery import Outgoing, Sending
from bot.domain.quiet_hours import Quiet
from bot.domain.reminder import BY_MAIL
from bot.services.delivery.carrying import Carrier
from bot.services.delivery.composing import Compose, Errand, TellStaff
from bot.services.delivery.endings import EXPIRED, Endings
from bot.services.delivery.handover import OWN_PACE, Handover
from bot.services.delivery.mailing import MailRoom
from bot.services.delivery.taking_back import TAKE_BACK
from bot.services.ports import Clock, OutboxQueue, Units

LEASE_SECONDS, SAME_PLACE_SECONDS = 60, 1.0


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
        # What nobody needs any more keeps nothing else waiting.
        late = {row.id for row in rows if row.state is not Sending.UNKNOWN and self._carrier.expired(row)}
        ends = [self._endings.dropped(row, EXPIRED) for row in rows if row.id in late]
        now_ones, waiting = _one_for_each_place(row for row in rows if row.id not in late)
        ends += [self._endings.wait(row, seconds, OWN_PACE) for row, seconds in waiting]
        ends += self._carry(now_ones)
        if len(rows) == limit or sum(row.can_wait for row in rows) >= max(1, room):
            # There is more, and our own pace lets some of it go before the next tick.
            self.look_again_in(self.handover.messenger.pause())
        return Counter(ends)

    def _carry(self, rows: Iterable[Outgoing]) -> list[Sending]:
        """Several at once, for each waits for Slack most of its time."""
        with ThreadPoolExecutor(self.threads, thread_name_prefix="outbox") as pool:
            carried = [(row, pool.submit(self._carrier.carry, row)) for row in rows]
        return [self._how_it_ended(row, future) for row, future in carried]

    def _how_it_ended(self, row: Outgoing, carried: Future[Sending]) -> Sending:
        fault = carried.exception()
        return self._endings.stumbled(row, fault) if fault else carried.result()

    @cached_property
    def _endings(self) -> Endings:
        return Endings(
            queue=self.queue,
            units=self.units,
            clock=self.clock,
            tell_staff=self.tell_staff,
            errands=self.errands.keys(),
            settle_seconds=self.settle_seconds,
            look_again_in=self.look_again_in,
        )

    @cached_property
    def _carrier(self) -> Carrier:
        return Carrier(
            units=self.units,
            clock=self.clock,
            handover=self.handover,
            endings=self._endings,
            compose=self.compose,
            errands=self.errands,
            mail_room=self.mail_room,
            quiet=self.quiet,
            before_card=self.before_card,
        )


def _one_for_each_place(rows: Iterable[Outgoing]) -> tuple[list[Outgoing], list[tuple[Outgoing, float]]]:
    """The first row for each place, and the others, in their order, a second apart."""
    first: dict[tuple[str, str], Outgoing] = {}
    waiting: list[tuple[Outgoing, float]] = []
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        place = (row.workspace_id, _place(row))
        if first.setdefault(place, row) is not row:
            counts[place] += 1
            waiting.append((row, counts[place] * SAME_PLACE_SECONDS))
    return list(first.values()), waiting


def _place(row: Outgoing) -> str:
    """Where only one thing at a time may come."""
    if row.message == TAKE_BACK:
        return row.id  # nothing comes: what is said there meanwhile need not wait
    # One mail server serves everybody: one mail at a time, however slow it is.
    return BY_MAIL if row.to.startswith(BY_MAIL) else row.to
