"""A hint that somebody looked at: the entry stays as it was said, and nobody is asked about it again."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.kept import OfCase


@dataclass(frozen=True, kw_only=True)
class AsItIs(OfCase):
    """Accepted as it is: `about` is the thing at one version, `notes` what the hint said of it.

    When the entry changes, or there is something new to ask, the hint comes again.
    """

    kind: str
    about: str
    about_version: int
    notes: tuple[str, ...]
    accepted_by: str
    accepted_at: datetime
