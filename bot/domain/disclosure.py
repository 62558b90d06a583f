"""That a copy of the plan was given to somebody: to whom, for what, why and when (K-26, K-27)."""

from dataclasses import dataclass
from datetime import date

from bot.domain.kept import OfCase, Words

# What a copy is for; why this person needs it is written beside it.
PURPOSES = ("their_copy", "their_part", "care_for_child", "give_service", "speak_for", "court", "oversee")


@dataclass(frozen=True, kw_only=True)
class Disclosure(OfCase):
    """One copy: which version, who gave it out, to whom, for what, why they need it, and which paper it was.

    `person_id` is whose copy it is; a packet for a court is of nobody on the team. One that was sent by
    mistake is taken back: when, by whom and why stays beside it.
    """

    version_id: str
    to_whom: Words
    why: Words
    on: date
    entered_by: str
    person_id: str | None = None
    purpose: str | None = None
    how: str | None = None
    paper: str | None = None
    taken_back_on: date | None = None
    taken_back_by: str | None = None
    taken_back_why: Words | None = None
