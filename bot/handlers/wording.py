"""A text that people are told, as its reader has it before them: kept with what they say to it."""

from collections.abc import Mapping
from typing import Any

from bot.render import Words
from bot.services.meeting.how_we_talk import Wording


def as_told(words: Words, name: str, language: str, **values: object) -> Wording:
    """The text of a words file, in the reader's language or the one that stands in for it."""
    tags = (language, language.split("-")[0], "en")
    written = next(one for one in tags if one in words.languages())
    return Wording(written, words.text(name, written, **values))


def as_shown(words: Words, name: str, body: Mapping[str, Any], language: str) -> Wording:
    """The text that somebody had before them when they pressed a button below it.

    A message may be older than our words, and in the language that was noted for its reader then.
    """
    shown = str((body.get("message") or {}).get("text") or "")
    told = [Wording(one, words.text(name, one)) for one in words.languages()]
    found = next((one for one in told if shown and one.text in shown), None)
    return found or (Wording(language, shown) if shown else as_told(words, name, language))
