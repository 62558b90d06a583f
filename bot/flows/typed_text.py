"""From what a person typed to what is kept: their words, without what only machines would see."""

import re
import unicodedata

# Letters by class, but nothing is drawn for them.
BLANK_LETTERS = "\u2800\u3164\u115f\u1160\uffa0"
ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}


def as_typed(text: str) -> str:
    """The words themselves: Slack's entities undone, control characters gone, ends trimmed.

    Newlines and tabs stay, and so do the marks that right-to-left scripts and emoji need. Text in
    which nothing can be seen is empty.
    """
    text = re.sub("&lt;|&gt;|&amp;", lambda found: ENTITIES[found[0]], text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs"))
    return kept.strip() if any(_can_be_seen(char) for char in kept) else ""


def one_line(text: str) -> str:
    """The same for a field of one line: line ends and tabs become single spaces."""
    return re.sub(r"\s*[\n\t\u2028\u2029]\s*", " ", as_typed(text))


def _can_be_seen(char: str) -> bool:
    return not (char.isspace() or char in BLANK_LETTERS or unicodedata.category(char) in ("Cf", "Cc", "Cs"))
