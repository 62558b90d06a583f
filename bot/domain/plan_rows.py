"""The rows of a sealed plan, as plain values: where they stand, and what each says in a line."""

from collections.abc import Mapping
from typing import Any

LISTS = (
    *("children", "strengths", "needs", "concerns", "ideas", "other_views", "goals", "objectives"),
    *("tasks", "visits", "ties", "services", "decisions"),
)
# What a row says, by the first of these that it has.
SAYS = ("text", "what", "how_often", "wish", "keeps", "name", "kind")


def says(row: Mapping[str, Any]) -> str:
    """What a row says, in a line."""
    return next((str(row[name]) for name in SAYS if row.get(name)), "")
