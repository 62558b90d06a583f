"""What people saw during a play: every change that each of them came to see, in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.practice.player.hands import Desk, Json

Seen = Mapping[int, "Glimpse"]


@dataclass(frozen=True)
class Glimpse:
    """One thing that appeared or changed, and who saw it."""

    change: Json
    by: tuple[str, ...]

    @property
    def what(self) -> str:
        return str(self.change["what"])

    @property
    def place(self) -> str:
        return str(self.change["channel"] or "")


def all_seen(desk: Desk, users: Mapping[str, str]) -> dict[int, Glimpse]:
    """Everything that these users (by name) saw, by its number."""
    found: dict[int, Glimpse] = {}
    for name, user in users.items():
        for change in desk.get(f"/{user}/changes?since=0")["changes"]:
            known = found.get(change["seq"])
            found[change["seq"]] = Glimpse(change, (*(known.by if known else ()), name))
    return dict(sorted(found.items()))


def latest(desk: Desk, user: str) -> int:
    """The number of the newest change."""
    return int(desk.get(f"/{user}/changes?since=1000000000")["next"])


def strings(thing: Any) -> Iterator[str]:
    """Every text in it, whatever it is called."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, Mapping):
        for inner in thing.values():
            yield from strings(inner)
    elif isinstance(thing, list | tuple):
        for inner in thing:
            yield from strings(inner)


def words_shown(surface: Json) -> list[str]:
    """The words that a view or message shows, a line for each block; what was typed into it is left out."""
    title = surface.get("title")
    lines = [str(title["text"])] if title else []
    for block in surface.get("blocks") or ():
        if line := " ".join(_block_words(block)).strip():
            lines.append(line)
    if not surface.get("blocks") and surface.get("text"):
        lines.append(str(surface["text"]))
    lines += [f"[file: {file.get('name', 'taken out')}]" for file in surface.get("files") or ()]
    return lines


def _block_words(block: Json) -> Iterator[str]:
    if block["type"] == "input":
        yield f"({block['label']['text']})"
        return
    for key in ("text", "fields", "accessory", "elements"):
        yield from _texts(block.get(key))


def _texts(thing: Any) -> Iterator[str]:
    """The texts of text objects and rich text; a button's between brackets."""
    if isinstance(thing, list):
        for inner in thing:
            yield from _texts(inner)
    elif isinstance(thing, Mapping):
        text = thing.get("text")
        if thing.get("type") == "button" and isinstance(text, Mapping):
            yield f"[{text['text']}]"
        elif isinstance(text, str):
            yield text
        else:
            yield from _texts(text)
            yield from _texts(thing.get("elements"))
