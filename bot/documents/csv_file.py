"""A table for a spreadsheet, in which no cell can run as a formula."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from bot.documents.made import MadeFile, made
from bot.documents.texts import without_turns, xml_text

# A spreadsheet takes a cell for a formula that begins so, also in full width, and after white space.
FORMULA = tuple("=+-@\uff1d\uff0b\uff0d\uff20")


def csv_file(heads: Sequence[str], rows: Iterable[Sequence[str | int]], last: Sequence[str] = ()) -> MadeFile:
    """The heads, each row, and a last line where there is one. A number stays one: it can be sorted."""
    table = StringIO(newline="")
    lines = csv.writer(table, quoting=csv.QUOTE_ALL)
    lines.writerow(heads)
    lines.writerows([cell if isinstance(cell, int) else as_text(cell) for cell in row] for row in rows)
    if last:
        lines.writerow(last)
    # Excel takes the file for UTF-8 by its first three bytes alone.
    return made(table.getvalue().encode("utf-8-sig"))


def as_text(words: str) -> str:
    """The words as a cell that no spreadsheet reckons with: an apostrophe before what begins a formula."""
    plain = without_turns(xml_text(words))
    risky = plain.startswith(("\t", "\r", "\n")) or plain.lstrip().startswith(FORMULA)
    return f"'{plain}" if risky else plain
