"""Facts of the plan's own entries: strengths, needs, ideas, goals, tasks, worries, visits, services."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.practice.player.facts_ideas import enough_facts, idea_facts
from bot.practice.player.findings import PLAN, RECORD, Findings, pair_up, plain
from bot.practice.player.hands import Json
from bot.practice.player.part import Part
from bot.practice.player.script import ENTRY_LISTS
from bot.practice.player.version_moves import move_facts

# The name of each list in a sealed plan, where it is another.
IN_PLAN = {"visit_plan": "visits"}
# Every entry but an idea says on which day it was said, if that was not the day on which it was entered.
HAVE_NO_DAY = ("ideas",)
COPIED = ("text", "domain", "measure", "by_date", "done_when", "due", "help", "barrier", "court_ordered")
COPIED_VISIT = ("worker_with", "how_often", "where", "supervised", "starts", "review_on")
COPIED_OF = {
    "visit_plan": COPIED_VISIT,
    "services": ("what", "who", "start_by", "kind"),
    "ideas": ("text", "kind"),
    "concerns": ("text", "action", "no_action"),
    "decisions": ("text", "on"),
}


def entry_facts(found: Findings) -> None:
    """The first version's entries, and those of each later version, each in the version that says them."""
    root = found.scene.script.root
    places = {name: _of_talks(found, name, root.each(name)) for name in ENTRY_LISTS}
    for number, version in enumerate(root.each("versions"), start=1):
        content = found.contents[number] if number < len(found.contents) else {}
        _version(found, version, number, content)
        move_facts(found, version, number)
        for name in ENTRY_LISTS:
            places[name] |= _check(found, name, version.each("added", name), content)
        for gone in version.each("withdrawn"):
            row = next((rows[gone.get("id")] for rows in places.values() if gone.get("id") in rows), None)
            there = row is not None and any(
                one["id"] == row["id"]
                for name in ENTRY_LISTS
                for one in content.get(IN_PLAN.get(name, name), [])
            )
            found.holds(gone, row is not None and not there, PLAN)
        for change in version.each("changed"):
            _changed(found, change, places, content)


def _of_talks(found: Findings, name: str, parts: list[Part]) -> dict[str, Json]:
    """Each entry in the plan that was sealed after the conference in which it was said."""
    rows: dict[str, Json] = {}
    script = found.scene.script
    numbers = {part.path: script.version_of(script.talk_of(part)) for part in parts}
    for number, content in enumerate(found.every_content):
        said = [part for part in parts if numbers[part.path] == number]
        rows |= _check(found, name, said, _without_carried(content)) if said else {}
    missing = [part for part in parts if numbers[part.path] >= len(found.every_content)]
    return rows | _check(found, name, missing, {})


def _without_carried(content: Json) -> Json:
    """What was said for that plan: entries of an earlier one are facts of their own."""
    lists = {IN_PLAN.get(name, name) for name in ENTRY_LISTS}
    said = {name: [row for row in content.get(name, []) if "carried" not in row] for name in lists}
    return {**content, **said}


def _version(found: Findings, version: Part, number: int, content: Json) -> None:
    kept = found.kept_versions
    row = kept[number] if number < len(kept) else {}
    found.same(version.at("why"), row.get("why"), RECORD)
    found.holds(version.at("on"), str(row.get("sealed_at", "")).startswith(version.get("on")), RECORD)


def _changed(found: Findings, change: Part, places: Mapping[str, Mapping[str, Json]], content: Json) -> None:
    """A changed entry keeps its id; what is different stands in the new version."""
    which = change.text("id")
    name = next((name for name, rows in places.items() if which in rows), None)
    before = places[name][which] if name else None
    rows = content.get(IN_PLAN.get(name or "", name or ""), [])
    row = next((one for one in rows if before and one["id"] == before["id"]), None)
    found.holds(change.at("id"), row is not None, PLAN)
    for key, value in _wanted(found, name or "tasks", change).items():
        if key != "id":
            found.holds(change.at(_file_key(change, key)), row is not None and _equal(row, value), PLAN)


def _file_key(change: Part, key: str) -> str:
    return key if key in change.value else next(iter(change.value))


def _check(found: Findings, name: str, parts: list[Part], content: Json) -> dict[str, Json]:
    """Compare one list; gives the plan's rows by the ids of the file."""
    rows = content.get(IN_PLAN.get(name, name), [])

    def alike(part: Part, row: Json) -> int:
        same = [_equal(row, wanted) for wanted in _wanted(found, name, part).values()]
        return sum(same)

    pairs = pair_up(parts, rows, alike)
    for part, row in zip(parts, pairs, strict=True):
        for key, wanted in _wanted(found, name, part).items():
            ok = row is not None and _equal(row, wanted)
            found.holds(part.at(key), ok, PLAN, row and row.get(wanted[0]))
        _elsewhere(found, name, part, row)
        if name == "ideas":
            idea_facts(found, part, row, content)
        elif name == "needs":
            enough_facts(found, part, row)
    return {part.text("id"): row for part, row in zip(parts, pairs, strict=True) if row and part.get("id")}


