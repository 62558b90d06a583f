"""Slack's limits: texts are split or shortened to fit, so that no words can ever stop a message."""

import json
import unicodedata
from collections.abc import Iterator

from bot.render.parts import Block

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
VIEW_BYTES = 250_000
MESSAGE_TEXT = 4_000
SECTION = 3_000
SAID = 2_900
ELLIPSIS = "…"

# By the place of a text object: (the type of what holds it, its key there).
TEXTS = {
    ("section", "text"): SECTION,
    ("section", "fields"): 2_000,
    ("header", "text"): 150,
    ("context", "elements"): SECTION,
    ("input", "label"): 2_000,
    ("input", "hint"): 2_000,
    ("button", "text"): 75,
    ("modal", "title"): 24,
    ("modal", "submit"): 24,
    ("modal", "close"): 24,
    ("confirm", "title"): 100,
    ("confirm", "text"): 300,
    ("confirm", "confirm"): 30,
    ("confirm", "deny"): 30,
    ("option", "text"): 75,
    ("option", "description"): 75,
}
PLACEHOLDER = 150
ACCESSIBILITY_LABEL = 75


def size(text: str) -> int:
    """Length as JavaScript counts it (UTF-16), never less than any other way of counting."""
    return len(text) if text.isascii() else len(text) + sum(char > "\uffff" for char in text)


def shorten(text: str, limit: int) -> str:
    """The beginning of a text with an ellipsis, not cutting into an emoji, an entity or a mention."""
    if size(text) <= limit:
        return text
    kept = _beginning(text, limit - len(ELLIPSIS))
    return kept.rstrip() + ELLIPSIS


def split(text: str, limit: int = SAID) -> list[str]:
    """A long text in pieces that fit, broken at line ends or spaces where there are any."""
    kind = type(text)
    pieces, rest = [], str(text)
    while size(rest) > limit:
        piece = _beginning(rest, limit)
        place = max(piece.rfind("\n"), piece.rfind(" "))
        if place > limit // 2:
            piece = piece[: place + 1]
        pieces.append(piece)
        rest = rest[len(piece) :]
    return [kind(piece) for piece in (*pieces, rest) if piece.strip()] or [text]


def fit(thing: object, holder: str = "") -> None:
    """Shorten every text below, in place, to its limit."""
    if isinstance(thing, list):
        for each in thing:
            fit(each, holder)
    elif isinstance(thing, dict):
        kind = str(
            thing.get("type") or ("option" if "value" in thing else "confirm" if "deny" in thing else "")
        )
        for key, value in thing.items():
            limit = PLACEHOLDER if key == "placeholder" else TEXTS.get((kind, key), SECTION)
            if isinstance(value, list | dict):
                for text in value if isinstance(value, list) else [value]:
                    _fit_text(text, limit)
                fit(value, kind)
        if "accessibility_label" in thing:
            thing["accessibility_label"] = shorten(thing["accessibility_label"], ACCESSIBILITY_LABEL)


def fit_blocks(blocks: list[Block], most: int, more: str) -> list[Block]:
    """At most so many blocks; the last one then says that there is more."""
    if len(blocks) <= most:
        return blocks
    return [*blocks[: most - 1], _says(more)]


def fit_view(view: Block, more: str) -> None:
    """Keep a view under Slack's 250 kB by leaving out what is shown last, never a field."""
    blocks: list[Block] = view["blocks"]
    if len(json.dumps(view)) <= VIEW_BYTES:
        return
    while len(json.dumps(view)) > VIEW_BYTES - len(more) * 12 - 200:
        shown = [place for place, block in enumerate(blocks) if block["type"] != "input"]
        if not shown:
            return
        del blocks[shown[-1]]
    blocks.append(_says(more))


def _says(words: str) -> Block:
    return {"type": "context", "elements": [{"type": "plain_text", "text": words, "emoji": True}]}


def _fit_text(text: object, limit: int) -> None:
    if isinstance(text, dict) and text.get("type") in ("mrkdwn", "plain_text"):
        text["text"] = shorten(text["text"], limit)


def _beginning(text: str, limit: int) -> str:
    kept = text[: max(1, sum(1 for _ in _fitting(text, limit)))]
    kept = _without_half_a_token(kept)
    while len(kept) > 1 and _joins(text[len(kept) :][:1], kept[-1]):
        kept = kept[:-1]
    return kept


def _fitting(text: str, limit: int) -> Iterator[str]:
    used = 0
    for char in text:
        used += size(char)
        if used > limit:
            return
        yield char


def _without_half_a_token(kept: str) -> str:
    for opens, closes, longest in (("<", ">", 200), ("&", ";", 4)):
        place = kept.rfind(opens, max(0, len(kept) - longest))
        if place > 0 and closes not in kept[place:]:
            kept = kept[:place]
    return kept


def _joins(following: str, last: str) -> bool:
    """Whether a cut between these two would break one visible character."""
    joiners = ("\u200d", "\ufe0f")
    if last in joiners or following in joiners:
        return True
    return bool(following) and (
        unicodedata.combining(following) > 0 or "\U0001f3fb" <= following <= "\U0001f3ff"
    )
