"""How hard an English sentence is to read, as a school grade (the formula of Flesch and Kincaid)."""

import re

SHORTEST = 6
# Without any of these, words are in another language, and a grade would say nothing.
ENGLISH = re.compile(r"\b(?:and|at|by|for|from|is|of|on|that|the|to|will|with)\b", re.IGNORECASE)
_WORD = re.compile(r"[a-zA-Z]+(?:['’][a-z]+)?")
_VOWELS = re.compile(r"[aeiouy]+")


def grade(text: str) -> int | None:
    """The grade of a text; None for one that is too short to say, or not English."""
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) < SHORTEST or not ENGLISH.search(text):
        return None
    sentences = max(1, len([part for part in re.split(r"[.!?;:\n]+", text) if _WORD.search(part)]))
    syllables = sum(map(_syllables, words))
    found = 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59
    return max(0, round(found))


def _syllables(word: str) -> int:
    """Groups of vowels, without the silent e at the end of all but the shortest words."""
    groups = len(_VOWELS.findall(word))
    silent = word.endswith(("e", "es", "ed")) and not word.endswith(("le", "les", "ted", "ded"))
    return max(1, groups - (silent and groups > 1))
