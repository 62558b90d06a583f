"""A paper as headed lines, for where there is neither table nor page: its very words, in their order."""

from collections.abc import Iterator, Mapping
from typing import Any

# The frame of a printed page, and the heads of its columns: they say nothing of the plan.
FRAME = frozenset(
    {"language", "right_to_left", "practice", "practice_line", "private", "page_of", "signs", "title"}
)
HEADS = frozenset({"heading", "heads", "no_steps", "label", "value"})
Headed = tuple[str, tuple[str, ...]]


def outline(page: Mapping[str, Any]) -> tuple[Headed, ...]:
    """Each section of a paper with its lines; those that hold nothing are left out."""
    found = [(page["title"], list(_lines(page["facts"])))]
    for name, part in page.items():
        if name in FRAME or name == "facts":
            continue
        for one in part if isinstance(part, list) else [part]:
            if isinstance(one, Mapping):
                found.append((str(one.get("heading") or ""), list(_lines(one))))
            elif one:
                found[-1][1].append(str(one))
    return tuple((heading, tuple(lines)) for heading, lines in found if lines)


def _lines(part: Any) -> Iterator[str]:
    """The lines of one part: a row of a table, a fact or an entry with its notes is one line."""
    if isinstance(part, str):
        yield from filter(None, [part])
    elif isinstance(part, list):
        for one in part:
            yield from _lines(one)
    elif "label" in part:
        yield f"{part['label']}: {part['value']}"
    elif _is_row(part):
        yield from filter(None, [" · ".join(_texts(part))])
    else:
        yield from _of_section(part)


def _is_row(part: Mapping[str, Any]) -> bool:
    """Whether it holds words alone, or lists of words, and no heading over them."""
    flat = all(isinstance(one, str) for value in part.values() if isinstance(value, list) for one in value)
    return flat and "heading" not in part and not any(isinstance(one, Mapping) for one in part.values())


def _texts(row: Mapping[str, Any]) -> Iterator[str]:
    for value in row.values():
        yield from filter(None, value if isinstance(value, list) else [value])


def _of_section(section: Mapping[str, Any]) -> Iterator[str]:
    """A heading inside a section stands over its own lines; over nothing it is not said."""
    filled = any(value for name, value in section.items() if isinstance(value, list) and name != "heads")
    for name, value in section.items():
        stands_over = name.removesuffix("_heading")
        if name in HEADS or (name == "lead" and not filled) or (name == "none" and filled):
            continue
        if stands_over != name and not (section.get(stands_over) or section.get(f"{stands_over}s")):
            continue
        for one in value if isinstance(value, list) else [value]:
            under = list(_lines(one))
            if isinstance(one, Mapping) and one.get("heading") and under:
                yield str(one["heading"])
            yield from under
