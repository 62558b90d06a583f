"""Sets a page as PDF/UA-1 with typst: `python -m bot.documents.typesetter plan` reads JSON, writes the file.

It runs as a process of its own (pdf_file.py), so that neither its memory nor a crash of its compiler
can touch the bot. What people said comes in as JSON and is never part of the markup.
"""

import json
import sys
from pathlib import Path
from typing import Any

import typst

from bot.documents.fonts import families, fonts
from bot.documents.signs import Printable
from bot.documents.texts import REPLACEMENT, each_text

FOLDER = Path(__file__).parent


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
    """One page from standard input; on standard output a line with the missing signs, then the PDF."""
    missing, body = typeset(json.loads(sys.stdin.buffer.read()), sys.argv[1])
    sys.stdout.buffer.write(json.dumps(missing).encode() + b"\n" + body)


if __name__ == "__main__":
    main()
