"""The fonts that plans are set in, and which signs they have.

Noto covers the scripts that families here write in (the packages are data only, under the Open Font
License). Fonts of the machine are not used: the same plan must look the same everywhere.

Noto Sans Arabic draws a letter with dots or a hamza as two signs, and typst (0.15) names both of them after
the whole letter: text taken from a PDF says it twice (docs/decisions, 0011).
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst
from fontTools.ttLib import TTCollection, TTFont

MAIN = "Noto Sans"
PACKAGES = ("manimgx_fonts", "manimgx_fonts_cjk")
# The same Chinese character is drawn differently in each of these countries.
CHINESE_CHARACTERS = {"ja": "Noto Sans CJK JP", "ko": "Noto Sans CJK KR"}
CHINESE = "Noto Sans CJK SC"


@cache
def fonts() -> typst.Fonts:
    """All of them, found once; they are only ever read."""
    specs = [find_spec(name) for name in PACKAGES]
    folders = [str(Path(spec.origin).parent) for spec in specs if spec and spec.origin]
    return typst.Fonts(include_system_fonts=False, font_paths=list(folders))


def families(language: str) -> tuple[str, ...]:
    """Their names in the order in which they are tried."""
    first = (MAIN, CHINESE_CHARACTERS.get(language, CHINESE))
    others = {font.family for font in fonts().fonts() if font.path} - set(first)
    return (*first, *sorted(others))


@cache
def coverage() -> tuple[frozenset[int], ...]:
    """The code points of each font file, the main font's first."""
    files = {font.path: font.family for font in fonts().fonts() if font.path and font.style == "normal"}
    main_first = sorted(files, key=lambda path: (files[path] != MAIN, path))
    return tuple(_code_points(Path(path)) for path in main_first)


def _code_points(path: Path) -> frozenset[int]:
    if path.suffix == ".ttc":
        # The fonts of this collection share one set of signs.
        with TTCollection(path, lazy=True) as collection:
            return frozenset(collection.fonts[0].getBestCmap())
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())
