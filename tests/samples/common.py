"""What several samples share: a day, a moment, and rows with buttons."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from bot.render import Part, Press

DUE = date(2026, 3, 20)
WHEN = {"when": datetime(2026, 3, 18, 20, 30, tzinfo=UTC), "zone": "America/Chicago"}
Sample = Mapping[str, Any]


def row(*names: str, **values: Any) -> Sample:
    """A row of a list with these buttons."""
    return {**values, "presses": [Press(name, f"do:{name}", "id1") for name in names]}


SECTIONS = (
    *("strengths", "needs", "concerns", "ideas", "other_views", "voices", "permanencies", "goal_views"),
    *("goals", "objectives", "tasks", "visits", "ties", "services", "decisions"),
)
SIDES = Part(
    "sides", [row("who_else", "sides_ok", natural=2, professional=5, hint=hint) for hint in (True, False)]
)
PAPERS = (
    "plan.pdf",
    "plan.docx",
    "copy.pdf",
    "agenda.pdf",
    "blank.pdf",
    "snapshot.pdf",
    "court.pdf",
    "narrative.md",
    "actions.csv",
    "plan.json",
    "audit.jsonl",
    "record.json",
)
TOPIC = {"said": "More time with Grandma", "said_first": True, "from_names": ["Dana Reyes"]}
ON_PAPER = ("get", "filled", "for_court", "get_record")
