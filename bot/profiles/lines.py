"""On which line of a profile file a problem stands, so that whoever wrote it finds the place."""

import re
from collections.abc import Iterator, Sequence


def line_of(text: str, where: str) -> int | None:
    """The line of a place such as `clocks[2].within_days` or `copies.parents`; None where it is not there."""
    part, *names = [name for name in re.split(r"[.\[\]]+", where) if name]
    lines = text.splitlines()
    items = list(_items(lines, part)) or list(_with_id(lines, part))
    if not items:
        return None
    item = _chosen(lines, items, names[0]) if names else items[0]
    key = re.compile(rf"(?:^|[{{,]\s*){re.escape((names or [part])[-1])}\s*=")
    return next((place for place in item if key.search(lines[place].strip())), item.start) + 1


def _items(lines: Sequence[str], part: str) -> Iterator[range]:
    """Where each item of a part begins and ends: tables, lines of a list, or the part itself."""
    for place, line in enumerate(lines):
        if line.strip() in (f"[[{part}]]", f"[{part}]"):
            yield range(place, _until(lines, place + 1, "["))
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
    named = (item for item in items if any(f'"{name}"' in lines[place] for place in item))
    return next(named, items[0])


def _until(lines: Sequence[str], start: int, begins: str) -> int:
    return next((place for place in range(start, len(lines)) if lines[place].startswith(begins)), len(lines))
