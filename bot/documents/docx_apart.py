"""An agency's own Word template, checked and filled in a process of its own that may not take all.

`python -m bot.documents.docx_apart check|fill` reads a line of JSON and the template, under limits of
time and memory: a template is a program, and one that never ends or fills the machine ends there.
"""

import json
import re
import subprocess  # nosec B404
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bot.documents import docx_safe
from bot.documents.docx_names import EACH, asked
from bot.documents.sheet import SHEET

PROGRAM = Path(__file__).resolve().parents[2]
OURS = Path(__file__).with_name("plan.docx")
# Each of these has a heading and items; together they are `lists`.
LISTS = ("opening", "talks", "provider_input", "offers", "set_aside", "parked", "copies", "reading")
SECONDS = 20
MEMORY_BYTES = 600_000_000
FILLED_BYTES = 30_000_000
ROWS = 4
ENDLESS = "Filling it takes too long or too much memory. Does a loop stand in a loop that it need not?"
WHERE = 60


class Unusable(Exception):
    """A template that cannot be used; `reasons` say why, in the operator's words."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def check(template: bytes) -> tuple[str, ...]:
    """Why this template cannot be used: all that was found, with where it stands."""
    if found := tuple(docx_safe.faults(template)):
        return found
    try:
        return tuple(json.loads(_apart("check", {}, template)))
    except Unusable as problem:
        return problem.reasons


def fill(template: bytes, paper: Any) -> bytes:
    """The document. Raises Unusable."""
    return _apart("fill", paper, template)


def _apart(deed: str, told: Any, template: bytes) -> bytes:
    try:
        # No shell, and no argument that anybody typed: the words go in as JSON.
        ended = subprocess.run(  # nosec B603
            [sys.executable, "-m", "bot.documents.docx_apart", deed],
            input=json.dumps(told).encode() + b"\n" + template,
            capture_output=True,
            cwd=PROGRAM,
            env={"PYTHONUTF8": "1"},  # It needs none of the bot's secrets.
            timeout=2 * SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Unusable(ENDLESS) from None
    if ended.returncode != 0:
        # Its own words may quote a family's.
        raise Unusable(ENDLESS if ended.returncode < 0 else "It could not be filled.")
    return ended.stdout


def main() -> None:
    """One deed; what went wrong is in the exit code, and for a check in its answer."""
    _limit()
    told, _, template = sys.stdin.buffer.read().partition(b"\n")
    deeds: dict[str, Callable[[], bytes]] = {
        "check": lambda: json.dumps(list(_faults(template))).encode(),
        "fill": lambda: _filled(template, json.loads(told)),
    }
    sys.stdout.buffer.write(deeds[sys.argv[1]]())


def _limit() -> None:
    # Only here: the module does not exist on Windows, where the time limit remains.
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def _filled(template: bytes, paper: Any) -> bytes:
    from bot.documents.docx_fill import fill as fill_in

    body = fill_in(template, paper)
    if len(body) > FILLED_BYTES:
        raise ValueError("too large")
    return body


def _faults(template: bytes) -> Iterator[str]:
    """Sentences that Jinja does not understand, names that no page has, and what fails with words in it."""
    from docx.opc.exceptions import PackageNotFoundError
    from jinja2 import TemplateError

    known = _known()
    try:
        unknown = list(_unknown(template, known))
        yield from unknown
        if not unknown:
            paper = {"fields": _specimen(known), "title": "x", "language": "en-US", "a4": False}
            _filled(template, paper)
    except TemplateError as problem:
        yield f"Jinja does not understand it: {str(problem.message).rstrip('.')}."
    except MemoryError:
        yield ENDLESS
    except (PackageNotFoundError, ValueError, KeyError, TypeError, SyntaxError, AttributeError) as problem:
        yield f"It could not be filled with a sample ({type(problem).__name__})."


def _unknown(template: bytes, known: frozenset[str]) -> Iterator[str]:
    told: set[str] = set()
    for path, place in _names(template):
        if path not in known and path not in told:
            told.add(path)
            yield f"Unknown name {path.replace(EACH, '')!r}, in: {place}"


def _known() -> frozenset[str]:
    """Every name of a page, with those on the way to it: what our own template asks for, and a few more."""
    ours = {path for path, _ in _names(OURS.read_bytes())} | set(SHEET) | {"page_of", "lists"}
    for name in LISTS:
        ours |= {f"{name}.heading", f"{name}.items_said{EACH}"}
    steps = [re.findall(r"[^.\[]+|\[\]", path) for path in ours]
    return frozenset(_joined(parts[: end + 1]) for parts in steps for end in range(len(parts)))


def _joined(parts: list[str]) -> str:
    return ".".join(parts).replace(f".{EACH}", EACH)


def _names(template: bytes) -> Iterator[tuple[str, str]]:
    """The names that a template asks for, each with the words around it."""
    from bot.documents.docx_fill import environment

    for xml in _marked_parts(template):
        lines = xml.splitlines()
        for path, line in asked(environment().parse(xml)):
            text = _around(lines[line - 1])
            yield path, f"{text[:WHERE]}…" if len(text) > WHERE else text


def _around(line: str) -> str:
    """The sentence on this line, without what only steers the filling where words stand beside it."""
    text = re.sub(r"<[^>]+>", "", line).strip()
    words = re.sub(r"{%.*?%}", "", text).strip()
    return words if "{{" in words else text


def _marked_parts(template: bytes) -> Iterator[str]:
    """Body, headers and footers as docxtpl fills them, a paragraph a line."""
    from io import BytesIO

    from docxtpl import DocxTemplate

    document = DocxTemplate(BytesIO(template))
    document.init_docx()
    parts = [document.patch_xml(document.get_xml())]
    for uri in (document.HEADER_URI, document.FOOTER_URI):
        found = document.get_headers_footers(uri)
        parts += [document.patch_xml(document.get_part_xml(part)) for _, part in found]
    return (re.sub(r"<w:p([ >])", r"\n<w:p\1", part) for part in parts)


def _specimen(known: frozenset[str]) -> dict[str, Any]:
    """A page in which everything is there, with several of each."""
    return {name: _value(name, known) for name in known if "." not in name and EACH not in name}


def _value(path: str, known: frozenset[str]) -> Any:
    if path + EACH in known:
        return [_value(path + EACH, known) for _ in range(ROWS)]
    below = {one.removeprefix(f"{path}.") for one in known if one.startswith(f"{path}.")}
    names = {one for one in below if "." not in one and EACH not in one}
    return {name: _value(f"{path}.{name}", known) for name in names} or "x"


if __name__ == "__main__":
    main()
