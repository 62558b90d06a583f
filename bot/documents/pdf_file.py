"""The plan as a PDF that a screen reader can read (PDF/UA-1); typst sets it from JSON."""

import json
from pathlib import Path
from typing import Any

import typst

from bot.documents.fonts import families, fonts
from bot.documents.made import MadeFile, made
from bot.documents.page import on_letter_paper, page
from bot.documents.reader import Json
from bot.documents.signs import REPLACEMENT, Printable, each_text
from bot.documents.words import Words

TEMPLATE = Path(__file__).with_name("plan.typ")


def plan_pdf(content: Json, about: Json, words: Words, *, practice: bool = False) -> MadeFile:
    """The plan on paper. `missing_signs` of the result names what no font has (shown as a replacement)."""
    sections = page(content, about, words, practice=practice)
    printable = Printable()
    try:
        body = _set(sections, printable, words)
    except typst.TypstError:
        # Nobody's words may keep a family from its plan: the plainest signs always work.
        printable = Printable(strict=True)
        body = _set(sections, printable, words)
    return made(body, printable.codes())


def _set(sections: dict[str, Any], printable: Printable, words: Words) -> bytes:
    printed = each_text(sections, printable)
    if printable.replaced:
        codes = ", ".join(printable.codes())
        printed["signs"] = words("seal.signs", sign=REPLACEMENT, codes=codes)
    printed["fonts"] = list(families(words.language))
    printed["paper"] = "us-letter" if on_letter_paper(words) else "a4"
    # A compiler for each plan: nothing is shared between threads but the fonts, which are only read.
    compiler = typst.Compiler(
        TEMPLATE, root=TEMPLATE.parent, font_paths=fonts(), sys_inputs={"plan": json.dumps(printed)}
    )
    body = compiler.compile(format="pdf", pdf_standards=["ua-1"])
    if not isinstance(body, bytes):
        raise TypeError("typst made no single file")
    return body
