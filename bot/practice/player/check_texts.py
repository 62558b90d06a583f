"""The texts of a conference file: each has something to read, and only what somebody could have typed."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import category

from bot.practice.player.part import Part
from bot.practice.player.problem import Problem

LINES = "\n\r\t"
# Control characters and halves of surrogate pairs: no keyboard makes them, and no paper can hold them.
NOBODY_TYPES = ("Cc", "Cs")
UNSEEN = (*NOBODY_TYPES, "Cf", "Zs", "Zl", "Zp")


def text_problems(root: Part) -> Iterator[Problem]:
    """Every text that cannot be typed, or that shows nothing."""
    for leaf in root.leaves():
        if isinstance(leaf.value, str):
            kinds = {category(sign) for sign in leaf.value if sign not in LINES}
            if kinds & set(NOBODY_TYPES):
                yield Problem(leaf.path, "holds a character that nobody can type")
            elif not kinds - set(UNSEEN):
                yield Problem(leaf.path, "must not be empty")
