"""What a person would type of a file: a name where one of its sentences holds an id ("Bus pass from p4")."""

from __future__ import annotations

import re
from typing import Any

from bot.practice.player.part import Part
from bot.practice.player.script import ENTRY_LISTS

# Only what nobody could take for a word of the sentence.
AN_ID = re.compile(r"\b[a-z]{1,2}\d{1,3}\b")
# A value that is nothing but an id points at somebody; under this key it is all that was said.
ALWAYS_SAID = "help"
# "(booked)": somebody comes, and the file does not know their name.
NO_NAME = re.compile(r"\((.+)\)")


def spelled_out(root: Part) -> Part:
    """A checked file as it is typed: who has no name is called by the role, ids in sentences are names."""
    named = Part(root.path, root.value | _teams(root) | _endorsement(root))
    return Part(root.path, _typed(named, _words_for(named)))


def _teams(root: Part) -> dict[str, Any]:
    keys = (key for key in ("team", "not_team") if root.get(key))
    return {key: [_with_name(one.value) for one in root.each(key)] for key in keys}


def _with_name(person: dict[str, Any]) -> dict[str, Any]:
    unnamed = NO_NAME.fullmatch(person["name"].strip())
    role = person["role"].replace("_", " ").capitalize()
    return person | {"name": f"{role} ({unnamed[1]})"} if unnamed else person


def _endorsement(root: Part) -> dict[str, Any]:
    """Its `by` is a name in the file's own words: it begins as names do."""
    by = root.at("endorsement").text("by")
    return {"endorsement": root.get("endorsement") | {"by": by[:1].upper() + by[1:]}} if by else {}


def _words_for(root: Part) -> dict[str, str]:
    """What stands for each id in a sentence: a person's name, an entry's words."""
    people = {one.text("id"): one.text("name") for one in root.each("team") + root.each("not_team")}
    entries = {
        entry.text("id"): f"“{entry.text('text').rstrip('.')}”"
        for name in ENTRY_LISTS
        for entry in root.each(name)
        if entry.get("text")
    }
    return entries | people


def _typed(part: Part, words: dict[str, str]) -> Any:
    if isinstance(part.value, dict):
        return {key: _typed(part.at(key), words) for key in part.value}
    if isinstance(part.value, list):
        return [_typed(item, words) for item in part.each()]
    points = AN_ID.fullmatch(str(part.value)) and not part.path.endswith(f".{ALWAYS_SAID}")
    if points or not isinstance(part.value, str):
        return part.value
    return AN_ID.sub(lambda found: words.get(found[0], found[0]), part.value)
