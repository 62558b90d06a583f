"""Family-led ways to meet: which kinds a family must be offered or may be, and what they answered."""

from dataclasses import dataclass
from datetime import date

from bot.domain.conditions import Condition
from bot.domain.kept import Entry, Words
from bot.domain.sources import Named

OFFER_ANSWERS = ("yes", "no", "wants_time")


@dataclass(frozen=True, kw_only=True)
class OfferRule(Named):
    """A kind of meeting (`id`) that those in these roles are offered (V-03).

    `must`: it stays open until each was asked and answered; else there is only a reminder that it is
    possible. `clock` is the rule by which it must be asked for, where there is one.
    """

    to: tuple[str, ...]
    must: bool = True
    when: Condition | None = None
    clock: str | None = None


@dataclass(frozen=True, kw_only=True)
class Offer(Entry):
    """A kind of meeting was offered to somebody (`said_by`), by whom and when, and what they answered.

    Whoever changes their mind is asked anew and says so in another entry: what was said first stays.
    """

    kind: str
    offered_on: date
    offered_by: str
    answer: str
    words: Words | None = None
