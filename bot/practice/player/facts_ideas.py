"""Facts about ideas: who sees one differently, which was chosen by whom and why (K-17)."""

from __future__ import annotations

from bot.practice.player.findings import PLAN, RECORD, Findings, plain
from bot.practice.player.hands import Json
from bot.practice.player.part import Part


def idea_facts(found: Findings, part: Part, row: Json | None, content: Json) -> None:
    """What is said of one idea beside its words; one that the file does not choose is not chosen."""
    kept = row or {}
    chosen = part.at("chosen")
    if chosen:
        deciders = {found.who(who) for who in chosen.get("by")}
        found.holds(chosen.at("by"), set(kept.get("chosen_by") or ()) == deciders, PLAN)
        talk = found.scene.script.talk_of(part)
        on_its_day = not talk.noted or kept.get("chosen_on") == f"{talk.on}"
        ok = plain(kept.get("chosen_why")) == plain(chosen.get("why")) and on_its_day
        found.holds(chosen.at("why"), ok, PLAN, kept.get("chosen_why"))
    elif kept.get("chosen_on"):
        found.holds(part.at("text"), False, PLAN, "chosen, and the file says nothing of it")
    views = [one for one in content.get("other_views", ()) if one["idea"] == kept.get("id")]
    for view in part.each("other_views"):
        told: Json = next((one for one in views if one["by"] == found.who(view.get("by"))), {})
        found.holds(view.at("by"), bool(told), PLAN)
        found.holds(view.at("text"), plain(told.get("text")) == plain(view.get("text")), PLAN)


def enough_facts(found: Findings, part: Part, row: Json | None) -> None:
    """Why fewer than three ideas were enough for a need."""
    if part.at("enough_ideas"):
        passed = [one["why"] for one in found.record["enough_ideas"] if row and one["need_id"] == row["id"]]
        found.holds(part.at("enough_ideas"), passed == [part.get("enough_ideas")], RECORD, passed)
