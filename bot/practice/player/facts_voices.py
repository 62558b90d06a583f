"""Facts about each child's own voice: in the plan as it was said, apart from any adult's wording."""

from __future__ import annotations

from bot.practice.player.entries import VOICE_WAYS, WORDS_OF_A_CHILD, voice_way
from bot.practice.player.findings import PLAN, RECORD, Findings
from bot.practice.player.hands import Json
from bot.practice.player.part import Part


def voice_facts(found: Findings) -> None:
    """Each time that a child was heard; of a later conference, as the plan has it."""
    for part in found.scene.script.root.each("child_voice"):
        child = found.child(part.get("child"))
        rows = [one for one in found.record["voices"] if one["child_id"] == child]
        row = next((one for one in rows if _is_this(part, one)), None) or of_talk(found, part, rows)
        values = row or {}
        if part.get("how") in VOICE_WAYS:
            found.same(part.at("how"), values.get("how"), PLAN)
        else:
            ok = values.get("how_words") == part.text("how").strip() and values.get("how") == voice_way(
                found.scene, part
            )
            found.holds(part.at("how"), ok, PLAN, values.get("how_words"))
        _words(found, part, values, _in_plan(found, child))
        found.row(part, row, {"reason": values.get("reason"), "asked_on": values.get("asked_on")}, PLAN)
        belongs(found, part, values)
        for key, kept in (("by", "said_by"), ("asked_by", "asked_by"), ("beside_by", "beside_by")):
            if part.at(key):
                found.holds(part.at(key), values.get(kept) == found.who(part.get(key)), PLAN)
        found.not_said(part, ("by",))


def _is_this(part: Part, row: Json) -> bool:
    """Whether a row holds the words of this part: a child may be heard more than once in one talk."""
    kept = [line for name in WORDS_OF_A_CHILD for line in (row.get(name) or "").splitlines()]
    said = [words.value.strip() for name in WORDS_OF_A_CHILD for words in part.each(name)]
    return bool(said) and all(line in kept for words in said for line in words.splitlines())


def _in_plan(found: Findings, child: str | None) -> Json:
    children = found.plan["content"]["children"]
    return next((one["voice"] for one in children if one["id"] == child), None) or {}


def _words(found: Findings, part: Part, row: Json, in_plan: Json) -> None:
    """The child's words under what they answer, an adult's beside them; private ones in the record alone."""
    private = bool(part.get("keep_private"))
    for name in WORDS_OF_A_CHILD:
        told, kept = in_plan.get(name, []), row.get(name) or ""
        for words in part.each(name):
            openly = all(line in told for line in words.value.strip().splitlines()) or words.value in kept
            ok = words.value.strip() in kept if private else openly
            found.holds(words, ok, RECORD if private else PLAN, told, private=private)
    if part.at("beside"):
        ok = row.get("beside") == part.text("beside").strip()
        found.holds(part.at("beside"), ok, RECORD if private else PLAN, row.get("beside"), private=private)
    if part.at("keep_private"):
        found.same(part.at("keep_private"), row.get("keep_private"), RECORD)


def of_talk(found: Findings, part: Part, rows: list[Json]) -> Json | None:
    """The row of the conference in which it was said; else the first."""
    place = found.scene.script.talks.index(found.scene.script.talk_of(part))
    talk = found.talks[place]["id"] if place < len(found.talks) else ""
    return next((one for one in rows if one["conference_id"] == talk), rows[0] if rows else None)


def belongs(found: Findings, part: Part, row: Json) -> None:
    """To which child and which conference something was said."""
    if part.at("child"):
        found.holds(part.at("child"), row.get("child_id") == found.child(part.get("child")), PLAN)
    if part.at("conference"):
        place = found.scene.script.talks.index(found.scene.script.talk_of(part))
        ok = place < len(found.talks) and row.get("conference_id") == found.talks[place]["id"]
        found.holds(part.at("conference"), ok, RECORD)
