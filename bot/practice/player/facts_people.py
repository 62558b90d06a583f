"""Facts about people: who they are, how they were told and prepared, how they took part; and private ones."""

from __future__ import annotations

from bot.practice.player.facts_network import answers_and_ways
from bot.practice.player.findings import PLAN, RECORD, Findings
from bot.practice.player.hands import Json
from bot.practice.player.part import Part
from bot.practice.player.script import Someone, how_took_part

OWN = {
    "language": "language",
    "relation": "relation",
    "family_said_ok": "family_said_yes",
    "relative_of_family": "relative_of_family",
}
TEAM_COULD_SAY = ("how", "invited", "notice", "reply", "prep_done", "language")


def people_facts(found: Findings) -> None:
    """Everyone of the file."""
    for someone in found.scene.script.people.values():
        row = next((one for one in found.record["people"] if one["id"] == found.people.get(someone.id)), None)
        _who_they_are(found, someone, row)
        _told_and_came(found, someone)
        _prepared(found, someone)
        answers_and_ways(found, someone)
        if someone.on_team:
            found.not_said(someone.part, TEAM_COULD_SAY)


def _who_they_are(found: Findings, someone: Someone, row: Json | None) -> None:
    part, kept = someone.part, row or {}
    found.row(
        part, row, {"name": kept.get("name"), **{key: kept.get(name) for key, name in OWN.items()}}, RECORD
    )
    found.holds(part.at("role"), kept.get("role") == someone.role, RECORD, kept.get("role"))
    if part.at("slack"):
        uses = kept.get("slack_user") is not None
        found.holds(part.at("slack"), uses == found.scene.script.has_slack(someone.id), RECORD, uses)
    for key, name in (("interpreter", "interpreter"), ("invited_by_request_of", "asked_for_by")):
        if part.at(key):
            found.holds(part.at(key), kept.get(name) == found.who(part.get(key)), RECORD, kept.get(name))
    if part.at("child"):
        found.holds(part.at("child"), kept.get("child_id") == found.child(part.get("child")), RECORD)
    if part.at("parent_of"):
        wanted = {found.child(one) for one in part.get("parent_of")}
        several = len(found.scene.script.children) > 1
        found.holds(part.at("parent_of"), not several or set(kept.get("parent_of", ())) == wanted, RECORD)
    if part.at("hidden_address"):
        ok = _has_note(found, "hidden_address", part.get("hidden_address"), found.who(someone.id))
        found.holds(part.at("hidden_address"), ok, RECORD, private=True)


def _told_and_came(found: Findings, someone: Someone) -> None:
    part, talk = someone.part, found.scene.script.talks[-1]
    rows = [*found.plan["about"]["team"], *found.plan["about"]["others"]]
    row = found.of_person(rows, someone.id, "person")
    kept = row or {}
    told = {"invited": kept.get("invited_on"), "notice": kept.get("notice"), "reply": kept.get("reply")}
    found.row(part, row, told, PLAN)
    if part.at("how"):
        own = found.scene.script.took_part(talk, someone.id)
        wanted = how_took_part(own.value) if own else None
        # Who missed the last of several meetings took part in their plan by another one.
        noted = [
            one["how"] for one in found.record["attendances"] if one["person_id"] == found.who(someone.id)
        ]
        ok = kept.get("took_part") == wanted or (len(noted) > 1 and wanted in noted)
        found.holds(part.at("how"), ok, PLAN, kept.get("took_part"))
    if part.at("absence"):
        absence_facts(found, part.at("absence"), kept.get("absence"))


def absence_facts(found: Findings, part: Part, kept: Json | None) -> None:
    """Why somebody was not there, what they sent, who follows up by when."""
    row = kept or {}
    keys = {
        "reason": "reason",
        "input": "input",
        "input_received": "input_on",
        "follow_up_by": "follow_up_by",
    }
    found.row(part, kept, {key: row.get(name) for key, name in keys.items()}, PLAN)
    if part.at("follow_up_owner"):
        owner = row.get("follow_up_owner")
        found.holds(part.at("follow_up_owner"), owner == found.who(part.get("follow_up_owner")), PLAN, owner)


def _prepared(found: Findings, someone: Someone) -> None:
    """A talk alone is in the whole record only."""
    part = someone.part
    talks = [one for one in found.record["preparations"] if one["person_id"] == found.who(someone.id)]
    row = next((one for one in talks if one["done_on"] == (part.get("prep_done") or one["done_on"])), None)
    kept = row or {}
    found.row(part, row, {"prep_done": kept.get("done_on")}, RECORD)
    if part.at("prep_by"):
        found.holds(part.at("prep_by"), kept.get("by_person") == found.who(part.get("prep_by")), RECORD)
    if part.at("prep_notes"):
        found.same(part.at("prep_notes"), kept.get("notes"), RECORD, private=True)


def private_facts(found: Findings) -> None:
    """Safety screens, what children keep private: in the whole record, for those who lead."""
    root = found.scene.script.root
    for screen in root.each("safety_screen"):
        _screen(found, screen)
    for rule in root.each("no_contact"):
        _kept_apart(found, rule)
    for voice in root.each("child_voice"):
        kept = voice.at("asked_to_keep_private")
        if kept:
            listed = {one["words"] for one in found.record["keep_private"]}
            ok = all(words.value.strip() in listed for words in kept.each())
            found.holds(kept, ok, RECORD, private=True)


def _screen(found: Findings, screen: Part) -> None:
    asked = screen.get("asked_separately")
    rows = [found.of_person(found.record["safety_screens"], who) for who in asked]
    found.holds(screen.at("asked_separately"), None not in rows, RECORD, private=True)
    for key in ("no_contact_order", "fear_in_meeting", "joint_meeting_ok", "words"):
        if screen.at(key):
            ok = all(row is not None and row[key] == screen.get(key) for row in rows)
            found.holds(screen.at(key), ok, RECORD, private=True)
    if screen.at("address_hidden_from"):
        wanted = {found.who(who) for who in screen.get("address_hidden_from")}
        ok = all(row is not None and set(row["address_hidden_from"]) == wanted for row in rows)
        found.holds(screen.at("address_hidden_from"), ok, RECORD, private=True)
    if screen.at("on"):
        found.holds(screen.at("on"), None not in rows, "the day is when it was entered", private=True)
    if screen.at("visible_to"):
        may = {found.scene.script.leader.id, *(one.id for one in (found.scene.script.manager,) if one)}
        found.holds(
            screen.at("visible_to"), set(screen.get("visible_to")) <= may, "who may ask for record.json"
        )


def _kept_apart(found: Findings, rule: Part) -> None:
    """Who must not meet whom stands in the whole record alone."""
    pair = {found.who(who) for who in rule.get("between")}
    kept = next((one for one in found.record["no_contacts"] if set(one["between"]) == pair), None)
    found.holds(rule.at("between"), kept is not None, RECORD, private=True)
    for key, name in (("kind", "kind"), ("from", "since")):
        if rule.at(key):
            found.holds(rule.at(key), (kept or {}).get(name) == rule.get(key), RECORD, private=True)


def _has_note(found: Findings, kind: str, words: str, about: str | None = None) -> bool:
    return any(
        one["kind"] == kind and one["words"] == words.strip() and about in (None, one["person_id"])
        for one in found.record["private_notes"]
    )