def _equal(row: Json, wanted: tuple[str, Any]) -> bool:
    key, value = wanted
    there = row.get(key)
    return set(there or ()) == value if isinstance(value, set) else plain(there) == plain(value)


def _wanted(found: Findings, name: str, part: Part) -> dict[str, tuple[str, Any]]:
    """For each key that the file gives: the plan's own key and the value it must have."""
    given = part.value
    copied = COPIED_OF.get(name, COPIED)
    wanted = {key: (key, given[key]) for key in copied if key in given}
    for key, translate in _TRANSLATED.get(name, {}).items():
        if key in given:
            wanted[key] = translate(found, given[key])
    return wanted


def _elsewhere(found: Findings, name: str, part: Part, row: Json | None) -> None:
    """Who said a goal, until when a consent holds, and in which conference it was: in the whole record."""
    kept: Json = next(
        (one for one in found.record.get(IN_PLAN.get(name, name), []) if row and one["id"] == row["id"]), {}
    )
    if name == "goals" and part.at("by"):
        found.holds(part.at("by"), kept.get("said_by") == found.who(part.get("by")), RECORD)
    if part.at("consent_until"):
        found.same(part.at("consent_until"), kept.get("consent_until"), RECORD)
    if part.at("conference"):
        place = found.scene.script.talks.index(found.scene.script.talk_of(part))
        ok = place < len(found.talks) and kept.get("conference_id") == found.talks[place]["id"]
        found.holds(part.at("conference"), ok and _on_its_day(found, name, part, kept), RECORD)


def _on_its_day(found: Findings, name: str, part: Part, kept: Json) -> bool:
    """What was entered after a talk that was noted says on which day it was said."""
    talk = found.scene.script.talk_of(part)
    on = part.get("on") or f"{talk.on}"
    return not talk.noted or name in HAVE_NO_DAY or on in (kept.get("talked_on"), kept.get("on"))


def _id_of(found: Findings, name: str, which: str | None) -> str | None:
    """The record's id of an entry of the file, by its words; of several alike the nth made."""
    pick = found.scene.entry(name.removesuffix("s"), which)
    if pick is None:
        return None
    alike = sorted(str(one["id"]) for one in found.record[name] if one["text"] == pick.words)
    return alike[pick.nth] if pick.nth < len(alike) else f"no entry like {which}"


Translate = Callable[[Findings, Any], tuple[str, Any]]


def _by(found: Findings, who: str) -> tuple[str, Any]:
    return "by", found.who(who)


_TRANSLATED: Mapping[str, Mapping[str, Translate]] = {
    "strengths": {"by": _by},
    "needs": {"by": _by},
    "ideas": {"by": _by, "need": lambda found, which: ("need", _id_of(found, "needs", which))},
    "concerns": {
        "by": _by,
        "child": lambda found, who: ("child", found.child(who)),
        "tasks": lambda found, which: ("tasks", {_id_of(found, "tasks", one) for one in which}),
    },
    "decisions": {
        "by": _by,
        "decided_by": lambda found, who: ("decided_by", {found.who(one) for one in who}),
    },
    "objectives": {
        "goal": lambda found, which: ("goal", _id_of(found, "goals", which)),
        "needs": lambda found, which: ("needs", {_id_of(found, "needs", one) for one in which}),
        "tags": lambda found, which: ("tags", set(which)),
    },
    "tasks": {
        "objective": lambda found, which: ("objective", _id_of(found, "objectives", which)),
        "owner": lambda found, who: ("owner", found.who(who)),
        "after": lambda found, which: ("after", _id_of(found, "tasks", which)),
        "idea": lambda found, which: ("idea", _id_of(found, "ideas", which)),
    },
    "visit_plan": {
        "child": lambda found, who: ("child", found.child(who)),
        "with": lambda found, who: ("with", found.who(who)),
        "who": lambda found, who: ("who", found.who(who)),
        "move_to_less_watch_when": lambda found, words: ("loosens_when", words),
        "move_to_home_when": lambda found, words: ("loosens_when", words),
    },
    "services": {
        "owner": lambda found, who: ("owner", found.who(who)),
        "idea": lambda found, which: ("idea", _id_of(found, "ideas", which)),
        "for": lambda found, who: ("for", None if who == "household" else found.who(who)),
        "sud_record_consent": lambda found, said: ("treatment_consent", said),
    },
}
