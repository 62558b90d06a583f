"""A text that people are told, as its reader has it before them: kept with what they say to it."""

from bot.render import Words
from bot.services.meeting.how_we_talk import Wording


def as_told(words: Words, name: str, language: str) -> Wording:
    """The text of a words file, in the reader's language or the one that stands in for it."""
    tags = (language, language.split("-")[0], "en")
    written = next(one for one in tags if one in words.languages())
    return Wording(written, words.text(name, written))
