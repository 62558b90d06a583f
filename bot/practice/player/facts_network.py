"""Facts about who belongs: answers, ways to reach people, the search for family, providers' words."""

from __future__ import annotations

from bot.practice.player.findings import PLAN, RECORD, Findings
from bot.practice.player.hands import Json
from bot.practice.player.network import ANSWERS
from bot.practice.player.part import Part
from bot.practice.player.script import Someone


def answers_and_ways(found: Findings, someone: Someone) -> None:
    """Three separate answers, and a way to reach the person; both are in the whole record alone."""
    part, person = someone.part, found.who(someone.id)
    mine = {one["name"]: one["answer"] for one in found.record["person_facts"] if one["person_id"] == person}
    for name in ANSWERS:
        if name in part.value:
            found.same(part.at(name), mine.get(name), RECORD)
    if part.at("contact"):
        way = _of(found.record["contact_ways"], person, value=part.text("contact").strip())
        found.same(part.at("contact"), way.get("value"), RECORD, private=True)
        if part.at("contact_safe"):
            found.same(part.at("contact_safe"), way.get("safe"), RECORD)


def network_facts(found: Findings) -> None:
    """Who named whom, each try of the search, and what providers wrote."""
    root = found.scene.script.root
    for said in root.each("who_belongs"):
        _mention(found, said)
    for line in root.each("search_log"):
        about, words = found.who(line.get("about")), line.text("words").strip()
        row = _of(found.record["contact_tries"], about, words=words)
        for key in ("words", "on", "channel", "result"):
            if line.at(key):
                found.same(line.at(key), row.get(key), RECORD, private=True)
        if line.at("about"):
            found.holds(line.at("about"), bool(row), RECORD, private=True)
    for written in root.each("provider_input"):
        _input(found, written)


def _mention(found: Findings, said: Part) -> None:
    """A new name is looked for from then on: it has an id of its own beside the name."""
    rows = [one for one in found.record["mentions"] if one["asked_of"] == found.who(said.get("by"))]
    about, name = found.who(said.get("about")), said.get("name")
    meant = (one for one in rows if one["name"] == name and about in (None, one["person_id"]))
    row: Json = next((one for one in meant if one["belongs"] == said.get("says")), {})
    for key, kept in {"says": "belongs", "name": "name", "words": "words", "on": "on"}.items():
        if said.at(key):
            found.same(said.at(key), row.get(kept), RECORD, private=True)
    for key in ("by", "about"):
        if said.at(key):
            found.holds(said.at(key), bool(row), RECORD, private=True)
    if said.at("relation"):
        ties = [one["relation"] for one in found.record["candidates"] if one["id"] == row.get("person_id")]
        found.holds(said.at("relation"), ties == [said.get("relation")], RECORD, private=True)


def _input(found: Findings, written: Part) -> None:
    told, text = found.plan["about"]["provider_input"], written.text("text").strip()
    if written.get("treatment_consent") is False:
        noted = {one["text"] for one in found.record["provider_inputs"]}
        found.holds(written, text not in noted, RECORD)
        return
    row: Json = next((one for one in told if one["text"] == text), {})
    found.same(written.at("text"), row.get("text"), PLAN)
    found.holds(written.at("by"), row.get("by") == found.who(written.get("by")), PLAN, row.get("by"))
    if written.at("on"):
        found.same(written.at("on"), row.get("given_on"), PLAN)
    if written.at("treatment_consent"):
        kept = [one["treatment_consent"] for one in found.record["provider_inputs"] if one["text"] == text]
        found.holds(written.at("treatment_consent"), kept == [written.get("treatment_consent")], RECORD)


def _of(rows: list[Json], person: str | None, **same: str) -> Json:
    """The row about that person with these values; empty when there is none."""
    mine = (one for one in rows if one["person_id"] == person)
    return next((one for one in mine if all(one[name] == value for name, value in same.items())), {})
