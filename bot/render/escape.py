"""How typed words are kept apart from Slack's markup: they can neither ping, link nor format.

A value put into a sentence is escaped (`& < >` only: Slack would show `&#34;` as it stands), and the
characters that Slack formats with are marked. Where the sentence ends up as mrkdwn, a marked
character that could format becomes its look-alike; where it ends up as plain text, it stays itself.
"""

import re

from markupsafe import Markup

FORMATTING = "*_~`"
# Private characters that no keyboard types; each stands for one typed formatting character, or for a
# typed ">" at the beginning of a line, which would make a quote of it.
MARKS = {char: chr(0xF8F0 + place) for place, char in enumerate(FORMATTING + ">")}
LOOK_ALIKES = {"*": "\u2217", "_": "\u02cd", "~": "\u223c", "`": "\u02cb", ">": "\u203a"}

_unmark = str.maketrans({mark: char for char, mark in MARKS.items()})
_marked = re.compile(f"[{''.join(MARKS.values())}]")
_strange = re.compile(f"[\x00-\x08\x0b-\x1f\x7f{''.join(MARKS.values())}\ud800-\udfff]")
_own_token = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")


def safe(value: object) -> Markup:
    """What Jinja does with every value that a template prints (`finalize`)."""
    if isinstance(value, Markup):
        return value
    if value is None:
        raise TypeError("a template printed None: ask `is not none` first, or give a value")
    text = _strange.sub("", str(value))
    for char in FORMATTING:
        text = text.replace(char, MARKS[char])
    text = re.sub("(?m)^>", MARKS[">"], text)
    return Markup(escaped(text))


def as_mrkdwn(text: object) -> str:
    """Our sentence with typed values in it, for a mrkdwn text object."""
    sentence = tidy(_apostrophes(str(safe(text))))
    return _marked.sub(lambda found: _defused(found, sentence), sentence)


def as_plain(text: object) -> str:
    """The same for a plain_text object or any place that has no markup: dates and links as words."""
    if not isinstance(text, Markup):
        return tidy(_strange.sub("", str(text)))
    return from_mrkdwn(tidy(_apostrophes(str(text)))).translate(_unmark)


def from_mrkdwn(text: str) -> str:
    """Slack's own tokens as words, then the three entities undone."""
    text = _own_token.sub(lambda found: found[2] or found[1], text)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def as_said(words: object) -> str:
    """Typed words exactly as they are, for a rich text element; only what Slack refuses is taken out."""
    return _strange.sub("", str(words))


def escaped(text: str) -> str:
    """Plain text for a mrkdwn place such as a message's top-level text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def tidy(text: str) -> str:
    """Without the indentation of the words file: lines trimmed, no blank lines at the ends."""
    return "\n".join(line.strip() for line in text.split("\n")).strip()


def _apostrophes(text: str) -> str:
    """Undo what MarkupSafe itself escapes where a template joins texts; typed ones read `&amp;#39;`."""
    return text.replace("&#39;", "'").replace("&#34;", '"')


def _defused(found: re.Match[str], sentence: str) -> str:
    char = found[0].translate(_unmark)
    before, after = sentence[: found.start()][-1:], sentence[found.end() :][:1]
    return char if before.isalnum() and after.isalnum() else LOOK_ALIKES[char]
