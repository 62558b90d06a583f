"""That the plan was given to somebody outside the team who needs to know: to whom, when, why (K-26, K-27)."""

from dataclasses import dataclass
from datetime import date

from bot.domain.kept import OfCase, Words


@dataclass(frozen=True, kw_only=True)
class Disclosure(OfCase):
    """One packet for a court: which version of the plan, who gave it out, to whom, and why they need it."""

    version_id: str
    to_whom: Words
    why: Words
    on: date
    entered_by: str
