"""Facts about offers: which way to meet was offered to whom, by whom, and what they answered."""

from __future__ import annotations

from bot.practice.player.findings import PLAN, Findings
from bot.practice.player.hands import Json


def offer_facts(found: Findings) -> None:
    """Each offer of the file is one row of what the plan says about itself."""
    for part in found.scene.script.root.each("offers"):
        key = (part.get("kind"), found.who(part.get("to")), part.get("on"))
        rows = found.plan["about"]["offers"]
        row: Json = next((one for one in rows if (one["kind"], one["person"], one["on"]) == key), {})
        for name in ("kind", "to", "on"):
            found.holds(part.at(name), bool(row), PLAN)
        found.holds(part.at("by"), row.get("by") == found.who(part.get("by")), PLAN, row.get("by"))
        found.row(part, row, {"answer": row.get("answer"), "words": row.get("words")}, PLAN)
