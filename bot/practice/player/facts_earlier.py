"""Facts of a plan that begins blank: what was carried over is marked, what was left out is not there."""

from __future__ import annotations

from bot.practice.player.findings import PLAN, RECORD, Findings
from bot.practice.player.hands import Json
from bot.practice.player.script import ENTRY_LISTS, Talk

IN_PLAN = {"visit_plan": "visits"}


def earlier_facts(found: Findings) -> None:
    """Of each conference that took something over from the plan before, and of each that was sealed."""
    for talk in found.scene.script.talks:
        if talk.part.at("sealed"):
            number = found.scene.script.version_of(talk)
            found.holds(talk.part.at("sealed"), number < len(found.every_content), RECORD)
        _of_talk(found, talk)


def _of_talk(found: Findings, talk: Talk) -> None:
    said, number = talk.part.at("from_earlier"), found.scene.script.version_of(talk)
    content = found.every_content[number] if number < len(found.every_content) else {}
    for entry in said.each("carried"):
        row = _row(found, content, str(entry.value))
        found.holds(entry, row is not None and (row["carried"] or {})["on"] == f"{talk.on}", PLAN)
    for left in said.each("left_out"):
        found.holds(left.at("entry"), _row(found, content, left.text("entry")) is None, PLAN)
        kept = [one["why"] for one in found.record["from_earlier"] if not one["carried"]]
        found.holds(left.at("why"), left.get("why") in kept, RECORD, kept)


def _row(found: Findings, content: Json, which: str) -> Json | None:
    """An entry of the file among the rows that were carried over, by its words."""
    entry = found.scene.script.entries()[which]
    words = entry.get("text") or entry.get("what") or entry.get("how_often")
    rows = (row for name in ENTRY_LISTS for row in content.get(IN_PLAN.get(name, name), []))
    return next((one for one in rows if one.get("carried") and words in one.values()), None)
