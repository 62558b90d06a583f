"""On which line of a profile file a problem stands, so that whoever wrote it finds the place."""

import re
from collections.abc import Iterator, Sequence


def line_of(text: str, where: str, about: str = "") -> int | None:
    """The line of a place such as `clocks.team_meeting.within_days`; None where it is not there.

    `about` is a word that stands on the line: a key, or a name in quotes.
    """
    part, *names = [name for name in re.split(r"[.\[\]]+", where) if name]
    lines = text.splitlines()
    items = list(_items(lines, part)) or list(_with_id(lines, part))
    if not items:
        return _first(lines, range(len(lines)), about)
    item = _chosen(lines, items, names[0]) if names else items[0]
    exact = _first(lines, item, about) or _first(lines, item, (names or [part])[-1], quoted=False)
    return exact or item.start + 1


def _first(lines: Sequence[str], rows: range, word: str, quoted: bool = True) -> int | None:
    """The first line on which the word is a key, or stands in quotes."""
    if not word:
        return None
    key = re.compile(rf"(?:^|[{{,]\s*){re.escape(word)}\s*=|^\[+{re.escape(word)}\]")
    for place in rows:
        if key.search(lines[place].strip()) or (quoted and f'"{word}"' in lines[place]):
            return place + 1
    return None


def _items(lines: Sequence[str], part: str) -> Iterator[range]:
    """Where each item of a part begins and ends: tables, lines of a list, or the part itself."""
    for place, line in enumerate(lines):
        if line.strip() in (f"[[{part}]]", f"[{part}]"):
            yield range(place, _end_of_table(lines, place + 1, part))
        elif re.match(rf"{re.escape(part)}\s*=\s*\[\s*$", line):
            end = _until(lines, place + 1, "]")
            yield from (range(row, row + 1) for row in range(place + 1, end) if lines[row].strip()[:1] == "{")
        elif re.match(rf"{re.escape(part)}\s*=", line):
            yield range(place, place + 1)


def _with_id(lines: Sequence[str], name: str) -> Iterator[range]:
    for place, line in enumerate(lines):
        if f'id = "{name}"' in line:
            yield range(place, place + 1)


def _chosen(lines: Sequence[str], items: Sequence[range], name: str) -> range:
    """The item of that place or that id; the first one where neither is told."""
    if name.isdigit():
        return items[min(int(name), len(items) - 1)]
    # A repeated id is the fault of the later one.
    own = [item for item in items if any(f'id = "{name}"' in lines[place] for place in item)]
    named = own[-1:] or [item for item in items if any(f'"{name}"' in lines[place] for place in item)]
    return (named or [items[0]])[0]


def _end_of_table(lines: Sequence[str], start: int, part: str) -> int:
    """Up to the next table that is no part of this one."""
    parts = (f"[{part}.", f"[[{part}.")
    rows = range(start, len(lines))
    ends = (row for row in rows if lines[row].startswith("[") and not lines[row].startswith(parts))
    return next(ends, len(lines))


def _until(lines: Sequence[str], start: int, begins: str) -> int:
    return next((place for place in range(start, len(lines)) if lines[place].startswith(begins)), len(lines))
