"""Sets pages as PDF/UA-1 with typst and fills our Word template: reads JSON, writes the files.

`python -m bot.documents.typesetter` runs as a process of its own (press.py), so that neither its memory
nor a crash of its compiler can touch the bot. What people said is never part of the markup.
"""

import json
import sys
from pathlib import Path
from typing import Any

import typst

from bot.documents.docx_fill import fill
from bot.documents.fonts import families, fonts
from bot.documents.press import receive, send
from bot.documents.signs import Printable
from bot.documents.texts import REPLACEMENT, each_text

FOLDER = Path(__file__).parent
WORD = FOLDER / "plan.docx"


def typeset(sections: dict[str, Any], paper: str = "plan") -> tuple[tuple[str, ...], bytes]:
    """The signs that no font has (shown as a replacement), and the PDF."""
    printable = Printable()
    try:
        body = _set(sections, printable, FOLDER / f"{paper}.typ")
    except typst.TypstError:
        # Nobody's words may keep a family from its plan: the plainest signs always work.
        printable = Printable(strict=True)
        body = _set(sections, printable, FOLDER / f"{paper}.typ")
    return printable.codes(), body


def _made(page: Any, paper: str) -> tuple[tuple[str, ...], bytes]:
    return ((), fill(WORD.read_bytes(), page)) if paper == WORD.name else typeset(page, paper)


def _set(sections: dict[str, Any], printable: Printable, template: Path) -> bytes:
    printed = each_text(sections, printable)
    note = sections["signs"].replace("{sign}", REPLACEMENT).replace("{codes}", ", ".join(printable.codes()))
    printed["signs"] = note if printable.replaced else ""
    printed["fonts"] = list(families(sections["language"]))
    # A compiler for each paper: nothing is shared between threads but the fonts, which are only read.
    compiler = typst.Compiler(
        template, root=FOLDER, font_paths=fonts(), sys_inputs={"page": json.dumps(printed)}
    )
    body = compiler.compile(format="pdf", pdf_standards=["ua-1"])
    if not isinstance(body, bytes):
        raise TypeError("typst made no single file")
    return body


def main() -> None:
    """Papers one after the other, until nobody asks any more; for one that cannot be set, an empty answer."""
    pages, papers = sys.stdin.buffer, sys.stdout.buffer
    while True:
        try:
            asked = json.loads(receive(pages))
        except EOFError:
            return
        try:
            missing, body = _made(asked["page"], asked["paper"])
        except (typst.TypstError, LookupError, TypeError, ValueError):
            send(papers, b"")
        else:
            send(papers, json.dumps(missing).encode() + b"\n" + body)


if __name__ == "__main__":
    main()
