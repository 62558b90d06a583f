"""Makes any words printable: what no font can show becomes a visible replacement, and is told at the end."""

import re
import unicodedata
from functools import cache

from bot.documents.fonts import coverage
from bot.documents.texts import REPLACEMENT

_JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
_BREAK_HERE = "\N{ZERO WIDTH SPACE}"
# A run without a space that no column is wide enough for; it may break after each of these many signs.
_LONG_RUN = re.compile(r"\S{24,}")
_PIECE = 12


class Printable:
    """Turns words into printable ones, and remembers which signs it had to replace.

    `strict` allows the main font's single signs only: whatever typst may find wrong, it cannot be this.
    """

    def __init__(self, *, strict: bool = False) -> None:
        self.replaced: set[str] = set()
        self._strict = strict

    def __call__(self, text: str) -> str:
        """The text with every sign in a font; lines are kept, and no run is too long to break."""
        whole = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
        printed = "".join(self._signs(whole))
        return _LONG_RUN.sub(_breakable, printed)

    def _signs(self, text: str) -> list[str]:
        shown: list[str] = []
        fits: frozenset[int] = frozenset()  # The fonts that have every sign of the cluster so far.
        joined = False
        for sign in text:
            if sign in "\n\t":
                shown.append("\n" if sign == "\n" else " ")
                fits, joined = frozenset(), False
                continue
            if _is_invisible(sign):
                continue
            # A mark is drawn on the sign before it, so one font must have them both.
            part_of_cluster = bool(fits) and (joined or unicodedata.category(sign).startswith("M"))
            here = self._fonts_of(sign)
            found = (fits & here) if part_of_cluster or (fits and sign in _JOINERS) else here
            if sign in _JOINERS and not found:
                continue
            joined = sign in _JOINERS
            if not found:
                self.replaced.add(sign)
                sign, found = REPLACEMENT, _fonts_of(REPLACEMENT)
            shown.append(sign)
            fits = found
        return shown

    def _fonts_of(self, sign: str) -> frozenset[int]:
        if not self._strict:
            return _fonts_of(sign)
        plain_sign = unicodedata.category(sign)[0] in "LNPSZ"
        return _fonts_of(sign) & {0} if plain_sign else frozenset()

    def codes(self) -> tuple[str, ...]:
        """The replaced signs as U+ numbers, by which anybody can look them up."""
        return tuple(f"U+{ord(sign):04X}" for sign in sorted(self.replaced))


@cache
def _fonts_of(sign: str) -> frozenset[int]:
    if unicodedata.category(sign) == "Cc":
        return frozenset()  # Some fonts claim to have these, and show nothing.
    return frozenset(index for index, covered in enumerate(coverage()) if ord(sign) in covered)


def _is_invisible(sign: str) -> bool:
    """Signs that show nothing: direction marks could turn other people's words round, so they go too."""
    if sign in _JOINERS:
        return False
    return unicodedata.category(sign) == "Cf" or "\ufe00" <= sign <= "\ufe0f"


def _breakable(run: re.Match[str]) -> str:
    text = run.group()
    pieces: list[str] = [text[0]]
    for sign in text[1:]:
        # Never between a sign and its mark, nor inside a joined one.
        marked = unicodedata.category(sign).startswith("M") or sign in _JOINERS or pieces[-1][-1] in _JOINERS
        if len(pieces[-1]) >= _PIECE and not marked:
            pieces.append("")
        pieces[-1] += sign
    return _BREAK_HERE.join(pieces)
