"""From what a person typed to what is kept: their words, without what only machines would see."""

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

NO_NAMES: Mapping[str, str] = MappingProxyType({})
# Letters by class, but nothing is drawn for them.
BLANK_LETTERS = "\u2800\u3164\u115f\u1160\uffa0"
# Marks that turn the direction of all that follows, beyond the words themselves.
TURNS = re.compile("[\u202a-\u202e]")
ISOLATES, ENDS_ISOLATE = re.compile("[\u2066-\u2068]"), "\u2069"
ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
# Somebody or some place that Slack hands on by its id, or a link, perhaps with what people read there.
HANDED_ON = re.compile(r"<(@|#|!|mailto:|tel:)?([^<>|]+)(?:\|([^<>]*))?>")


def from_message(text: str, names: Mapping[str, str] = NO_NAMES) -> str:
    """The words of a message or a command as its writer saw them.

    Slack hands on three characters written out, and people, channels and links in brackets. `names`
    are those whom we know by their Slack ids.
    """
    read = HANDED_ON.sub(lambda found: _as_read(found, names), text)
    return as_typed(re.sub("&lt;|&gt;|&amp;", lambda found: ENTITIES[found[0]], read))


def word_and_rest(text: str) -> tuple[str, str]:
    """A command's first word, and the rest as its person typed it; empty where nothing of it can be seen."""
    word, rest = (*from_message(text).split(None, 1), "", "")[:2]
    return word.lower(), as_typed(rest)


def _as_read(found: re.Match[str], names: Mapping[str, str]) -> str:
    kind, thing, label = found[1] or "", found[2], (found[3] or "").lstrip("@#")
    if kind == "@":
        return f"@{names.get(thing) or label or thing}"
    if kind == "#":
        return f"#{label or thing}"
    if kind == "!":
        return label or f"@{thing}"
    return label if kind or thing.endswith(f"//{label}") else f"{label} ({thing})" if label else thing


def as_typed(text: str) -> str:
    """The words themselves: control characters gone, ends trimmed.

    Newlines and tabs stay, and so do the marks that right-to-left scripts and emoji need; one that
    would also turn the words around it does not. Text in which nothing can be seen is empty.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs"))
    kept = TURNS.sub("", kept).strip()
    kept += ENDS_ISOLATE * (len(ISOLATES.findall(kept)) - kept.count(ENDS_ISOLATE))
    return kept if any(_can_be_seen(char) for char in kept) else ""


def one_line(text: str) -> str:
    """The same for a field of one line: line ends and tabs become single spaces."""
    return re.sub(r"\s*[\n\t\u2028\u2029]\s*", " ", as_typed(text))


def _can_be_seen(char: str) -> bool:
    return not (char.isspace() or char in BLANK_LETTERS or unicodedata.category(char) in ("Cf", "Cc", "Cs"))
