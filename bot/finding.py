"""One thing that `roundtable doctor` looked at."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """Whether it is well, and what to know or do."""

    what: str
    well: bool
    note: str
