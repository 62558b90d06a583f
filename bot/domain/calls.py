"""Calls that staff make where no machine reaches somebody: what was tried, and when to try once more."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.delivery import Outgoing
from bot.domain.kept import OfCase
from bot.domain.reminder import CALL, PREFIX, Reminder, own_key

MADE, NOT_REACHED, AGAIN, OPEN = "made", "not_reached", "again", "open"
# A call that nobody made is asked for again, as any step of the agency is, until the next one is due.
CHASED = (timedelta(days=1), timedelta(days=3), timedelta(days=7))
# A call about what is over by then is worth making no more.
LAST_CHANCE = timedelta(days=14)
# Which call: kind, subject, person, slot.
Which = tuple[str, str, str, str]
# How the slot of a call ends that is asked for again. An id is hexadecimal, and holds neither word.
_TRIES = re.compile(r"-(?:chase\d+|again\d{8}T\d{4})")


@dataclass(frozen=True, kw_only=True)
class Called(OfCase):
    """What came of one call, by whom it was noted: the newest word on a call counts. Private.

    `kind`, `subject_id` and `slot` are those of the reminder for which it was made. `again_at` is when it
    is to be tried once more. `open` takes back what was noted by mistake.
    """

    person_id: str
    kind: str
    subject_id: str
    slot: str
    result: str
    at: datetime
    entered_by: str
    again_at: datetime | None = None

    @property
    def which(self) -> Which:
        """The call that it is about."""
        return self.kind, self.subject_id, self.person_id, self.slot


def is_call(kind: str) -> bool:
    """Whether a kind of reminder asks staff to call somebody."""
    return kind.endswith(CALL)


def newest_words(called: Iterable[Called]) -> Mapping[Which, Called]:
    """What was noted last of each call."""
    return {one.which: one for one in sorted(called, key=lambda one: one.at)}


def as_chased(call: Reminder, last: bool, said: Called | None) -> Iterator[Reminder]:
    """The call, and when it is asked for again: as was noted, else in a day, in three, in a week.

    Nothing once it was made. Each is worth saying until the next one; the `last` of its thing a while longer.
    """
    if said is not None and said.result == MADE:
        return
    until = max(call.expires_at, call.due_at + LAST_CHANCE) if last else call.expires_at
    if said is not None and said.again_at is not None:
        mark = f"{call.slot}-again{said.again_at:%Y%m%dT%H%M}"
        yield replace(call, slot=mark, due_at=said.again_at, expires_at=max(until, said.again_at + CHASED[0]))
        return
    moments = [call.due_at, *(call.due_at + after for after in CHASED if call.due_at + after < until)]
    for place, moment in enumerate(moments):
        slot = f"{call.slot}-chase{place}" if place else call.slot
        following = moments[place + 1 :]
        yield replace(call, slot=slot, due_at=moment, expires_at=following[0] if following else until)


def base_slot(slot: str) -> str:
    """The slot of the call itself, of whichever of its reminders; likewise the key in which one stands."""
    return _TRIES.sub("", slot)


def which_of(row: Outgoing) -> Which:
    """The call that one of its reminders is about: keys of an older release do not say whom, the row does."""
    slot = own_key(row.key).split(":")[5]
    return row.message.removeprefix(PREFIX), row.subject_id, row.person_id or "", base_slot(slot)
